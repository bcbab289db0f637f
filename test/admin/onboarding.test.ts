/**
 * The way of a new integrator through the admin API: a project, a request made by openssl, a certificate, a
 * pair of keys, and the first 200 of the official client library.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AdminSchemas } from '@whorl/contract/admin';
import mastercard from 'mastercard-client-encryption';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdminClient, adminClient } from '../support/admin.ts';
import { makeRequest } from '../support/openssl.ts';
import { plainAgent, post } from '../support/post.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { exampleTransaction } from '../support/transactions.ts';

let sandbox: TestSandbox;
let owner: AdminClient;
let folder: string;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  owner = adminClient({ dataDir: sandbox.dataDir });
  folder = await mkdtemp(join(tmpdir(), 'whorl-onboarding-'));
});
afterAll(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});

const endpoint = '/identity/transactions';

/** Writes what was handed over, as a caller would, and finds it by name. */
async function keep(files: readonly AdminSchemas['File'][]): Promise<Record<string, string>> {
  const paths = files.map(async ({ name, content, encoding }) => {
    const path = join(folder, name);
    await writeFile(path, Buffer.from(content, encoding));
    return [name, path] as const;
  });
  return Object.fromEntries(await Promise.all(paths));
}

const contentOf = (files: readonly AdminSchemas['File'][], name: string): string =>
  files.find((file) => file.name === name)?.content ?? '';

describe('a new integrator', () => {
  it('comes from nothing to the first 200', async () => {
    const project = 'shop';
    await owner.done('project.create', {
      body: { name: project, company: 'Shop Ltd', companyId: 'shop-1' },
    });
    const { csr, privateKey } = makeRequest('/O=Shop Ltd/CN=web1-Client-MTF-shop-1');
    const credential = await owner.done('credential.create', { project, body: { csr } });
    expect(credential.credential).toMatchObject({ status: 'active', origin: 'issued' });
    expect(credential.files.some(({ secret }) => secret)).toBe(false);

    const pair = await owner.done('key.create', { project, body: {} });
    const paths = await keep(pair.files);
    const jwe = new mastercard.JweEncryption({
      paths: [
        {
          path: endpoint,
          toEncrypt: [{ element: '$', obj: '$' }],
          toDecrypt: [{ element: 'encryptedData', obj: '$' }],
        },
      ],
      mode: 'JWE',
      encryptedValueFieldName: 'encryptedData',
      encryptionCertificate: paths['request-key.pem'] ?? '',
      privateKey: paths['response-key.pem'] ?? '',
    });
    const agent = plainAgent({
      ca: contentOf(credential.files, 'ca.pem'),
      cert: contentOf(credential.files, 'client.pem'),
      key: privateKey,
    });
    const sealed = jwe.encrypt(endpoint, {}, exampleTransaction('full'));
    const answer = await post(sandbox.baseUrl, { agent, body: JSON.stringify(sealed.body) });
    agent.destroy();
    expect(answer.status).toBe(200);
    const opened = jwe.decrypt({ request: { url: endpoint }, body: JSON.parse(answer.body) });
    expect(opened).toHaveProperty('individualInsights');
    expect(await owner.done('project.show', { project })).toMatchObject({ calls: 1 });
  });

  it('reads which fingerprint is which, and finds a key by either', async () => {
    const { keys } = await owner.done('key.list', { project: 'shop' });
    const { fingerprint, certificateFingerprint } = keys[0]?.requestKey ?? {};
    for (const key of [fingerprint, certificateFingerprint, fingerprint?.slice(0, 8)])
      expect(await owner.done('key.download', { project: 'shop', key: key ?? '' })).toBeDefined();
  });
});
