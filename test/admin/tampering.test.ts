/**
 * Whoever can write the databases alone changes nothing unnoticed. A data folder lives through every operation
 * that changes something; then it is changed behind the service's back, and the next start's check tells.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { AdminAnswer, AdminBody } from '@whorl/contract/admin';
import { startWhorl } from '@whorl/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Known, masterKeyFile, nextMasterKeyFile, steps } from '../faults/admin-steps.ts';
import { copyFolder } from '../faults/moments.ts';
import { adminClient } from '../support/admin.ts';
import { toFirstFormat } from '../support/first-format.ts';
import { keepLog, startTestSandbox } from '../support/sandbox.ts';

type Verdicts = AdminAnswer<'audit.verify'>;

let place: string;
/** What lived, closed, and opened once more: its heads were exported. */
let whole: string;

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'whorl-tampering-'));
  whole = join(place, 'whole');
  await live(whole);
  expect(await verdictsOf(whole)).toMatchObject({ ok: true });
}, 120_000);
afterAll(() => rm(place, { recursive: true }));

const start = (root: string, keyFile: string) =>
  startWhorl({
    dataDir: join(root, 'data'),
    flags: { port: '0', adminPort: '0', productionPort: '0', masterKeyFile: keyFile },
    environment: {},
    logStream: { write: (text: string) => keepLog([], text) },
  });

async function live(root: string): Promise<void> {
  await mkdir(join(root, 'keys'), { recursive: true });
  const key = `${randomBytes(32).toString('base64url')}\n`;
  await writeFile(masterKeyFile(root), key, { mode: 0o600 });
  const service = await start(root, masterKeyFile(root));
  const owner = adminClient({ dataDir: service.dataDir });
  const life = { root, owner, baseUrl: service.baseUrl, known: {} as Known };
  for (const step of steps) {
    await step.prepare?.(life);
    const answer = await owner.done(step.id, step.request(life.known, root));
    step.learn?.(life.known, answer as never);
  }
  await service.close();
}

/** What a service that is started there says. */
async function verdictsOf(root: string, body: AdminBody<'audit.verify'> = {}): Promise<Verdicts> {
  const service = await start(root, nextMasterKeyFile(root));
  try {
    const owner = adminClient({ dataDir: service.dataDir });
    return await owner.done('audit.verify', { body });
  } finally {
    await service.close();
  }
}

let copies = 0;

function copyOfWhole(): string {
  copies += 1;
  const root = join(place, `copy-${copies}`);
  copyFolder(whole, root);
  return root;
}

type Row = Readonly<Record<string, string | number | null>>;
type Place = 'sandbox' | 'production';

/** Changes a database as somebody does who has no key. */
function write(root: string, environment: Place, sql: string): void {
  const database = new DatabaseSync(join(root, 'data', environment, 'registry.sqlite'));
  database.exec(`pragma foreign_keys = off; ${sql}`);
  database.close();
}

function read(root: string, environment: Place, sql: string): Row {
  const database = new DatabaseSync(join(root, 'data', environment, 'registry.sqlite'));
  const row = database.prepare(sql).get() as Row | undefined;
  database.close();
  if (row === undefined) throw new Error(`Nothing answers ${sql}`);
  return row;
}

interface Tampering {
  readonly what: string;
  readonly environment?: Place;
  /** One row, whose members go into what is done and what must be said, as {name}. */
  readonly row?: string;
  readonly sql: string;
  readonly said: string;
}

const revokedOne = `select sha256 from credentials where status = 'revoked'`;
const shop = `select id from projects where name = 'shop'`;

const tamperings: readonly Tampering[] = [
  {
    what: 'a revoked certificate revived',
    row: revokedOne,
    sql: `update credentials set status = 'active', revokedAtMs = null, revocationReason = null
      where sha256 = '{sha256}'`,
    said: 'client certificate {sha256} is not as record \\d+ left it: status, revokedAtMs, revocationReason',
  },
  {
    what: 'a certificate taken out',
    row: revokedOne,
    sql: `delete from credentials where sha256 = '{sha256}'`,
    said: 'client certificate {sha256}, of which record \\d+ tells, is not there',
  },
  {
    what: 'a certificate added',
    row: `select *, 'ff' || substr(sha256, 3) as other from credentials where status = 'active'`,
    sql: `insert into credentials select added + 1000, '{other}', projectId, commonName, origin, status,
      notBeforeMs, notAfterMs, serial, keyFingerprint, certificatePem, issuerPem, createdAtMs, null, null
      from credentials where sha256 = '{sha256}'`,
    said: 'client certificate {other} was added by no record',
  },
  {
    what: 'the issuer of a foreign certificate replaced, whom listeners announce',
    row: `select c.sha256, a.certificatePem as pem from credentials c, authorities a
      where c.origin = 'registered' and a.role = 'server-root'`,
    sql: `update credentials set issuerPem = '{pem}' where sha256 = '{sha256}'`,
    said: 'client certificate {sha256} is not as record \\d+ left it: content',
  },
  {
    what: 'a pair of keys given to another project',
    row: `select k.fingerprint, p.id from keyPairs k, projects p where p.id <> k.projectId`,
    sql: `update keyPairs set projectId = '{id}' where fingerprint = '{fingerprint}'`,
    said: 'Client Encryption Key {fingerprint} is not as record \\d+ left it: project',
  },
  {
    what: 'a response key replaced, which answers are encrypted to',
    row: `select k.fingerprint, o.responsePublicKeyPem as pem from keyPairs k, keyPairs o
      where o.fingerprint <> k.fingerprint`,
    sql: `update keyPairs set responsePublicKeyPem = '{pem}' where fingerprint = '{fingerprint}'`,
    said: 'Client Encryption Key {fingerprint} is not as record \\d+ left it: content',
  },
  {
    what: 'a member added',
    row: shop,
    sql: `update projects set memberIds = '["somebody"]' where id = '{id}'`,
    said: 'project {id} is not as record \\d+ left it: members',
  },
  {
    what: 'a contact replaced',
    environment: 'production',
    row: shop,
    sql: `update projects set contacts = '[]' where id = '{id}'`,
    said: 'project {id} is not as record \\d+ left it: contacts',
  },
  {
    what: 'a project suspended',
    environment: 'production',
    row: shop,
    sql: `update projects set status = 'suspended' where id = '{id}'`,
    said: 'project {id} is not as record \\d+ left it: status',
  },
  {
    what: 'a project put on another’s network',
    environment: 'production',
    row: `select g.id, h.id as host from projects g, projects h
      where g.name = 'guest' and h.name = 'shop'`,
    sql: `update projects set sharedProjectId = '{host}', sharedWrappedNetworkKey = wrappedNetworkKey
      where id = '{id}'`,
    said: 'project {id} is not as record \\d+ left it: network',
  },
  {
    what: 'a former issuer made the current one',
    row: `select sha256 from authorities where role = 'client-issuer' and status = 'former'`,
    sql: `update authorities set status = 'former' where role = 'client-issuer';
      update authorities set status = 'current' where sha256 = '{sha256}'`,
    said: 'authority {sha256} is not as record \\d+ left it: status',
  },
  {
    what: 'a decision of an officer made up',
    environment: 'production',
    row: `select id from approvals where status = 'rejected'`,
    sql: `update approvals set status = 'pending',
      decisions = '[{"by":"account:x","decision":"approve","atMs":1}]' where id = '{id}'`,
    said: 'approval {id} is not as record \\d+ left it: status, decisions',
  },
  {
    what: 'a record of the trail changed',
    sql: `drop trigger audit_not_changed; update audit set actor = 'os:nobody' where seq = 5`,
    said: 'Record 5 is not what was written behind record 4',
  },
  {
    what: 'the newest record of the trail taken out',
    row: 'select max(seq) as seq from audit',
    sql: `drop trigger audit_not_removed; delete from audit where seq = {seq}`,
    said: 'record {seq} was exported: its end was cut off',
  },
];

const filled = (text: string, row: Row): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(row[name]));

describe('a folder that was changed behind the service’s back: the check tells', () => {
  it.each(tamperings)('$what', async ({ environment = 'sandbox', row: wanted, sql, said }) => {
    const root = copyOfWhole();
    const row = wanted === undefined ? {} : read(root, environment, wanted);
    write(root, environment, filled(sql, row));
    const { ok, trails } = await verdictsOf(root);
    expect(ok).toBe(false);
    const found = trails.filter((trail) => !trail.ok);
    expect(found.map(({ trail }) => trail)).toEqual([environment]);
    expect(found[0]?.sentence).toMatch(new RegExp(filled(said, row)));
  });

  it('production taken away', async () => {
    const root = copyOfWhole();
    await rm(join(root, 'data', 'production'), { recursive: true });
    expect(await verdictsOf(root)).toMatchObject({ ok: false, trails: lostProduction });
  });

  it('production taken away, and the exported heads too: against those that were kept elsewhere', async () => {
    const root = copyOfWhole();
    const { seq, mac } = read(root, 'production', 'select seq, mac from audit order by seq desc');
    await rm(join(root, 'data', 'production'), { recursive: true });
    await rm(join(root, 'data', 'audit-heads.jsonl'));
    const heads = [{ trail: 'production' as const, seq: Number(seq), mac: String(mac) }];
    expect(await verdictsOf(root, { heads })).toMatchObject({ ok: false, trails: lostProduction });
  });

  it('the sandbox taken away: nothing is begun anew in its place', async () => {
    const root = copyOfWhole();
    await rm(join(root, 'data', 'sandbox'), { recursive: true });
    await expect(verdictsOf(root)).rejects.toThrow(/registry\.sqlite is missing or empty/);
  });
});

const lostProduction = expect.arrayContaining([
  {
    trail: 'production',
    ok: false,
    seq: expect.any(Number),
    sentence: expect.stringContaining('its database was taken away'),
  },
]);

describe('a folder of the first format that was brought over', () => {
  it('is whole, and the check tells of it likewise', async () => {
    const made = await startTestSandbox();
    await made.close({ keep: true });
    const { dataDir } = made;
    await toFirstFormat(dataDir);
    const check = async () => {
      const sandbox = await startTestSandbox({ dataDir });
      const answer = await adminClient({ dataDir }).done('audit.verify', { body: {} });
      await sandbox.close({ keep: true });
      return answer;
    };
    expect(await check()).toMatchObject({ ok: true });
    const database = new DatabaseSync(join(dataDir, 'sandbox', 'registry.sqlite'));
    database.exec(`update credentials set serial = '00'`);
    database.close();
    const { ok, trails } = await check();
    expect(ok).toBe(false);
    expect(trails[0]?.sentence).toMatch(/is not as record \d+ left it: serial/);
    await rm(dataDir, { recursive: true });
  });
});
