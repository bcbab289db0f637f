/** What projects, certificates, keys and the trail cost: the steps behind the admin API, without its doors. */
import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import {
  createCredential,
  revokeCredential,
} from '../packages/server/src/environment/client-credentials.ts';
import { createKeyPair } from '../packages/server/src/environment/key-pairs.ts';
import { createProject } from '../packages/server/src/environment/projects.ts';
import { openTestEnvironment } from '../packages/server/src/environment/testing/test-environment.ts';
import { issueRevocationList } from '../packages/server/src/pki/revocation-list.ts';
import { makeRequest } from '../test/support/openssl.ts';
import { printRows } from './support/print.ts';

const environment = await openTestEnvironment();
const { registry } = environment;
const wanted = { name: 'shop', company: 'Shop', companyId: 'shop', contacts: [], memberIds: [] };
const project = await createProject(environment, wanted, 'bench');
const step = { project, actor: 'bench', operation: 'credential.create' };
const pairStep = { ...step, operation: 'key.create' };
const { csr } = makeRequest('/O=Shop/CN=bench-Client-MTF-shop');
const atMs = Date.now();
const entry = { atMs, actor: 'bench', operation: 'bench' };
const issue = () => createCredential(environment, { csr }, step);
const { sha256 } = (await issue()).credential;

async function issueAndRevoke(): Promise<void> {
  const { credential } = await issue();
  await revokeCredential(environment, credential, { reason: 'superseded', actor: 'bench' });
}

const lookUps = 100_000;
async function lookUpOften(): Promise<void> {
  for (let n = 0; n < lookUps; n += 1) await registry.findCredential(sha256);
}

const list = {
  signer: environment.authorities.current().clientIssuer,
  number: 1,
  thisUpdateMs: atMs,
  nextUpdateMs: atMs + 1_000,
  entries: Array.from({ length: 10_000 }, () => ({
    serial: `4${randomBytes(16).toString('hex').slice(1)}`,
    revokedAtMs: atMs,
    reason: 'superseded' as const,
  })),
};

const records = 20_000;
const keepRecords = () =>
  registry.change(async (edits) => {
    for (let n = 0; n < records; n += 1) await edits.audit(entry);
  });

/** The median of some runs, milliseconds. */
async function medianMs(runs: number, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const startMs = performance.now();
    await work();
    times.push(performance.now() - startMs);
  }
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? 0;
}

const row = async (name: string, runs: number, work: () => Promise<unknown>) =>
  [name, (await medianMs(runs, work)).toFixed(2), `median of ${runs}`] as const;

const rows = [
  await row(`${lookUps} look-ups of a credential, of which a call makes one`, 5, lookUpOften),
  await row('a change with its audit entry, on disk', 200, () =>
    registry.change((edits) => edits.audit(entry)),
  ),
  await row('a request of openssl: checked, issued for, kept', 50, issue),
  await row('a pair of keys, both made here, with its files', 10, () =>
    createKeyPair(environment, { keyStore: 'modern' }, pairStep),
  ),
  await row('a certificate issued and revoked, its list published', 20, issueAndRevoke),
  await row('a revocation list of 10,000', 5, () => issueRevocationList(list)),
  await row(`${records} audit records kept in one step`, 1, keepRecords),
  await row('the trail of them checked', 3, () => registry.verifyAudit([])),
];
await environment.close();
printRows('Projects, certificates, keys; milliseconds', rows);
