import type { AdminSchemas } from '@whorl/contract/admin';
import { type AdminApi, answerOf } from '../admin/client.ts';
import type { Door } from '../admin/door.ts';
import { AdminProblem, AdminUnreachable } from '../admin/problem.ts';
import { type AdminOptions, withAdmin } from '../admin/with-admin.ts';
import { type Detail, sayDetails } from '../details.ts';
import { UsageError } from '../exit-codes.ts';
import { foldIndented } from '../fold.ts';
import { retyped } from '../retyped.ts';
import { tell, tellAside, tellNext } from '../tell.ts';
import type { Terminal } from '../terminal.ts';
import { dayOf, short } from '../visible.ts';

type Refusal = AdminSchemas['Refusal'];
type Envelope = NonNullable<Refusal['envelope']>;

/** What `whorl doctor --recent` was told. */
export interface RecentOptions extends AdminOptions {
  /** Only of this project; without it of all that one may see, and of unknown callers. */
  readonly project?: string;
  readonly limit: number;
}

/**
 * Tells what the sandbox refused within the last 24 hours, the newest last.
 *
 * @throws AdminUnreachable where no service runs: refusals are kept in its memory alone
 */
export async function tellRecent(options: RecentOptions, terminal: Terminal): Promise<void> {
  await withAdmin({ ...options, terminal }, async ({ api, door }) => {
    requireService(door);
    const { refusals, hasUnknown } = await gather(api, options);
    const newest = refusals.toSorted((one, other) => compare(one.at, other.at));
    const shown = newest.slice(-options.limit);
    for (const refusal of shown) show(refusal, terminal);
    if (shown.length === 0) tellNone(options, terminal);
    // With --json every line of standard output is an event.
    if (options.project === undefined && !hasUnknown) tellAside(adminsOnly, terminal);
    if (newest.length > shown.length || shown.length === options.limit)
      terminal.complain('There may be more: --limit shows up to 1000.');
  });
}

function requireService({ kind, id }: Door): void {
  if (kind !== 'here') return;
  throw new AdminUnreachable(
    `No service has ${id}, and refusals are kept in the memory of the running service alone. \`npx whorl start\` starts one; those of before are in its log.`,
  );
}

const compare = (one: string, other: string): number => {
  if (one === other) return 0;
  return one < other ? -1 : 1;
};

const adminsOnly = 'Callers that came without a certificate of a project are shown to admins only.';

function tellNone({ project, ...options }: RecentOptions, terminal: Terminal): void {
  const whose = project === undefined ? '' : ` of ${project}`;
  tell(
    `The sandbox refused no call${whose} within the last 24 hours, or since it was started. A call that failed all the same did not reach it, or failed on the way back.`,
    terminal,
  );
  tellNext(
    { why: 'To go that way:', commands: [retyped('doctor --connect URL', options)] },
    terminal,
  );
}

interface Gathered {
  readonly refusals: readonly Refusal[];
  /** Whether those of unknown callers are among them. */
  readonly hasUnknown: boolean;
}

async function gather(api: AdminApi, { project, limit }: RecentOptions): Promise<Gathered> {
  if (project !== undefined)
    return { refusals: await ofProject(api, { project, limit }), hasUnknown: false };
  const unknown = await ifAllowed(ofUnknown(api, limit));
  const refusals = [...(unknown ?? [])];
  for (const name of await listProjects(api))
    refusals.push(...((await ifAllowed(ofProject(api, { project: name, limit }))) ?? []));
  return { refusals, hasUnknown: unknown !== undefined };
}

interface Wanted {
  readonly project: string;
  readonly limit: number;
}

async function ofProject(api: AdminApi, { project, limit }: Wanted): Promise<readonly Refusal[]> {
  const params = { path: { environment: 'sandbox', project }, query: { limit } } as const;
  const path = '/v1/{environment}/projects/{project}/refusals';
  return (await answerOf(api.GET(path, { params }))).refusals;
}

async function ofUnknown(api: AdminApi, limit: number): Promise<readonly Refusal[]> {
  const params = { path: { environment: 'sandbox' }, query: { limit } } as const;
  return (await answerOf(api.GET('/v1/{environment}/refusals', { params }))).refusals;
}

/** @throws UsageError for who sees one project only */
async function listProjects(api: AdminApi): Promise<readonly string[]> {
  const params = { path: { environment: 'sandbox' } } as const;
  const listed = await ifAllowed(answerOf(api.GET('/v1/{environment}/projects', { params })));
  if (listed !== undefined) return listed.projects.map(({ name }) => name);
  throw new UsageError('The token is good for one project. Name it: --project NAME.');
}

/** What may not be seen is left out. */
const ifAllowed = <Answer>(asked: Promise<Answer>): Promise<Answer | undefined> =>
  asked.catch((error: unknown) => {
    if (error instanceof AdminProblem && error.code === 'forbidden') return undefined;
    throw error;
  });

function show(refusal: Refusal, terminal: Terminal): void {
  terminal.emit('refusal', { ...refusal });
  const { at, project, status, reasonCode, diagnoses } = refusal;
  const whose = project ?? 'unknown caller';
  const head = `${secondOf(at)}, ${whose}: ${status} ${reasonCode}`;
  for (const line of foldIndented(head, 0)) terminal.say(terminal.style.bold(line));
  for (const { sentence } of diagnoses)
    for (const line of foldIndented(`${sentence}.`, 2)) terminal.say(line);
  sayDetails(rowsOf(refusal), terminal);
}

/** An ISO 8601 time to the second. */
const secondOf = (time: string): string => `${time.slice(0, 19).replace('T', ' ')} UTC`;

const rowsOf = ({ id, certificate, tls, bodyBytes, contentType, envelope }: Refusal) =>
  [
    ['correlation id', id],
    ['certificate', tls && `${describeCertificate(certificate)}, ${tls}`],
    ['header', envelope?.header && describeHeader(envelope.header)],
    ['parts, bytes', envelope && describeParts(envelope)],
    ['token', envelope?.sha256 && `SHA-256 ${short(envelope.sha256)}`],
    // Of an envelope that was found it says nothing more.
    ['body', envelope ? undefined : describeBody(bodyBytes, contentType)],
  ] as const satisfies readonly Detail[];

function describeCertificate(certificate: Refusal['certificate']): string {
  if (certificate === undefined) return 'none';
  const { sha256, notBefore, notAfter } = certificate;
  const dates = [notBefore, notAfter].map((time) => (time === undefined ? '?' : dayOf(time)));
  return `${short(sha256)}, ${dates.join(' to ')}`;
}

function describeHeader(header: NonNullable<Envelope['header']>): string {
  const { others = [], unregistered = 0, ...named } = header;
  const { kid } = named;
  const isFingerprint = kid !== undefined && /^[0-9a-f]{64}$/.test(kid);
  const members = { ...named, ...(kid !== undefined && { kid: isFingerprint ? short(kid) : kid }) };
  const known = Object.entries(members).map(([name, value]) => `${name} ${value}`);
  const more = unregistered === 0 ? [] : [`${unregistered} of other names`];
  return [...known, ...others, ...more].join(', ') || 'without a member';
}

const partNames = ['header', 'key', 'IV', 'ciphertext', 'tag'];

/** The parts have names where there are as many as there should be. */
function describeParts({ partCount, partBytes }: Envelope): string {
  const isWhole = partCount === partNames.length;
  const lengths = partBytes.map((bytes, at) => (isWhole ? `${partNames[at]} ${bytes}` : bytes));
  return isWhole ? lengths.join(', ') : `${partCount} in place of 5: ${lengths.join(', ')}`;
}

function describeBody(bytes: number | undefined, contentType: string | undefined) {
  const length = bytes === undefined ? 'not read' : `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;
  return contentType === undefined && bytes === undefined
    ? undefined
    : [length, contentType].filter(Boolean).join(', ');
}
