/** The chain of an audit trail: how a record is linked to the one before it, and how a whole chain is checked. Pure. */
import { createHmac, type KeyObject } from 'node:crypto';
import type { AuditEntry, AuditHead, AuditRecord, AuditVerdict } from './audit.ts';
import { deepFreeze } from './deep-freeze.ts';

/** What the first record is linked to. */
export const emptyChain: AuditHead = Object.freeze({ seq: 0, mac: '' });

/**
 * The record that an entry becomes behind a head, frozen.
 *
 * @param key the MACs', a secret key; it lies outside the database
 * @example
 * const first = linkEntry(emptyChain, { atMs, actor: 'service', operation: 'authority.create' }, key);
 * const second = linkEntry(first, { atMs, actor: 'os:root', operation: 'project.create' }, key);
 */
export function linkEntry(head: AuditHead, entry: AuditEntry, key: KeyObject): AuditRecord {
  const placed = { ...asStored(entry), seq: head.seq + 1 };
  return deepFreeze({ ...placed, mac: macOf(head.mac, placed, key) });
}

/**
 * Checks a whole chain, record by record, and that every head which was exported is still in its place.
 * It keeps nothing of a record that it has seen.
 *
 * @param records all of them, by rising sequence number
 */
export async function verifyChain(
  records: AsyncIterable<AuditRecord> | Iterable<AuditRecord>,
  key: KeyObject,
  exported: readonly AuditHead[],
): Promise<AuditVerdict> {
  const exportedAt = Map.groupBy(exported, ({ seq }) => seq);
  let head = emptyChain;
  for await (const record of records) {
    const fault = faultOf(record, head, key) ?? replaced(record, exportedAt.get(record.seq));
    if (fault !== undefined) return fault;
    head = { seq: record.seq, mac: record.mac };
  }
  return cutOff(head, exported) ?? { ok: true, head };
}

function faultOf(record: AuditRecord, head: AuditHead, key: KeyObject): AuditVerdict | undefined {
  const seq = head.seq + 1;
  if (record.seq !== seq)
    return wrong(seq, `Record ${seq} is missing: ${record.seq} stands in its place.`);
  if (record.mac === macOf(head.mac, record, key)) return undefined;
  return wrong(
    seq,
    `Record ${seq} is not what was written behind record ${head.seq}, or not by this key.`,
  );
}

function replaced(
  { seq, mac }: AuditRecord,
  exported: readonly AuditHead[] = [],
): AuditVerdict | undefined {
  if (exported.every((head) => head.mac === mac)) return undefined;
  return wrong(seq, `Record ${seq} is not the one that was exported: the trail was written anew.`);
}

function cutOff({ seq }: AuditHead, exported: readonly AuditHead[]): AuditVerdict | undefined {
  const furthest = exported.reduce((most, head) => Math.max(most, head.seq), 0);
  if (furthest <= seq) return undefined;
  return wrong(
    seq + 1,
    `The trail ends with record ${seq}, but record ${furthest} was exported: its end was cut off.`,
  );
}

const wrong = (seq: number, sentence: string): AuditVerdict => ({ ok: false, seq, sentence });

/** The MAC before it has a fixed length, and what follows begins with a bracket: no two pairs are one text. */
const macOf = (before: string, entry: Placed, key: KeyObject): string =>
  createHmac('sha256', key).update(before).update(canonical(entry)).digest('hex');

type Placed = Omit<AuditRecord, 'mac'>;

/** One text for each entry, whatever order its members come in. */
const canonical = ({ seq, atMs, actor, operation, target, details }: Placed): string =>
  JSON.stringify([seq, atMs, actor, operation, target ?? null, sorted(details)]);

const sorted = (details: AuditEntry['details']): unknown =>
  details === undefined
    ? null
    : Object.entries(details).sort(([one], [other]) => (one < other ? -1 : 1));

/** The entry as a database gives it back: no lone surrogate in a text, in the details what JSON knows. */
const asStored = ({ atMs, actor, operation, target, details }: AuditEntry): AuditEntry => ({
  atMs,
  actor: actor.toWellFormed(),
  operation: operation.toWellFormed(),
  ...(target !== undefined && { target: target.toWellFormed() }),
  ...(details !== undefined && { details: JSON.parse(JSON.stringify(details)) }),
});
