import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditTrail } from '../audit.ts';
import { RegistryError } from '../registry.ts';
import { auditEntry } from '../testing/rows.ts';
import { openSqliteAuditTrail } from './sqlite-audit-trail.ts';

let folder: string;
let path: string;
let trail: AuditTrail;
const key = Buffer.alloc(32, 7);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whorl-trail-'));
  path = join(folder, 'audit.sqlite');
  trail = await openSqliteAuditTrail({ path, key });
});
afterEach(async () => {
  await trail.close();
  await rm(folder, { recursive: true });
});

const append = (length: number) =>
  Promise.all(Array.from({ length }, (_, at) => trail.append(auditEntry(at + 1))));

describe('an audit trail by itself', () => {
  it('chains what is appended at once, in the order it came', async () => {
    expect(await trail.head()).toEqual({ seq: 0, mac: '' });
    await append(20);
    const records = await trail.list({ after: 0, limit: 100 });
    expect(records.map(({ seq, mac, ...entry }) => entry)).toEqual(
      Array.from({ length: 20 }, (_, at) => auditEntry(at + 1)),
    );
    expect(await trail.verify([])).toEqual({ ok: true, head: await trail.head() });
    expect((await trail.head()).seq).toBe(20);
  });

  it('verifies many pages', async () => {
    await append(2_500);
    expect(await trail.verify([await trail.head()])).toMatchObject({ head: { seq: 2_500 } });
  });

  it('goes on where it was when it is opened anew, and tells what was done meanwhile', async () => {
    await append(5);
    const exported = await trail.head();
    await trail.close();
    const raw = new DatabaseSync(path);
    raw.exec('drop trigger audit_not_removed; delete from audit where seq = 5');
    raw.close();
    trail = await openSqliteAuditTrail({ path, key });
    await trail.append(auditEntry(6));
    expect(await trail.verify([])).toMatchObject({ ok: true });
    expect(await trail.verify([exported])).toMatchObject({ ok: false, seq: 5 });
  });

  it('refuses what comes after its closing', async () => {
    const begun = trail.append(auditEntry(1));
    await trail.close();
    await begun;
    await expect(trail.append(auditEntry(2))).rejects.toThrow(RegistryError);
    await expect(trail.head()).rejects.toThrow(RegistryError);
    await trail.close();
  });
});
