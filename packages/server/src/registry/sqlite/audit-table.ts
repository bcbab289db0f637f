import type { KeyObject } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { AuditEntry, AuditHead, AuditRecord, AuditVerdict } from '../audit.ts';
import { emptyChain, linkEntry, verifyChain } from '../audit-chain.ts';
import { insertOr } from './faults.ts';
import { fromAuditRecord, toAuditRecord } from './rows.ts';
import type { AuditTables } from './schema.ts';

/** A database, or a transaction in one, that has a trail. */
export type WithAudit = Kysely<Pick<AuditTables, 'audit'>>;

/** Must run in a transaction: the record is linked to the head that is read here. */
export async function appendAudit(db: WithAudit, entry: AuditEntry, key: KeyObject): Promise<void> {
  const row = fromAuditRecord(linkEntry(await auditHead(db), entry, key));
  await insertOr({}, () => db.insertInto('audit').values(row).execute());
}

export async function auditHead(db: WithAudit): Promise<AuditHead> {
  const head = await db
    .selectFrom('audit')
    .select(['seq', 'mac'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return head === undefined ? emptyChain : Object.freeze({ ...head });
}

export async function listAudit(
  db: WithAudit,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly AuditRecord[]> {
  const query = db.selectFrom('audit').selectAll().where('seq', '>', after);
  const rows = await query.orderBy('seq').limit(limit).execute();
  return Object.freeze(rows.map(toAuditRecord));
}

export const verifyAudit = (
  db: WithAudit,
  key: KeyObject,
  exported: readonly AuditHead[],
): Promise<AuditVerdict> => verifyChain(allRecords(db), key, exported);

const pageRecords = 250;

/** A page at a time: no more is ever held, and whoever calls meanwhile is served in between. */
async function* allRecords(db: WithAudit): AsyncGenerator<AuditRecord> {
  let after = -Infinity;
  for (;;) {
    const page = await listAudit(db, { after, limit: pageRecords });
    yield* page;
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.seq;
    await setImmediate();
  }
}
