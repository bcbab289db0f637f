/**
 * What a proxy that ends TLS is given – whom to trust, and whom not any more – judged by `openssl verify`, by
 * the admin API and from the files that lie in the data folder.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdminClient, adminClient } from '../support/admin.ts';
import { fileOf } from '../support/integrator.ts';
import { hasProgram } from '../support/programs.ts';
import { type ReadList, readRevocationLists } from '../support/revocation-lists.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';

const dayMs = 24 * 60 * 60_000;
const listDays = 3;
const project = 'shop';

let folder: string;
let sandbox: TestSandbox;
let owner: AdminClient;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whorl-proxy-'));
  sandbox = await startTestSandbox({ flags: { revocationListDays: String(listDays) } });
  owner = adminClient({ dataDir: sandbox.dataDir });
  const body = { name: project, company: 'Shop Ltd', companyId: project };
  await owner.done('project.create', { body });
});
afterAll(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});

const inFolder = (name: string): string => join(folder, name);
const published = (): string => join(sandbox.dataDir, 'sandbox', 'revocation-list.pem');

/** A client, whose certificate lies in a file of its name. */
async function issue(name: string): Promise<string> {
  const made = await owner.done('credential.create', { project, body: { issue: {} } });
  await writeFile(inFolder(name), fileOf(made.files, 'client.pem'));
  return made.credential.sha256;
}

const revoke = (credential: string) =>
  owner.done('credential.revoke', { project, credential, body: { reason: 'superseded' } });

/** Fetches what a proxy needs, as its operator does. */
async function fetchLists(): Promise<readonly ReadList[]> {
  const { files } = await owner.done('authority.revocation-list');
  for (const { name } of files) await writeFile(inFolder(name), fileOf(files, name));
  return readRevocationLists(fileOf(files, 'revocation-list.pem').toString());
}

/** @returns what openssl says of a client when it looks at the lists in a file */
function verify(name: string, list = inFolder('revocation-list.pem'), check = '-crl_check') {
  const { stdout, stderr } = spawnSync(
    'openssl',
    [
      ...['verify', '-purpose', 'sslclient', check, '-CRLfile', list],
      ...['-CAfile', inFolder('client-authorities.pem'), inFolder(name)],
    ],
    { encoding: 'utf8' },
  );
  return stdout + stderr;
}

const isGood = /^\S+: OK\n$/;
const isRevoked = /certificate revoked/;

describe.skipIf(!hasProgram('openssl', ['version']))('a proxy in front', () => {
  it('lets a client in until it is revoked', async () => {
    const gone = await issue('gone.pem');
    await issue('stays.pem');
    await fetchLists();
    expect(verify('gone.pem')).toMatch(isGood);
    expect(verify('stays.pem')).toMatch(isGood);
    await revoke(gone);
    await fetchLists();
    expect(verify('gone.pem')).toMatch(isRevoked);
    expect(verify('stays.pem')).toMatch(isGood);
  });

  it('finds the same in the file of the data folder', async () => {
    const gone = await issue('file.pem');
    await revoke(gone);
    expect(verify('file.pem', published())).toMatch(isRevoked);
    expect(verify('stays.pem', published())).toMatch(isGood);
  });

  it('that checks the whole chain, as nginx and HAProxy do, has all that it needs', () => {
    expect(verify('stays.pem', published(), '-crl_check_all')).toMatch(isGood);
    expect(verify('gone.pem', published(), '-crl_check_all')).toMatch(isRevoked);
  });

  it('knows a newer list by its number, and how long it is good by the setting', async () => {
    const [first] = await fetchLists();
    await revoke(await issue('between.pem'));
    const [second] = await fetchLists();
    expect(second?.number).toBeGreaterThan(first?.number ?? Number.POSITIVE_INFINITY);
    // Who asks again is given the same: a list is signed when there is something to say.
    expect((await fetchLists())[0]).toEqual(second);
    expect(Math.abs((second?.nextUpdateMs ?? 0) - Date.now() - listDays * dayMs)).toBeLessThan(
      60_000,
    );
  });

  it('judges clients of the former issuer and of the new one', async () => {
    const former = await issue('former.pem');
    await owner.done('authority.rotate-issuer', {});
    const current = await issue('current.pem');
    await issue('fresh.pem');
    const lists = await fetchLists();
    expect(new Set(lists.map(({ issuer }) => issuer)).size).toBe(3);
    for (const name of ['former.pem', 'current.pem', 'fresh.pem', 'stays.pem'])
      expect(verify(name, published())).toMatch(isGood);
    await revoke(former);
    await revoke(current);
    await fetchLists();
    for (const list of [inFolder('revocation-list.pem'), published()])
      for (const check of ['-crl_check', '-crl_check_all']) {
        expect(verify('former.pem', list, check)).toMatch(isRevoked);
        expect(verify('current.pem', list, check)).toMatch(isRevoked);
        expect(verify('gone.pem', list, check)).toMatch(isRevoked);
        expect(verify('fresh.pem', list, check)).toMatch(isGood);
        expect(verify('stays.pem', list, check)).toMatch(isGood);
      }
  });

  it('is served while the root’s key is away', async () => {
    const passphrase = 'nobody knows it, nobody will';
    await owner.done('authority.export-root', { body: { passphrase } });
    await owner.done('authority.remove-root', {});
    await revoke(await issue('later.pem'));
    expect(verify('later.pem', published(), '-crl_check_all')).toMatch(isRevoked);
    expect(verify('stays.pem', published(), '-crl_check_all')).toMatch(isGood);
  });

  it('still reads the list of before a restart, and a newer one after it', async () => {
    const before = readRevocationLists(await readFile(published(), 'utf8'));
    await sandbox.close({ keep: true });
    sandbox = await startTestSandbox({ dataDir: sandbox.dataDir });
    expect(verify('later.pem', published())).toMatch(isRevoked);
    await revoke(await issue('last.pem'));
    const after = readRevocationLists(await readFile(published(), 'utf8'));
    expect(after[0]?.number).toBe((before[0]?.number ?? 0) + 1);
    expect(verify('last.pem', published())).toMatch(isRevoked);
  });
});
