import { mkdir, mkdtemp, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditHead } from '../audit.ts';
import { type Registry, RegistryError } from '../registry.ts';
import { auditEntry, projectRow } from '../testing/rows.ts';
import { openSqliteAuditTrail } from './sqlite-audit-trail.ts';
import { openSqliteRegistry } from './sqlite-registry.ts';

let folder: string;
let path: string;
const auditKey = Buffer.alloc(32, 7);
const opened: { close(): Promise<void> }[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whorl-sqlite-'));
  path = join(folder, 'registry.sqlite');
});
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
  await rm(folder, { recursive: true });
});

async function openRegistry(): Promise<Registry> {
  const registry = await openSqliteRegistry({ path, auditKey });
  opened.push(registry);
  return registry;
}

/** Another program at the same file. */
function tamper(sql: string): void {
  const raw = new DatabaseSync(path);
  try {
    raw.exec(sql);
  } finally {
    raw.close();
  }
}

/** The sentence that opening is refused with. */
async function refusal(open: () => Promise<unknown> = openRegistry): Promise<string> {
  const error = await open().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(RegistryError);
  return (error as RegistryError).message;
}

describe('a registry in a SQLite file', () => {
  it('is readable by its owner alone, its log too', async () => {
    await writeFile(path, '', { mode: 0o644 });
    const registry = await openRegistry();
    await registry.change((edits) => edits.addProject(projectRow(1)));
    const files = await readdir(folder);
    expect(files).toContain('registry.sqlite-wal');
    for (const file of files) expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600);
  });

  it('leaves one file when it is closed', async () => {
    const registry = await openRegistry();
    await registry.change((edits) => edits.addProject(projectRow(1)));
    await registry.close();
    expect(await readdir(folder)).toEqual(['registry.sqlite']);
  });

  it('of a newer version is refused, and left as it is', async () => {
    await (await openRegistry()).close();
    tamper('pragma user_version = 99');
    const before = await readFile(path);
    const told = `${path} was written by a newer version of Whorl; start that version.`;
    expect(await refusal()).toBe(told);
    expect(await readFile(path)).toEqual(before);
  });

  it.each([
    ['text', 'This is not a database, but long enough to have been one. '.repeat(20)],
    ['an old registry', '{"formatVersion":1,"projects":[],"credentials":[],"keyPairs":[]}'],
    ['a few bytes', 'SQLite'],
  ])('that holds %s is refused with what to do, and left as it is', async (_, text) => {
    await writeFile(path, text);
    const cure = 'Restore it from a copy; without it no caller is known.';
    expect(await refusal()).toBe(`${path} cannot be used (file is not a database). ${cure}`);
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  it('that is another kind of database is refused', async () => {
    tamper('create table user (id integer)');
    expect(await refusal()).toContain(`${path} cannot be used (it is of another kind).`);
    await rm(path);
    await (await openSqliteAuditTrail({ path, key: auditKey })).close();
    expect(await refusal()).toContain('it is of another kind');
    await rm(path);
    await (await openRegistry()).close();
    expect(await refusal(() => openSqliteAuditTrail({ path, key: auditKey }))).toContain(
      'it is of another kind',
    );
  });

  it('that cannot be opened is not taken for an empty one', async () => {
    await mkdir(path);
    expect(await refusal()).toBe(`${path} cannot be opened (EISDIR). See to its owner and mode.`);
    path = join(folder, 'missing', 'registry.sqlite');
    expect(await refusal()).toContain('ENOENT');
  });

  it('opens an empty file, which a crash at the first start may have left', async () => {
    await writeFile(path, '');
    expect(await (await openRegistry()).listProjects()).toEqual([]);
  });

  it('that was damaged says so where it is read, and what to do', async () => {
    const registry = await openRegistry();
    await registry.change(async (edits) => {
      for (let number = 1; number <= 1_000; number += 1) await edits.addProject(projectRow(number));
    });
    await registry.close();
    const file = await open(path, 'r+');
    const { size } = await file.stat();
    const half = Math.floor(size / 2);
    await file.write(Buffer.alloc(half, 0xaa), 0, half, half);
    await file.close();
    const told = await refusal(async () => (await openRegistry()).listProjects());
    expect(told).toMatch(/cannot be used \(.*\)\. It is damaged: restore it from a copy\.$/);
    expect(told).toContain(path);
  });
});

describe('the audit trail in a SQLite file', () => {
  let exported: AuditHead;
  beforeEach(async () => {
    const registry = await openRegistry();
    for (let number = 1; number <= 9; number += 1)
      await registry.change((edits) => edits.audit(auditEntry(number)));
    exported = await registry.auditHead();
  });
  const registry = () => opened[0] as Registry;

  it.each([
    "update audit set actor = 'nobody' where seq = 3",
    'delete from audit where seq = 9',
    'delete from audit',
    "insert into audit values (11, 0, 'a', 'o', null, null, 'm')",
    "insert or replace into audit values (3, 0, 'a', 'o', null, null, 'm')",
  ])('refuses another program’s %j', async (sql) => {
    expect(() => tamper(sql)).toThrow(/an audit trail (only grows|has no gaps)/);
    expect(await registry().verifyAudit([exported])).toEqual({ ok: true, head: exported });
  });

  const dropTriggers =
    'drop trigger audit_in_order; drop trigger audit_not_changed; drop trigger audit_not_removed;';

  it.each([
    ["update audit set actor = 'nobody' where seq = 3", 3],
    ['update audit set atMs = atMs + 1 where seq = 3', 3],
    ["update audit set operation = 'x' where seq = 1", 1],
    ['update audit set target = null where seq = 9', 9],
    ['update audit set details = null where seq = 3', 3],
    ["update audit set details = '{' where seq = 3", 3],
    ["update audit set details = '[]' where seq = 3", 3],
    ["update audit set mac = 'x' where seq = 3", 3],
    ['delete from audit where seq = 3', 3],
    ['delete from audit where seq = 3; update audit set seq = seq - 1 where seq > 3', 3],
    ['delete from audit where seq > 7', 8],
    ['delete from audit', 1],
    ['update audit set seq = -seq', 1],
    ['update audit set seq = 100 where seq = 3; update audit set seq = 3 where seq = 4', 3],
    ["insert into audit values (0, 0, 'a', 'o', null, null, 'm')", 1],
    ["insert into audit values (10, 0, 'a', 'o', null, null, 'm')", 10],
    [
      `update audit set (atMs, actor, operation, target, details, mac) =
         (select atMs, actor, operation, target, details, mac from audit where seq = 5)
       where seq = 6`,
      6,
    ],
  ])('tells after %j by whoever dropped its triggers', async (sql, seq) => {
    tamper(dropTriggers + sql);
    const verdict = await registry().verifyAudit([exported]);
    expect(verdict).toMatchObject({ ok: false, seq });
    await expect(registry().listAudit({ after: 0, limit: 100 })).resolves.toBeDefined();
  });

  it('does not verify under another key', async () => {
    await registry().close();
    const other = await openSqliteRegistry({ path, auditKey: Buffer.alloc(32, 8) });
    opened.push(other);
    expect(await other.verifyAudit([])).toMatchObject({ ok: false, seq: 1 });
  });

  it('says so when the table is gone', async () => {
    tamper(`${dropTriggers} drop table audit`);
    await expect(registry().verifyAudit([])).rejects.toThrow(RegistryError);
  });
});
