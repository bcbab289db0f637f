/** Certificates and keys that change while calls are made: nothing fails, and what is revoked is out at once. */
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { connect, type TLSSocket } from 'node:tls';
import type { WhorlError } from '@whorl/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdminClient, adminClient } from '../support/admin.ts';
import { addIntegrator, type Integrator, integratorOf } from '../support/integrator.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { exampleTransaction } from '../support/transactions.ts';

const transaction = exampleTransaction('minimal') as never;

let sandbox: TestSandbox;
let owner: AdminClient;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  owner = adminClient({ dataDir: sandbox.dataDir });
});
afterAll(() => sandbox.close());

async function newProject(project: string): Promise<Integrator> {
  await owner.done('project.create', {
    body: { name: project, company: 'Shop', companyId: project },
  });
  return addIntegrator(owner, { project });
}

/** Calls without a pause until it is told to stop; every failure is kept. */
function callOnAndOn(who: Integrator) {
  const client = who.client(sandbox.baseUrl);
  const failures: unknown[] = [];
  let calls = 0;
  let isOver = false;
  const running = Promise.all(
    [1, 2].map(async () => {
      while (!isOver) {
        await client.transactions.retrieve(transaction).catch((error) => failures.push(error));
        calls += 1;
      }
    }),
  );
  return {
    failures,
    async until(wanted: number) {
      while (calls < wanted) await new Promise((resolve) => setTimeout(resolve, 10));
    },
    async stop() {
      isOver = true;
      await running;
      client.close();
      return calls;
    },
  };
}

const refusalOf = (work: Promise<unknown>): Promise<WhorlError> =>
  work.then(
    () => expect.unreachable('it was answered'),
    (error: unknown) => error as WhorlError,
  );

describe('a rotation under load', () => {
  it('fails no call: old and new clients side by side, until the old are revoked', async () => {
    const project = 'rotating';
    const old = await newProject(project);
    const before = callOnAndOn(old);
    await before.until(20);
    const credential = old.credential.sha256.slice(0, 12);
    const key = old.keyPair.requestKey.fingerprint.slice(0, 12);
    const successor = await owner.done('credential.rotate', { project, credential, body: {} });
    const pair = await owner.done('key.rotate', { project, key, body: {} });
    expect(successor.credential.commonName).toBe(old.credential.commonName);
    const after = callOnAndOn(integratorOf(successor, pair));
    await Promise.all([after.until(20), before.until(60)]);
    await owner.done('authority.rotate-issuer', {});
    await Promise.all([after.until(60), before.until(100)]);
    await before.stop();
    await owner.done('key.revoke', { project, key, body: { reason: 'superseded' } });
    await owner.done('credential.revoke', { project, credential, body: { reason: 'superseded' } });
    await after.until(100);
    expect(await after.stop()).toBeGreaterThanOrEqual(100);
    expect([...before.failures, ...after.failures]).toEqual([]);

    const refused = await refusalOf(old.client(sandbox.baseUrl).transactions.retrieve(transaction));
    expect(refused.errors[0]).toMatchObject({
      details: expect.stringContaining('the certificate was revoked'),
    });
  });

  it('mixes: a new certificate with the old keys, and the other way round', async () => {
    const project = 'mixing';
    const old = await newProject(project);
    const { sha256 } = old.credential;
    const key = old.keyPair.requestKey.fingerprint;
    const made = await owner.done('credential.rotate', { project, credential: sha256, body: {} });
    const pair = await owner.done('key.rotate', { project, key, body: {} });
    const oldKeys = { keyPair: old.keyPair, files: old.files };
    const oldCertificate = { credential: old.credential, files: old.files };
    for (const who of [integratorOf(made, oldKeys), integratorOf(oldCertificate, pair)]) {
      const client = who.client(sandbox.baseUrl);
      expect(await client.transactions.retrieve(transaction)).toHaveProperty('id');
      client.close();
    }
  });
});

describe('a revocation', () => {
  const emptyCall = `POST /identity/transactions HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}`;

  async function open(who: Integrator, session?: Buffer): Promise<TLSSocket> {
    const { cert, key, ca } = who.tls;
    const socket = connect({
      ...{ host: 'localhost', port: sandbox.port, ca, maxVersion: 'TLSv1.2' },
      ...(session === undefined ? { cert, key } : { session }),
    });
    await once(socket, 'secureConnect');
    return socket;
  }

  it('is effective on a living connection and on a resumed session', async () => {
    const project = 'revoked';
    const who = await newProject(project);
    const living = await open(who);
    living.write(emptyCall);
    expect(String(await once(living, 'data'))).toContain('HTTP/1.1 400');
    const session = living.getSession();
    await owner.done('credential.revoke', { project, credential: who.credential.sha256, body: {} });
    living.write(emptyCall);
    expect(await text(living)).toMatch(/^HTTP\/1.1 422[\s\S]*the certificate was revoked/);
    const resumed = await open(who, session);
    expect(resumed.isSessionReused()).toBe(true);
    resumed.write(emptyCall);
    expect(await text(resumed)).toMatch(/^HTTP\/1.1 422[\s\S]*the certificate was revoked/);
  });

  it('of a pair of keys names the key that would do', async () => {
    const project = 'keys';
    const who = await newProject(project);
    const key = who.keyPair.requestKey.fingerprint;
    const { keyPair } = await owner.done('key.rotate', { project, key, body: {} });
    await owner.done('key.revoke', { project, key, body: {} });
    const client = who.client(sandbox.baseUrl);
    const { errors } = await refusalOf(client.transactions.retrieve(transaction));
    client.close();
    expect(errors[0]).toMatchObject({
      reasonCode: 'DECRYPT_PRIVATE_KEY_NOT_FOUND',
      details: expect.stringContaining(keyPair.requestKey.fingerprint),
    });
  });

  it('happens once: of two at the same time one is told', async () => {
    const project = 'twice';
    const who = await newProject(project);
    const asked = { project, credential: who.credential.sha256, body: {} };
    const replies = await Promise.all([
      owner.call('credential.revoke', asked),
      owner.call('credential.revoke', asked),
    ]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});
