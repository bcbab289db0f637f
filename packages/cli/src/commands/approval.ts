import { createHash } from 'node:crypto';
import type { AdminSchemas } from '@whorl/contract/admin';
import { type AdminApi, answerOf } from '../admin/client.ts';
import { type People, readPeople } from '../admin/people.ts';
import { AdminProblem } from '../admin/problem.ts';
import { type EnvironmentOptions, withAdmin } from '../admin/with-admin.ts';
import { confirm } from '../ask.ts';
import { type Detail, sayDetails } from '../details.ts';
import { NotVerified } from '../exit-codes.ts';
import { retyped } from '../retyped.ts';
import { tell, tellNext } from '../tell.ts';
import type { Terminal } from '../terminal.ts';
import { minuteOf, visible } from '../visible.ts';
import type { ProjectOptions } from './project.ts';

type Approval = AdminSchemas['Approval'];

/** Asks for production access. */
export async function promoteProject(options: ProjectOptions, terminal: Terminal): Promise<void> {
  const { project } = options;
  await withAdmin({ ...options, terminal }, async ({ api }) => {
    const params = { path: { environment: 'sandbox', project } } as const;
    const path = '/v1/{environment}/projects/{project}/promotion';
    await tellAsked(await answerOf(api.POST(path, { params })), { api, options, terminal });
  });
}

/** What `whorl project share-network` was told. */
export interface ShareOptions extends ProjectOptions {
  readonly with: string;
}

/** Asks to put a production project on another's identity network. */
export async function shareNetwork(options: ShareOptions, terminal: Terminal): Promise<void> {
  const { environment, project } = options;
  await withAdmin({ ...options, terminal }, async ({ api }) => {
    const params = { path: { environment, project } };
    const path = '/v1/{environment}/projects/{project}/shared-network';
    const body = { with: options.with };
    const approval = await answerOf(api.PUT(path, { params, body }));
    await tellAsked(approval, { api, options, terminal });
  });
}

interface Asked {
  readonly api: AdminApi;
  readonly options: EnvironmentOptions;
  readonly terminal: Terminal;
}

async function tellAsked(approval: Approval, { api, options, terminal }: Asked): Promise<void> {
  show(approval, { people: await readPeople(api, terminal), terminal });
  // Approvals are looked for in production without being told so.
  const { environment: _, ...door } = options;
  const why = `Security officers, ${approval.needed} of them and not you, approve it:`;
  tellNext({ why, commands: [retyped(`approval approve ${approval.id}`, door)] }, terminal);
}

/** Lists what waits for approval, and what was decided. */
export async function listApprovals(
  options: EnvironmentOptions,
  terminal: Terminal,
): Promise<void> {
  const { environment } = options;
  await withAdmin({ ...options, terminal }, async ({ api }) => {
    const params = { path: { environment } };
    const { approvals } = await answerOf(api.GET('/v1/{environment}/approvals', { params }));
    const people = await readPeople(api, terminal);
    for (const approval of approvals) show(approval, { people, terminal });
    if (approvals.length === 0) tell(`Nothing waits for approval in ${environment}.`, terminal);
  });
}

interface Telling {
  readonly people: People;
  readonly terminal: Terminal;
}

function show(approval: Approval, { people, terminal }: Telling): void {
  terminal.emit('approval', { ...approval });
  terminal.say(terminal.style.bold(approval.id));
  sayDetails(rowsOf(approval, people), terminal);
  showRequest(approval, terminal);
}

const rowsOf = (approval: Approval, people: People): readonly Detail[] => [
  ['step', approval.operation],
  ['status', stateOf(approval)],
  ['asked by', `${people(approval.requestedBy)}, ${minuteOf(approval.requestedAt)}`],
  ...approval.decisions.map(
    ({ by, decision, at }): Detail => [decisions[decision], `${people(by)}, ${minuteOf(at)}`],
  ),
];

/** The request that is decided on, laid out; and the hash that the decision is bound to. */
function showRequest({ request, requestHash }: Approval, terminal: Terminal): void {
  terminal.say(terminal.style.dim('  request'));
  const laidOut = JSON.stringify(JSON.parse(request), undefined, 2);
  for (const line of laidOut.split('\n')) terminal.say(`    ${visible(line)}`);
  sayDetails([['its SHA-256', requestHash]], terminal);
}

/** The request names a project by its id: says which that is, where it may be seen. */
async function showProject(
  { request }: Approval,
  { api, terminal }: Pick<Asked, 'api' | 'terminal'>,
): Promise<void> {
  if (terminal.json) return;
  const { parameters: path } = JSON.parse(request) as {
    readonly parameters: Pick<ProjectOptions, 'environment' | 'project'>;
  };
  const asked = api.GET('/v1/{environment}/projects/{project}', { params: { path } });
  const project = await answerOf(asked).catch(passOver);
  if (project !== undefined)
    sayDetails([['project', `${project.name}, of ${project.company}`]], terminal);
}

function passOver(error: unknown): undefined {
  if (!(error instanceof AdminProblem)) throw error;
}

const decisions = { approve: 'approved by', reject: 'rejected by' } as const;

const stateOf = ({ status, needed, expiresAt }: Approval): string =>
  status === 'pending'
    ? `pending: ${needed} more ${needed === 1 ? 'approval' : 'approvals'} until ${minuteOf(expiresAt)}`
    : status;

/** What a command about one approval is told. */
export interface ApprovalOptions extends EnvironmentOptions {
  readonly approval: string;
}

/** Shows one, with the exact request it is bound to. */
export async function showApproval(options: ApprovalOptions, terminal: Terminal): Promise<void> {
  await withAdmin({ ...options, terminal }, async ({ api }) => {
    const shown = await find(api, options);
    show(shown, { people: await readPeople(api, terminal), terminal });
    await showProject(shown, { api, terminal });
  });
}

const find = (api: AdminApi, { environment, approval }: ApprovalOptions): Promise<Approval> =>
  answerOf(
    api.GET('/v1/{environment}/approvals/{approval}', {
      params: { path: { environment, approval } },
    }),
  );

/** What `whorl approval approve` and `reject` were told. */
export interface DecisionOptions extends ApprovalOptions {
  readonly decision: 'approve' | 'reject';
  readonly yes?: boolean;
}

/** Decides on what was shown, and on nothing else: its hash is sent along. */
export async function decideApproval(options: DecisionOptions, terminal: Terminal): Promise<void> {
  const { decision, environment, approval, yes } = options;
  await withAdmin({ ...options, terminal }, async ({ api }) => {
    const shown = await find(api, options);
    show(shown, { people: await readPeople(api, terminal), terminal });
    await showProject(shown, { api, terminal });
    checkHash(shown);
    await confirm({ question: `${questions[decision]} this request?`, yes });
    const params = { path: { environment, approval } };
    const body = { decision, requestHash: shown.requestHash };
    const path = '/v1/{environment}/approvals/{approval}/decisions';
    const decided = await answerOf(api.POST(path, { params, body }));
    terminal.emit('decided', { ...decided });
    tell(outcome(decided), terminal);
  });
}

/** What was shown is what will be approved. @throws NotVerified */
function checkHash({ request, requestHash }: Approval): void {
  if (createHash('sha256').update(request).digest('hex') !== requestHash)
    throw new NotVerified('The request is not the one that its hash is of. Nothing was decided.');
}

const questions = { approve: 'Approve', reject: 'Reject' } as const;

function outcome({ status, needed }: Approval): string {
  if (status === 'approved') return 'Approved, and done.';
  return status === 'pending' ? `Noted. ${needed} more must approve.` : `It is ${status} now.`;
}
