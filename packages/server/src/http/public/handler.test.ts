import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { post, type RawAnswer } from '../../../../../test/support/post.ts';
import { exampleTransaction } from '../../../../../test/support/transactions.ts';
import type { RegistryEdits } from '../../registry/registry.ts';
import {
  openPublicListener,
  type PublicListener,
  type PublicListenerOptions,
} from '../testing/public-listener.ts';
import { decryptionFailureDelayMs } from './handler.ts';

const transaction = JSON.stringify(exampleTransaction('minimal'));

let service: PublicListener;
afterEach(() => service.close());

async function open(options?: PublicListenerOptions): Promise<void> {
  service = await openPublicListener(options);
}

const send = (body: string): Promise<RawAnswer> =>
  post(service.baseUrl, { agent: service.agent, body });

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

/** A token with one of its five parts in another's place. */
const withPart = (at: number, bytes: Uint8Array): string =>
  service.seal(transaction, (parts) => parts.with(at, base64url(bytes)));

/** Smaller than any modulus, and no encryption of anything. */
const noKey = (): Uint8Array => Buffer.concat([Buffer.of(0), randomBytes(255)]);

const undecryptable: readonly (readonly [name: string, body: () => string])[] = [
  ['a bad tag', () => withPart(4, randomBytes(16))],
  ['a changed ciphertext', () => withPart(3, randomBytes(40))],
  ['bad padding', () => withPart(1, noKey())],
  ['an encrypted key above the modulus', () => withPart(1, Buffer.alloc(256, 0xff))],
  ['an encrypted key of zero', () => withPart(1, Buffer.alloc(256))],
  [
    'a body that another content key sealed',
    () => {
      const other = JSON.parse(service.seal(transaction)).encryptedData.split('.');
      return service.seal(transaction, (parts) => parts.with(1, other[1]));
    },
  ],
];

/** Sends a call and lets the clock run for as long as it sleeps. */
async function sendPatiently(body: string): Promise<RawAnswer> {
  const asleep = service.clock.asleep();
  const answering = send(body);
  service.clock.advance(Number(await Promise.race([asleep, answering.then(() => 0)])));
  return answering;
}

/** All that an observer sees, but what names the one call. */
function observe({ status, headers, body }: RawAnswer) {
  const { date, 'x-mc-correlation-id': id, ...rest } = headers;
  expect(id).toMatch(/^[0-9a-f-]{36}$/);
  expect(date).toBeDefined();
  return { status, body, headers: Object.entries(rest) };
}

describe('a call that cannot be decrypted', () => {
  it('is refused in the same words whatever the reason', async () => {
    await open();
    const seen = [];
    for (const [, body] of undecryptable) seen.push(observe(await sendPatiently(body())));
    expect(seen[0]).toMatchObject({ status: 400 });
    expect(seen[0]?.body).toContain('REQUEST_DECRYPT_FAILED');
    for (const one of seen) expect(one).toEqual(seen[0]);
  });

  it.each(undecryptable)(
    'is answered 25 ms after it was read, however long %s took',
    async (...row) => {
      const workMs = 7.25;
      await open({
        api: (api, clock) => ({
          ...api,
          answering: {
            ...api.answering,
            // The first step of opening a call: here it takes its time.
            random(bytes) {
              clock.advance(workMs);
              return randomBytes(bytes);
            },
          },
        }),
      });
      const [, body] = row;
      const asleep = service.clock.asleep();
      let answered = false;
      const answering = send(body()).then((answer) => {
        answered = true;
        return answer;
      });
      expect(await asleep).toBe(decryptionFailureDelayMs - workMs);
      service.clock.advance(decryptionFailureDelayMs - workMs - 0.01);
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(answered).toBe(false);
      service.clock.advance(0.01);
      expect((await answering).status).toBe(400);
    },
  );

  it('is told at once what is wrong when it did decrypt: a good tag is no oracle', async () => {
    await open();
    const { status, body } = await send(service.seal('no JSON'));
    expect(status).toBe(400);
    expect(body).toContain('the decrypted request is not JSON');
  });

  it('counts, and over the limit the credential waits until the minute is over', async () => {
    await open({ settings: { decryptionFailuresPerMinute: 2 } });
    service.clock.advance(20_000);
    const bad = () => sendPatiently(withPart(4, randomBytes(16)));
    expect((await bad()).status).toBe(400);
    expect((await bad()).status).toBe(400);

    const limited = await send(service.seal(transaction));
    expect(limited.status).toBe(429);
    expect(limited.headers['retry-after']).toBe('40');
    expect(JSON.parse(limited.body).Errors.Error[0]).toMatchObject({
      Source: 'Gateway',
      ReasonCode: 'RATE_LIMIT_EXCEEDED',
      Recoverable: true,
    });
    service.clock.advance(40_000);
    expect((await send(service.seal(transaction))).status).toBe(200);
  });

  it('does not count when it was opened and its content refused', async () => {
    await open({ settings: { decryptionFailuresPerMinute: 1 } });
    for (const plaintext of ['{}', 'no JSON', '[]'])
      expect((await send(service.seal(plaintext))).status).toBe(400);
    expect((await send(service.seal(transaction))).status).toBe(200);
  });
});

describe('a service with more calls in flight than it may have', () => {
  it('asks the next caller to come back, keeps the connection, and answers the others', async () => {
    await open({ settings: { maxInFlight: 1 } });
    const asleep = service.clock.asleep();
    const first = send(withPart(4, randomBytes(16)));
    await asleep;
    const busy = await send(service.seal(transaction));
    expect(busy.status).toBe(503);
    expect(busy.headers).toMatchObject({ 'retry-after': '1', connection: 'keep-alive' });
    expect(JSON.parse(busy.body).Errors.Error[0]).toMatchObject({
      Source: 'IIT',
      ReasonCode: 'SYSTEM_UNAVAILABLE',
      Recoverable: true,
    });
    service.clock.advance(decryptionFailureDelayMs);
    expect((await first).status).toBe(400);
    expect((await send(service.seal(transaction))).status).toBe(200);
  });
});

describe('a caller', () => {
  const rejected = { Source: 'Gateway', ReasonCode: 'INVALID_CLIENT_CERT' };
  const errorOf = ({ body }: RawAnswer) => JSON.parse(body).Errors.Error[0];

  it('whose credential is revoked while it is connected is refused on its next call', async () => {
    await open();
    const { sha256 } = service.caller.client.credential;
    const { registry } = service.environment;
    expect((await send(service.seal(transaction))).status).toBe(200);
    await registry.change((edits) =>
      edits.revokeCredential(sha256, { atMs: 0, reason: 'unspecified' }),
    );
    const refused = await send(service.seal(transaction));
    expect(refused.status).toBe(422);
    expect(refused.headers.connection).toBe('close');
    expect(errorOf(refused)).toMatchObject({
      ...rejected,
      Details: expect.stringContaining('the certificate was revoked'),
    });
  });

  it('of a suspended credential or project, or of one without the service, is told so', async () => {
    await open();
    const { registry } = service.environment;
    const { sha256 } = service.caller.client.credential;
    const { project } = service.caller;
    const unauthorised = { Source: 'IIT', ReasonCode: 'UNAUTHORIZED_REQUEST' };
    const refusal = async () => {
      const answer = await send(service.seal(transaction));
      expect(answer.status).toBe(401);
      return errorOf(answer);
    };
    await registry.change((edits) => edits.setCredentialStatus(sha256, 'suspended'));
    expect(await refusal()).toMatchObject(unauthorised);
    await registry.change((edits) => edits.setCredentialStatus(sha256, 'active'));
    const change = (edit: Parameters<RegistryEdits['changeProject']>[1]) =>
      registry.change((edits) => edits.changeProject(project.id, edit));
    await change({ status: 'suspended' });
    expect(await refusal()).toMatchObject(unauthorised);
    await change({ status: 'active', entitled: false });
    expect(await refusal()).toMatchObject({ Source: 'Gateway', ReasonCode: 'DECLINED' });
    await change({ entitled: true });
    expect((await send(service.seal(transaction))).status).toBe(200);
  });

  it('outside the sandbox is not told why, and the operator is', async () => {
    await open({ api: (api) => ({ ...api, environment: 'production' }) });
    const refused = await sendPatiently('{"email":"x"}');
    expect(refused.headers['x-whorl-environment']).toBe('production');
    expect(errorOf(refused)).not.toHaveProperty('Details');
    const id = refused.headers['x-mc-correlation-id'];
    expect(service.log.find((line) => line.includes(String(id)))).toContain('beside encryptedData');
  });

  it('meets a fault of ours as a fixed sentence; its cause is in the log', async () => {
    await open({
      api: (api) => ({
        ...api,
        resolveCaller: () => Promise.reject(new Error('the disk is on fire')),
      }),
    });
    const failed = await send(service.seal(transaction));
    expect(failed.status).toBe(500);
    expect(failed.body).not.toContain('fire');
    expect(errorOf(failed)).toMatchObject({ Source: 'IIT', ReasonCode: 'SYSTEM_ERROR' });
    expect(service.log.join('')).toContain('the disk is on fire');
  });
});
