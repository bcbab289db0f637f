import { createSecretKey, type KeyObject } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AuditEntry, AuditHead, AuditRecord } from './audit.ts';
import { emptyChain, linkEntry, verifyChain } from './audit-chain.ts';
import { auditEntry } from './testing/rows.ts';

const key = createSecretKey(Buffer.alloc(32, 1));

function chain(
  length: number,
  { macKey = key, first = auditEntry(1) }: { macKey?: KeyObject; first?: AuditEntry } = {},
): readonly AuditRecord[] {
  const records: AuditRecord[] = [];
  let head: AuditHead = emptyChain;
  for (let number = 1; number <= length; number += 1) {
    const record = linkEntry(head, number === 1 ? first : auditEntry(number), macKey);
    records.push(record);
    head = record;
  }
  return records;
}

const headOf = ({ seq, mac }: AuditRecord): AuditHead => ({ seq, mac });
const at = (records: readonly AuditRecord[], seq: number): AuditRecord => {
  const record = records[seq - 1];
  if (record === undefined) throw new Error(`There is no record ${seq}.`);
  return record;
};

const records = chain(9);
const exported = [3, 9].map((seq) => headOf(at(records, seq)));
const without = (seq: number) => records.filter((record) => record.seq !== seq);
const renumbered = (some: readonly AuditRecord[]) =>
  some.map((record, index) => ({ ...record, seq: index + 1 }));

describe('the chain of an audit trail', () => {
  it('is the same text whatever order the members of an entry come in', () => {
    const { atMs, actor, operation, target, details } = auditEntry(1);
    const turned = Object.fromEntries(Object.entries(details ?? {}).reverse());
    const other = { details: turned, target, operation, actor, atMs } as AuditEntry;
    expect(linkEntry(emptyChain, other, key).mac).toBe(at(records, 1).mac);
  });

  // Made with Python's hmac and json from the rows of testing/rows.ts.
  it('is fixed: what was written before must verify for ever', () => {
    expect(at(records, 1).mac).toBe(
      '3d38586af06dcc71264b78be0ba49008cf9fb94a27eee854cc8d6c9bd9caa8a9',
    );
    expect(at(records, 2).mac).toBe(
      'e2030f1ee4f70c4c471b4be7a00d46122356ff0745a4ebc509eda2c8f5f9fd1f',
    );
  });

  it('verifies as it was written', async () => {
    expect(await verifyChain(records, key, exported)).toEqual({
      ok: true,
      head: headOf(at(records, 9)),
    });
    expect(await verifyChain([], key, [])).toEqual({ ok: true, head: emptyChain });
  });

  it.each([
    ['one was taken out', without(4), 4],
    ['one was taken out and the rest were numbered anew', renumbered(without(4)), 4],
    ['the first was taken out', without(1), 1],
    ['two changed places', renumbered([2, 1, 3].map((seq) => at(records, seq))), 1],
    [
      'one was put in',
      renumbered([...records.slice(0, 4), at(records, 2), ...records.slice(4)]),
      5,
    ],
    ['one is there twice', [...records.slice(0, 4), ...records.slice(3)], 5],
    ['the end was cut off', records.slice(0, 7), 8],
    ['all of it was cut off', [], 1],
    [
      'it was written with another key',
      chain(9, { macKey: createSecretKey(Buffer.alloc(32, 2)) }),
      1,
    ],
    ['it is numbered from 0', records.map((record) => ({ ...record, seq: record.seq - 1 })), 1],
  ])('tells when %s', async (_, tampered, seq) => {
    const verdict = await verifyChain(tampered, key, exported);
    expect(verdict).toMatchObject({ ok: false, seq });
  });

  it('tells that whoever has the key wrote it anew, by a head that was exported', async () => {
    const rest = chain(9, { first: auditEntry(77) });
    expect(await verifyChain(rest, key, [])).toMatchObject({ ok: true });
    expect(await verifyChain(rest, key, exported)).toMatchObject({ ok: false, seq: 3 });
  });

  it('tells any change of any field of any record', async () => {
    const change = fc.oneof(
      fc.record({ atMs: fc.integer() }),
      fc.record({ actor: fc.string() }),
      fc.record({ operation: fc.string() }),
      fc.record({ target: fc.option(fc.string(), { nil: undefined }) }),
      fc.record({ mac: fc.string() }),
      fc.record({ seq: fc.integer() }),
      fc.record({ details: fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.boolean())) }),
      fc.record({ details: fc.constant(undefined) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 9 }), change, async (seq, changed) => {
        const before = at(records, seq);
        const after = { ...before, ...changed } as AuditRecord;
        fc.pre(JSON.stringify(after) !== JSON.stringify(before));
        const verdict = await verifyChain(records.with(seq - 1, after), key, []);
        expect(verdict).toMatchObject({ ok: false, seq });
      }),
    );
  });
});
