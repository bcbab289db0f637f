import type { AdminBody, AdminSchemas } from '@whorl/contract/admin';
import { answerOf } from '../admin/client.ts';
import { type People, readPeople } from '../admin/people.ts';
import { type AdminOptions, withAdmin } from '../admin/with-admin.ts';
import { type Detail, sayDetails } from '../details.ts';
import { NotVerified, UsageError } from '../exit-codes.ts';
import { readNamed } from '../read-text.ts';
import { tell } from '../tell.ts';
import type { Terminal } from '../terminal.ts';

type Trail = AdminSchemas['AuditVerdicts']['trails'][number]['trail'];
type Heads = NonNullable<AdminBody<'audit.verify'>['heads']>;

/** What `whorl audit list` was told. */
export interface AuditOptions extends AdminOptions {
  readonly trail: Trail;
  readonly after: number;
  readonly limit: number;
}

/** Reads an audit trail, oldest first. */
export async function listAudit(options: AuditOptions, terminal: Terminal): Promise<void> {
  const { trail, after, limit } = options;
  await withAdmin({ ...options, terminal }, async ({ api }) => {
    const params = { path: { trail }, query: { after, limit } };
    const { records } = await answerOf(api.GET('/v1/audit/{trail}', { params }));
    const people = await readPeople(api, terminal);
    for (const record of records) show(record, { people, terminal });
    if (records.length === 0) tell(`The ${trail} trail has nothing after ${after}.`, terminal);
    if (records.length === limit)
      terminal.complain(`There may be more: --after ${records.at(-1)?.seq}.`);
  });
}

interface Telling {
  readonly people: People;
  readonly terminal: Terminal;
}

function show(record: AdminSchemas['AuditRecord'], { people, terminal }: Telling): void {
  terminal.emit('audit', { ...record });
  const { seq, at, operation, actor, target, details: more = {} } = record;
  terminal.say(terminal.style.bold(`${seq}  ${at}  ${operation}`));
  const rows: readonly Detail[] = [
    ['by', people(actor)],
    ['on', target === undefined ? undefined : people(target)],
    ...Object.entries(more).map(([name, value]): Detail => [name, String(value)]),
  ];
  sayDetails(rows, terminal);
}

/** What `whorl audit verify` was told. */
export interface VerifyOptions extends AdminOptions {
  readonly heads?: string;
}

/**
 * Checks every trail.
 *
 * @throws NotVerified when one is not whole
 */
export async function verifyAudit(options: VerifyOptions, terminal: Terminal): Promise<void> {
  const body = options.heads === undefined ? {} : { heads: await readHeads(options.heads) };
  await withAdmin({ ...options, terminal }, async ({ api }) => {
    const { ok, trails } = await answerOf(api.POST('/v1/audit/verification', { body }));
    terminal.emit('audit-verdicts', { ok, trails });
    for (const { trail, ok: whole, sentence } of trails) {
      tell(`${trail}: ${whole ? 'whole' : 'NOT WHOLE'}. ${sentence}`, terminal);
    }
    if (!ok) throw new NotVerified('The audit trail is not what was written.');
  });
}

async function readHeads(path: string): Promise<Heads> {
  const lines = (await readNamed('--heads', path)).split('\n').filter((line) => line.trim());
  return lines.map((line, at) => {
    try {
      return JSON.parse(line) as Heads[number];
    } catch {
      throw new UsageError(`--heads: line ${at + 1} of ${path} is not JSON.`);
    }
  });
}
