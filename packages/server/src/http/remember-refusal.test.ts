import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { setImmediate as turn } from 'node:timers/promises';
import { connect } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { plainAgent, post, type RawAnswer } from '../../../../test/support/post.ts';
import type { RefusalRecord } from '../refusals/refusal-record.ts';
import { decryptionFailureDelayMs } from './public/handler.ts';
import {
  openPublicListener,
  type PublicListener,
  type PublicListenerOptions,
} from './testing/public-listener.ts';

let service: PublicListener;
afterEach(() => service.close());

async function open(options?: PublicListenerOptions): Promise<void> {
  service = await openPublicListener(options);
}

const send = (body: string, agent = service.agent): Promise<RawAnswer> =>
  post(service.baseUrl, { agent, body });

/** Sends what cannot be decrypted, and lets the clock run while its answer is held back. */
async function sendPatiently(body: string): Promise<RawAnswer> {
  const asleep = service.clock.asleep();
  const answering = send(body);
  await asleep;
  expect(await ofShop()).toEqual([]);
  service.clock.advance(decryptionFailureDelayMs);
  return answering;
}

/** What is kept, once whatever was begun is done. */
async function kept(projectId: string | undefined): Promise<readonly RefusalRecord[]> {
  await turn();
  return service.refusals.list(projectId, { limit: 1000, nowMs: service.clock.nowMs() });
}

const ofShop = () => kept(service.caller.project.id);
const ofStrangers = () => kept(undefined);

const stranger = () =>
  plainAgent({ ca: service.environment.authorities.current().serverRoot.certificate });

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

describe('a refused call is remembered', () => {
  it('for its project, with what the caller was told and what it sent, unsaid', async () => {
    await open();
    const { credential } = service.caller.client;
    const { fingerprint } = service.caller.keyPair.requestKey;
    const { status, headers, body } = await sendPatiently(
      service.seal('{}', (parts) => parts.slice(0, 4)),
    );
    const [record] = await ofShop();
    expect(record).toEqual({
      id: headers['x-mc-correlation-id'],
      atMs: service.clock.nowMs(),
      status,
      reasonCode: 'REQUEST_DECRYPT_FAILED',
      diagnoses: [{ code: 'part-count', sentence: JSON.parse(body).Errors.Error[0].Details }],
      certificate: {
        sha256: credential.sha256,
        keyFingerprint: credential.keyFingerprint,
        notBeforeMs: credential.notBeforeMs,
        notAfterMs: credential.notAfterMs,
      },
      tls: 'TLSv1.3',
      bodyBytes: expect.any(Number),
      contentType: 'application/json',
      envelope: {
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        header: {
          alg: 'RSA-OAEP-256',
          enc: 'A256GCM',
          kid: fingerprint,
          cty: 'application/json',
        },
        partCount: 4,
        partBytes: [expect.any(Number), 256, 12, 2],
      },
    });
    expect(await ofStrangers()).toEqual([]);
  });

  it('for its project when its certificate was revoked or suspended, or its project may not call', async () => {
    await open();
    const { registry } = service.environment;
    const { sha256 } = service.caller.client.credential;
    const { id } = service.caller.project;
    await registry.change((edits) => edits.changeProject(id, { entitled: false }));
    await send('{}');
    await registry.change((edits) => edits.changeProject(id, { status: 'suspended' }));
    await send('{}');
    await registry.change((edits) => edits.setCredentialStatus(sha256, 'suspended'));
    await send('{}');
    const revocation = { atMs: 0, reason: 'unspecified' } as const;
    await registry.change((edits) => edits.revokeCredential(sha256, revocation));
    await send('{}');
    const codes = (await ofShop()).flatMap(({ diagnoses }) => diagnoses.map(({ code }) => code));
    expect(codes).toEqual([
      'not-entitled',
      'project-suspended',
      'credential-suspended',
      'certificate-revoked',
    ]);
    expect(await ofStrangers()).toEqual([]);
  });

  it('among unknown callers’ where nobody knows who it was', async () => {
    await open();
    await send('{}', stranger());
    const [record] = await ofStrangers();
    expect(record).toMatchObject({ status: 422, diagnoses: [{ code: 'none-sent' }] });
    expect(record).not.toHaveProperty('certificate');
    expect(record).not.toHaveProperty('bodyBytes');
    expect(await ofShop()).toEqual([]);
  });

  it('when its bytes were no request, without what the connection says of a certificate', async () => {
    await open();
    const { port } = new URL(service.baseUrl);
    const { cert, key, ca } = service.agent.options;
    const socket = connect({ host: 'localhost', port: Number(port), ca, cert, key });
    await once(socket, 'secureConnect');
    socket.write('Whorl, are you there?\r\n\r\n');
    await text(socket);
    expect(await ofStrangers()).toMatchObject([{ status: 400, diagnoses: [{ code: 'no-http' }] }]);
    expect((await ofStrangers())[0]).not.toHaveProperty('certificate');
  });

  it('when the fault is ours, which it does not tell', async () => {
    const fail = () => Promise.reject(new Error('the disk is on fire'));
    await open({ api: (api) => ({ ...api, resolveCaller: fail }) });
    await send('{}');
    const records = await ofStrangers();
    expect(records).toMatchObject([{ status: 500, diagnoses: [{ code: 'system-error' }] }]);
    expect(JSON.stringify(records)).not.toContain('fire');
  });

  it('when its connection is closed unanswered, once, under the id that the log has', async () => {
    await open({ settings: { badCertificate: 'close' } });
    await expect(send('{}', stranger())).rejects.toThrow();
    const records = await ofStrangers();
    expect(records).toMatchObject([{ status: 422, diagnoses: [{ code: 'none-sent' }] }]);
    expect(service.log.join('')).toContain(String(records[0]?.id));
  });

  it('by no service that keeps none', async () => {
    await open({
      api: ({ remember: _, ...api }) => ({ ...api, environment: 'production' }),
    });
    expect((await send('{}', stranger())).status).toBe(422);
    expect(await ofStrangers()).toEqual([]);
  });
});

describe('a call that cannot be decrypted', () => {
  it.each([
    ['a bad tag', 4, () => randomBytes(16)],
    ['bad padding', 1, () => Buffer.concat([Buffer.of(0), randomBytes(255)])],
    ['an encrypted key above the modulus', 1, () => Buffer.alloc(256, 0xff)],
  ] as const)('is remembered after its answer, and %s in the same words', async (_, at, bytes) => {
    await open();
    await sendPatiently(service.seal('{}', (parts) => parts.with(at, base64url(bytes()))));
    const [record] = await ofShop();
    expect(record).toMatchObject({
      diagnoses: [{ code: 'undecryptable', sentence: expect.any(String) }],
      envelope: { partCount: 5, partBytes: [expect.any(Number), 256, 12, 2, 16] },
    });
    expect(Object.keys(record ?? {})).toEqual(wordsOfUndecryptable);
  });

  const wordsOfUndecryptable = [
    ...['id', 'atMs', 'status', 'reasonCode', 'diagnoses', 'certificate', 'tls'],
    ...['bodyBytes', 'contentType', 'envelope'],
  ];
});
