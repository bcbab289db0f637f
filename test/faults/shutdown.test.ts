/** A service that stops answers what it has begun, lets go of everything, and starts again where it was. */
import { randomBytes, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { connect as connectPlain } from 'node:net';
import { sealEnvelope, spkiFingerprint, wrapBody } from '@whorl/contract';
import { DataFolderError, openAdminHere, startWhorl } from '@whorl/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { adminClient } from '../support/admin.ts';
import { plainAgent, post } from '../support/post.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { exampleTransaction } from '../support/transactions.ts';
import { runWhorl } from '../support/whorl-process.ts';
import { type HttpConnection, openConnection } from './http-connection.ts';

const drainTimeoutMs = 20_000;

/** How long a shutdown takes that waits for nothing, at the very most. */
const promptMs = 2_000;

let sandbox: TestSandbox;
let dataDir: string;
beforeEach(async () => {
  sandbox = await startTestSandbox({
    environment: { WHORL_DRAIN_TIMEOUT_MS: String(drainTimeoutMs) },
  });
  dataDir = sandbox.dataDir;
});
afterEach(() => rm(dataDir, { recursive: true }));

const stop = (): Promise<void> => sandbox.close({ keep: true });

async function durationOf(work: Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await work;
  return performance.now() - startMs;
}

const transactionOf = (person: number) => ({
  ...exampleTransaction('minimal'),
  primaryEmail: `person-${person}@example.com`,
});

function seal(transaction: object): string {
  const { publicKey } = new X509Certificate(sandbox.demo.requestKey);
  const kid = spkiFingerprint(publicKey);
  const parts = { publicKey, kid, contentKey: randomBytes(32), iv: randomBytes(12) };
  return wrapBody(sealEnvelope(JSON.stringify(transaction), parts));
}

const headOf = (body: string): string =>
  [
    'POST /identity/transactions HTTP/1.1',
    'Host: localhost',
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
    '\r\n',
  ].join('\r\n');

/** A call of which all but the last byte was sent, and the service has the head. */
async function beginCall(person: number): Promise<{ connection: HttpConnection; end(): void }> {
  const connection = await openConnection(sandbox);
  const body = seal(transactionOf(person));
  connection.write(headOf(body).replace('\r\n\r\n', '\r\nExpect: 100-continue\r\n\r\n'));
  expect((await connection.next()).status).toBe(100);
  connection.write(body.slice(0, -1));
  return { connection, end: () => connection.write(body.slice(-1)) };
}

async function firstSeenDays(person: number): Promise<number | undefined> {
  const insights = await sandbox.client.transactions.retrieve(transactionOf(person) as never);
  return insights.individualInsights?.primaryEmail?.firstSeenDays;
}

describe('a service that stops', () => {
  it('answers the calls in flight, closes their connections, and knows them after a start', async () => {
    const people = Array.from({ length: 20 }, (_, person) => person);
    const calls = await Promise.all(people.map(beginCall));
    const stopping = stop();
    for (const { end } of calls) end();
    for (const { connection } of calls) {
      const answer = await connection.next();
      expect(answer.status).toBe(200);
      expect(answer.headers.connection).toBe('close');
      expect(await connection.closed()).toBe('');
    }
    await stopping;

    sandbox = await startTestSandbox({ dataDir });
    for (const person of people) expect(await firstSeenDays(person)).toBe(1);
    expect(await firstSeenDays(people.length)).toBe(0);
    await stop();
  });

  it('under load has lost no call that it answered, and tells the others to come back', async () => {
    const { ca, cert, key } = sandbox.demo;
    const agent = plainAgent({ ca, cert, key, maxSockets: 20 });
    let stopping: Promise<void> | undefined;
    const send = (person: number) =>
      post(sandbox.baseUrl, { agent, body: seal(transactionOf(person)) }).then(
        ({ status, headers }) => {
          if (person === 50) stopping = stop();
          return { person, status, retryAfter: headers['retry-after'] };
        },
        () => ({ person, status: 0, retryAfter: undefined }),
      );
    const outcomes = await Promise.all(Array.from({ length: 200 }, (_, person) => send(person)));
    await stopping;
    agent.destroy();
    for (const { status, retryAfter } of outcomes) {
      expect([0, 200, 503]).toContain(status);
      expect(retryAfter).toBe(status === 503 ? '1' : undefined);
    }
    const answered = outcomes.filter(({ status }) => status === 200);
    expect(answered.length).toBeGreaterThanOrEqual(40);
    expect(answered.length).toBeLessThan(200);
    console.log(`${answered.length} of 200 calls were answered before the service had stopped.`);

    sandbox = await startTestSandbox({ dataDir });
    for (const { person } of answered) expect(await firstSeenDays(person)).toBe(1);
    await stop();
  });

  it('is not held up by connections that ask for nothing', async () => {
    const unfinished = connectPlain(sandbox.port, 'localhost');
    unfinished.on('error', () => undefined);
    await once(unfinished, 'connect');
    const silent = await openConnection(sandbox);
    const halfway = await openConnection(sandbox);
    halfway.write('POST /identity/transactions HTTP/1.1\r\nHost: lo');
    const kept = await openConnection(sandbox);
    const body = seal(transactionOf(0));
    kept.write(headOf(body) + body);
    expect((await kept.next()).status).toBe(200);

    expect(await durationOf(stop())).toBeLessThan(promptMs);
    for (const connection of [silent, halfway, kept]) expect(await connection.closed()).toBe('');
  });

  it('waits for a call that never ends as long as it was told, and no longer', async () => {
    await stop();
    const environment = { WHORL_DRAIN_TIMEOUT_MS: '300' };
    sandbox = await startTestSandbox({ dataDir, environment });
    const { connection } = await beginCall(0);
    const tookMs = await durationOf(stop());
    expect(tookMs).toBeGreaterThanOrEqual(295);
    expect(tookMs).toBeLessThan(promptMs);
    expect(await connection.closed()).toBe('');
  });

  it('frees its port and its folder', async () => {
    const { port, demo } = sandbox;
    await stop();
    sandbox = await startTestSandbox({ dataDir, flags: { port: String(port) } });
    expect(sandbox.port).toBe(port);
    expect(sandbox.demo).toEqual(demo);
    expect(await firstSeenDays(1)).toBe(0);
    await stop();
  });

  it('may be told so twice', async () => {
    await stop();
    const running = await startWhorl({ dataDir, flags: { port: '0', logLevel: 'silent' } });
    await running.close();
    await running.close();
  });

  it('may be told so twice while nobody is served, too', async () => {
    await stop();
    const admin = await openAdminHere({ dataDir });
    await admin.close();
    await admin.close();
  });
});

describe('a folder that is in use', () => {
  it('is refused to a second start, which names the process that has it', async () => {
    const second = startWhorl({ dataDir, flags: { port: '0', logLevel: 'silent' } });
    const error: unknown = await second.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DataFolderError);
    expect(String(error)).toContain(`${dataDir} is in use by process ${process.pid}.`);
    expect(await firstSeenDays(1)).toBe(0);
    await stop();
  });

  it('is refused to another process too, and the first goes on', async () => {
    const { code, stderr } = await runWhorl(['start', '--data', dataDir, '--port', '0']);
    expect(code).not.toBe(0);
    expect(stderr).toContain(`in use by process ${process.pid}`);
    expect(await firstSeenDays(1)).toBe(0);
    await stop();
  });

  it('is still refused when every corner of it was looked into', async () => {
    const admin = adminClient({ dataDir });
    await admin.done('status.show');
    await admin.done('audit.verify', { body: {} });
    await admin.done('authority.revocation-list');
    const { code, stderr } = await runWhorl(['start', '--data', dataDir, '--port', '0']);
    expect(code).not.toBe(0);
    expect(stderr).toContain(`in use by process ${process.pid}`);
    await stop();
  });

  it('is whole again after a start that could not have its port', async () => {
    const other = await startTestSandbox();
    await stop();
    const flags = { port: String(other.port), logLevel: 'silent' };
    await expect(startWhorl({ dataDir, flags })).rejects.toThrow('EADDRINUSE');
    sandbox = await startTestSandbox({ dataDir });
    expect(await firstSeenDays(1)).toBe(0);
    await stop();
    await other.close();
  });
});
