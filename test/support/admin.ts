/** The admin API as a program meets it, each answer held against api/admin.yaml. */
import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import {
  type AdminAnswer,
  type AdminBody,
  adminOperations,
  type OperationId,
  type PathParameter,
} from '@whorl/contract/admin';
import { adminSocketPath } from '@whorl/server';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { type RawAnswer, send } from './post.ts';

const api = parse(readFileSync(new URL('../../api/admin.yaml', import.meta.url), 'utf8'));
const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
ajv.addSchema(api, 'admin');

/** What a request is made of; only the names of paths and the body differ between operations. */
export type AdminRequest<Id extends OperationId> = Readonly<
  Partial<Record<PathParameter, string>>
> & {
  readonly body?: AdminBody<Id>;
  readonly query?: Readonly<Record<string, string>>;
  /** A session or a token. */
  readonly bearer?: string;
};

export interface AdminReply<Id extends OperationId> {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** What came when all went well; where it did not, `code` and `message`. */
  readonly body: AdminAnswer<Id>;
  readonly problem: { readonly code?: string; readonly message?: string };
}

/** Sends requests through one door. */
export interface AdminClient {
  call<Id extends OperationId>(id: Id, request?: AdminRequest<Id>): Promise<AdminReply<Id>>;
  /** The same, and throws unless it went well. */
  done<Id extends OperationId>(id: Id, request?: AdminRequest<Id>): Promise<AdminAnswer<Id>>;
}

/** Where requests go: the socket of a data folder, or a TLS listener. */
export type AdminDoor =
  | { readonly dataDir: string }
  | { readonly adminUrl: string; readonly ca: string | Buffer };

/** @example const admin = adminClient({ dataDir: sandbox.dataDir }); */
export function adminClient(door: AdminDoor): AdminClient {
  const call: AdminClient['call'] = async (id, request = {}) => {
    const { method, path } = adminOperations[id];
    const { body, query, bearer, ...names } = request;
    const url = pathOf(path, names) + (query ? `?${new URLSearchParams(query)}` : '');
    const raw = await sendAdmin(door, {
      method,
      path: url,
      body: body === undefined || method === 'GET' ? undefined : JSON.stringify(body),
      headers: { ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }) },
    });
    const parsed = raw.body === '' ? undefined : JSON.parse(raw.body);
    checkAnswer(id, raw.status, parsed);
    return { status: raw.status, headers: raw.headers, body: parsed, problem: parsed ?? {} };
  };
  return {
    call,
    async done(id, request) {
      const reply = await call(id, request);
      if (reply.status < 300) return reply.body;
      throw new Error(`${id} was answered ${reply.status}: ${JSON.stringify(reply.problem)}`);
    },
  };
}

const pathOf = (path: string, names: Readonly<Record<string, string>>): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(names[name] ?? 'sandbox'));

function checkAnswer(id: OperationId, status: number, body: unknown): void {
  const { method, path } = adminOperations[id];
  const { responses } = api.paths[path][method.toLowerCase()];
  const content = responses[String(status)]?.content;
  const pointer =
    status < 400
      ? `admin#/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1')}/${method.toLowerCase()}/responses/${status}/content/application~1json/schema`
      : 'admin#/components/schemas/Problem';
  if (status < 400 && responses[String(status)] === undefined)
    throw new Error(`${id} was answered ${status}, which api/admin.yaml does not know.`);
  if (status < 400 && content === undefined) return;
  const isGood = ajv.validate({ $ref: encodeURI(pointer) }, body);
  if (!isGood) throw new Error(`${id}: ${ajv.errorsText()} in ${JSON.stringify(body)}`);
}

/** One request as it stands. */
export interface RawAdminRequest {
  readonly method: string;
  readonly path: string;
  readonly body?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends what need not be of the API at all. */
export async function sendAdmin(door: AdminDoor, asked: RawAdminRequest): Promise<RawAnswer> {
  const { method, path, body, headers } = asked;
  const all = { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers };
  if ('adminUrl' in door) {
    const options = { method, headers: all, ca: door.ca, agent: false };
    return send(httpsRequest(`${door.adminUrl}${path}`, options), body);
  }
  const socket = await adminSocketPath(door.dataDir);
  try {
    const options = { method, headers: all, path, socketPath: socket.path, agent: false as const };
    return await send(httpRequest(options), body);
  } finally {
    await socket.release();
  }
}
