import { expect, it } from 'vitest';
import type { AuditEntry, AuditHead } from '../audit.ts';
import type { Registry } from '../registry.ts';
import type { UnderTest } from './contract.ts';
import { isFrozen } from './expectations.ts';
import { auditEntry } from './rows.ts';

export function describeTrail({ current, reopen }: UnderTest): void {
  const write = (...entries: readonly AuditEntry[]) =>
    current().change(async (edits) => {
      for (const entry of entries) await edits.audit(entry);
    });
  const entries = (length: number) => Array.from({ length }, (_, at) => auditEntry(at + 1));
  const list = (registry: Registry, after = 0, limit = 1_000) =>
    registry.listAudit({ after, limit });

  it('numbers the entries of the audit trail from 1, and keeps what each says', async () => {
    const { target, details, ...bare } = auditEntry(2);
    await write(auditEntry(1), bare);
    await write(auditEntry(3, { details: {} }));
    const records = await list(current());
    expect(records.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    const said = records.map(({ seq, mac, ...entry }) => entry);
    expect(said).toStrictEqual([auditEntry(1), bare, auditEntry(3, { details: {} })]);
    expect(isFrozen(records)).toBe(true);
    const last = records.at(-1);
    expect(await current().auditHead()).toEqual({ seq: 3, mac: last?.mac });
    for (const { mac } of records) expect(mac).toMatch(/^[0-9a-f]{64}$/);
  });

  it('lists a page at a time', async () => {
    await write(...entries(5));
    const page = await list(current(), 2, 2);
    expect(page.map(({ seq }) => seq)).toEqual([3, 4]);
    expect(await list(current(), 5)).toEqual([]);
  });

  it('verifies what was written, also when it is opened anew', async () => {
    expect(await current().verifyAudit([])).toEqual({ ok: true, head: { seq: 0, mac: '' } });
    await write(...entries(3));
    const exported = await current().auditHead();
    await write(...entries(3));
    for (const open of [current, reopen]) {
      const registry = await open();
      const head = await registry.auditHead();
      expect(head.seq).toBe(6);
      const heads: readonly AuditHead[] = [{ seq: 0, mac: '' }, exported, exported, head];
      expect(await registry.verifyAudit(heads)).toEqual({ ok: true, head });
    }
  });

  it('verifies any text, and numbers that no JSON knows', async () => {
    const odd = 'lone \ud800, NUL \0, "quoted" \\ \u2028 \u{1f6d2}';
    await write(
      auditEntry(1, { actor: odd, operation: odd, target: odd, details: { [odd]: odd } }),
      auditEntry(2, {
        details: {
          gone: undefined as never,
          nan: Number.NaN,
          zero: -0,
          far: 1e300,
          b: true,
          a: '',
        },
      }),
    );
    expect(await current().verifyAudit([])).toMatchObject({ ok: true, head: { seq: 2 } });
  });

  it('finds that its end was cut off, or another trail put in its place, by an exported head', async () => {
    await write(...entries(3));
    const { mac } = await current().auditHead();
    expect(await current().verifyAudit([{ seq: 5, mac }])).toEqual({
      ok: false,
      seq: 4,
      sentence: 'The trail ends with record 3, but record 5 was exported: its end was cut off.',
    });
    expect(await current().verifyAudit([{ seq: 2, mac }])).toEqual({
      ok: false,
      seq: 2,
      sentence: 'Record 2 is not the one that was exported: the trail was written anew.',
    });
  });
}
