/** The admin API: every operation of api/admin.yaml, in one way through. */
import {
  type AdminOperation,
  AdminRefusal,
  adminOperations,
  type OperationId,
  parseAdminBody,
} from '@whorl/contract/admin';
import { type Context, Hono } from 'hono';
import { ask } from '../../environment/approvals.ts';
import type { Environment } from '../../environment/environment.ts';
import type { House } from '../../environment/house.ts';
import { findProject } from '../../environment/projects.ts';
import type { EnvironmentName, Project } from '../../registry/registry.ts';
import { type Asker, type Door, identify, nameOf } from './actor.ts';
import type { Asked, Handler } from './asked.ts';
import { authorise, authoriseProject } from './authorise.ts';
import { accountHandlers } from './handlers/accounts.ts';
import { approvalHandlers, approvedSteps, productionOf } from './handlers/approvals.ts';
import { authorityHandlers } from './handlers/authority.ts';
import { callHandlers } from './handlers/calls.ts';
import { credentialHandlers } from './handlers/credentials.ts';
import { historyHandlers } from './handlers/history.ts';
import { keyHandlers } from './handlers/keys.ts';
import { networkHandlers } from './handlers/network.ts';
import { projectHandlers } from './handlers/projects.ts';
import { refusalHandlers } from './handlers/refusals.ts';
import { serviceHandlers } from './handlers/service.ts';
import { signInHandlers } from './handlers/sign-in.ts';
import { toRefusal } from './problem.ts';
import { viewApproval } from './views.ts';

/** Answers one request of the admin API, whichever door it came in by. */
export type AdminApp = (request: Request, door: Door) => Promise<Response>;

const handlers = {
  ...signInHandlers,
  ...accountHandlers,
  ...projectHandlers,
  ...credentialHandlers,
  ...keyHandlers,
  ...networkHandlers,
  ...historyHandlers,
  ...callHandlers,
  ...refusalHandlers,
  ...approvalHandlers,
  ...authorityHandlers,
  ...serviceHandlers,
  'project.promote': askFirst('project.promote'),
  'project.share-network': askFirst('project.share-network'),
} satisfies { readonly [Id in OperationId]: Handler<Id> };

type Bindings = { readonly Bindings: { readonly door: Door } };

/** @param house the data folder that it is the door to */
export function createAdminApp(house: House): AdminApp {
  const app = new Hono<Bindings>();
  for (const [id, operation] of Object.entries(adminOperations))
    app.on(operation.method, patternOf(operation.path), (context) =>
      answer(house, id as OperationId, context),
    );
  for (const path of new Set(Object.values(adminOperations).map(({ path }) => path)))
    app.all(patternOf(path), () => {
      throw new AdminRefusal('method-not-allowed', `This path has other methods: api/admin.yaml.`);
    });
  app.notFound(() => {
    throw new AdminRefusal('not-found', 'There is no such path: api/admin.yaml has them all.');
  });
  app.onError((error) => refuse(house, error));
  return async (request, door) => app.fetch(request, { door });
}

/** `/v1/{environment}/projects` → `/v1/:environment{…}/projects`, so that other paths do not look like it. */
const patternOf = (path: string): string =>
  path
    .replaceAll(/\{(\w+)\}/g, ':$1')
    .replace(':environment', ':environment{(?:sandbox|production)}');

async function answer(
  house: House,
  id: OperationId,
  context: Context<Bindings>,
): Promise<Response> {
  const startedMs = house.clock.monotonicMs();
  let trace: Trace = { operation: id };
  try {
    const asked = await read(house, id, context);
    trace = { ...trace, actor: asked.actor };
    const result: unknown = await (handlers[id] as Handler<OperationId>)(asked);
    const { status } = adminOperations[id];
    const durationMs = Math.round(house.clock.monotonicMs() - startedMs);
    house.log.info('admin', { ...trace, status, durationMs });
    return result === undefined ? new Response(null, { status }) : json(status, result);
  } catch (error) {
    return refuse(house, error, trace);
  }
}

/** Somebody who may do an operation, and what they do it to. */
interface Admitted {
  readonly asker: Asker;
  readonly environment: Environment | undefined;
  readonly project: Project | undefined;
}

/** Says whether it may be done, as things are now; the role before anything is looked up. */
async function admit(
  house: House,
  operation: AdminOperation,
  context: Context<Bindings>,
): Promise<Admitted> {
  const { door } = context.env;
  const asker = await identify(context.req.header('authorization'), door, house.accounts);
  const { environment: named, project: wanted } = parametersOf(context);
  const name = named as EnvironmentName | undefined;
  authorise(asker, { operation, door, environment: name });
  const environment = name === undefined ? undefined : environmentOf(house, name);
  const project =
    environment === undefined || wanted === undefined
      ? undefined
      : await findProject(environment.registry, wanted);
  authoriseProject(asker, operation, project);
  return { asker, environment, project };
}

const parametersOf = ({ req }: Context<Bindings>): Asked<OperationId>['parameters'] => req.param();

/**
 * Reads a request: whether it may be done is judged before the body is read, so that strangers send nothing
 * that is looked at, and once more after it, so that nobody who was suspended meanwhile is let in for
 * having begun before.
 */
async function read<Id extends OperationId>(
  house: House,
  id: Id,
  context: Context<Bindings>,
): Promise<Asked<Id>> {
  const operation: AdminOperation = adminOperations[id];
  const first = await admit(house, operation, context);
  const body = await readBody(context, operation, id);
  const { asker, environment, project } =
    operation.body === null ? first : await admit(house, operation, context);
  return {
    house,
    asker,
    actor: nameOf(asker),
    door: context.env.door,
    bearer: context.req.header('authorization')?.replace(/^Bearer /i, '') ?? '',
    parameters: parametersOf(context),
    query: context.req.query(),
    body,
    environment: () => required(environment),
    project: () => required(project),
  };
}

function environmentOf(house: House, name: EnvironmentName) {
  return name === 'production' ? productionOf(house) : required(house.environment(name));
}

function required<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('An operation uses what its path does not name.');
  return value;
}

async function readBody<Id extends OperationId>(
  { req }: Context<Bindings>,
  { body, bodyBytes }: AdminOperation,
  id: Id,
): Promise<Asked<Id>['body']> {
  if (body === null) return undefined as Asked<Id>['body'];
  const text = await readText(req.raw, bodyBytes);
  const type = req.header('content-type') ?? '';
  if (text !== '' && !/^application\/json\b/i.test(type))
    throw new AdminRefusal('unsupported-media-type', 'Send the body as application/json.');
  return parseAdminBody(id, text);
}

/** Reads a body to its end, or to where it is too long: what a header says of its length is not believed. */
async function readText({ body }: Request, mostBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > mostBytes)
      throw new AdminRefusal('payload-too-large', `A body is at most ${mostBytes} bytes here.`);
  }
  return Buffer.concat(chunks).toString();
}

/** An operation that security officers approve before it is done. */
function askFirst<Id extends keyof typeof approvedSteps>(id: Id): Handler<Id> {
  return async (asked) => {
    const body = await approvedSteps[id].check(asked as unknown as Asked<OperationId>);
    const parameters = { ...asked.parameters, project: asked.project().id };
    const request = { operation: id, parameters, body };
    const approval = await ask(productionOf(asked.house), request, asked.actor);
    return viewApproval(approval, asked.house.clock.nowMs()) as Awaited<ReturnType<Handler<Id>>>;
  };
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(`${JSON.stringify(body)}\n`, {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
  });

/** What a request has become so far, for its log line. */
interface Trace {
  readonly operation?: OperationId;
  readonly actor?: string;
}

function refuse(house: House, error: unknown, trace: Trace = {}): Response {
  const refusal = toRefusal(error);
  const { code, message, status, faults, retryAfterSeconds, cause } = refusal;
  const line = { ...trace, status, reasonCode: code };
  if (status < 500) house.log.info('admin-refused', line);
  else house.log.error('admin-failed', { ...line, ...(cause instanceof Error && { err: cause }) });
  return json(
    status,
    { code, message, ...(faults.length > 0 && { faults }) },
    retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) },
  );
}
