/** What no well-behaved client sends: each is answered with a valid error, and the next good call works. */
import { randomBytes, X509Certificate } from 'node:crypto';
import type { Agent } from 'node:https';
import { gzipSync } from 'node:zlib';
import { limits, sealEnvelope, spkiFingerprint, wrapBody } from '@whorl/contract';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { isDiagnosis } from '../support/diagnosed.ts';
import { type PostOptions, plainAgent, post, type RawAnswer } from '../support/post.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { schemaValidator } from '../support/schema.ts';
import { exampleTransaction } from '../support/transactions.ts';
import { type HttpConnection, openConnection } from './http-connection.ts';

const bodyTimeoutMs = 300;

let sandbox: TestSandbox;
let agent: Agent;
beforeAll(async () => {
  sandbox = await startTestSandbox({
    environment: {
      WHORL_BODY_TIMEOUT_MS: String(bodyTimeoutMs),
      WHORL_DECRYPTION_FAILURES_PER_MINUTE: '1000',
    },
  });
  const { ca, cert, key } = sandbox.demo;
  agent = plainAgent({ ca, cert, key, maxSockets: 1 });
});
afterAll(async () => {
  agent.destroy();
  await sandbox.close();
});

const transaction = exampleTransaction('minimal');

function seal(plaintext: string | Buffer): string {
  const { publicKey } = new X509Certificate(sandbox.demo.requestKey);
  const kid = spkiFingerprint(publicKey);
  const parts = { publicKey, kid, contentKey: randomBytes(32), iv: randomBytes(12) };
  return wrapBody(sealEnvelope(plaintext, parts));
}

const sealJson = (change: object): string => seal(JSON.stringify({ ...transaction, ...change }));

const isError = schemaValidator('ErrorResponse');
const correlationIds = new Set<unknown>();

/** What every refusal has, whatever was wrong. */
function checkRefusal({ status, headers, body }: RawAnswer, wanted: Wanted): void {
  const [wantedStatus, reasonCode, details] = wanted;
  expect(status).toBe(wantedStatus);
  expect(headers['content-type']).toBe('application/json');
  expect(headers['cache-control']).toBe('no-store');
  expect(headers['x-whorl-environment']).toBe('sandbox');
  expect(headers.date).toBeDefined();
  const id = headers['x-mc-correlation-id'];
  expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  expect(correlationIds.has(id)).toBe(false);
  correlationIds.add(id);
  expect(isError(JSON.parse(body)), body).toBe(true);
  for (const { ReasonCode, Details } of JSON.parse(body).Errors.Error)
    expect(ReasonCode === 'VALIDATION_ERROR' || isDiagnosis(Details), Details).toBe(true);
  expect(JSON.parse(body).Errors.Error[0]).toMatchObject({
    ReasonCode: reasonCode,
    ...(details && { Details: expect.stringContaining(details) }),
  });
}

/** After each fault a good call is answered, on the connection that is there or a new one. */
afterEach(async () => {
  const answer = await post(sandbox.baseUrl, { agent, body: sealJson({}) });
  expect(answer.status).toBe(200);
  const found = sandbox.log.filter((line) => line.includes('"event":"failed"'));
  expect(found).toEqual([]);
});

type Wanted = readonly [status: number, reasonCode: string, details?: string];

const undecryptable = (details: string): Wanted => [400, 'REQUEST_DECRYPT_FAILED', details];
const invalid = (details: string): Wanted => [400, 'VALIDATION_ERROR', details];
const deep = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const filler = (length: number): Buffer => Buffer.alloc(length, 'x');
const chunked = { 'Transfer-Encoding': 'chunked' };

type Call = Omit<PostOptions, 'agent'>;

describe.each<[name: string, call: () => Call, wanted: Wanted]>([
  ['no body', () => ({ body: '' }), undecryptable('the body is empty')],
  ['a body of the greatest length', () => ({ body: filler(limits.bodyBytes) }), undecryptable('')],
  ['a byte more', () => ({ body: filler(limits.bodyBytes + 1) }), [413, 'PAYLOAD_TOO_LARGE']],
  [
    'chunks of the greatest length',
    () => ({ body: filler(limits.bodyBytes), headers: chunked }),
    undecryptable('the body is not JSON'),
  ],
  [
    'chunks of a byte more',
    () => ({ body: filler(limits.bodyBytes + 1), headers: chunked }),
    [413, 'PAYLOAD_TOO_LARGE'],
  ],
  ['ten megabytes', () => ({ body: filler(10_000_000) }), [413, 'PAYLOAD_TOO_LARGE']],
  [
    'ten megabytes in chunks',
    () => ({ body: filler(10_000_000), headers: chunked }),
    [413, 'PAYLOAD_TOO_LARGE'],
  ],
  ['no JSON', () => ({ body: '{"encryptedData":' }), undecryptable('the body is not JSON')],
  ['JSON that is no object', () => ({ body: '[]' }), undecryptable('is no JSON object')],
  ['deep JSON', () => ({ body: deep(30_000) }), undecryptable('is no JSON object')],
  [
    '__proto__ in clear',
    () => ({ body: '{"__proto__":{"encryptedData":"a.b.c.d.e"}}' }),
    undecryptable('members beside encryptedData'),
  ],
  [
    'bytes that are not UTF-8',
    () => ({ body: Buffer.from('{"encryptedData":"\xff"}', 'latin1') }),
    undecryptable('the body is not UTF-8'),
  ],
  ['sealed, no JSON', () => ({ body: seal('{') }), undecryptable('request is not JSON')],
  ['sealed, nothing', () => ({ body: seal('') }), undecryptable('request is not JSON')],
  ['sealed, deep JSON', () => ({ body: seal(deep(20_000)) }), undecryptable('not a JSON object')],
  [
    'sealed, a deep member',
    () => ({ body: seal(`{"mcc":${deep(20_000)}}`) }),
    invalid('purchaseDate'),
  ],
  [
    'sealed, bytes that are not UTF-8',
    () => ({ body: seal(Buffer.from('{"mcc":"\xff"}', 'latin1')) }),
    undecryptable('request is not UTF-8'),
  ],
  [
    'sealed, a lone surrogate',
    () => ({ body: seal(JSON.stringify({ ...transaction, merchantName: 'a\ud800' })) }),
    invalid('merchantName'),
  ],
  [
    'sealed, required members in __proto__ only',
    () => ({ body: seal(`{"__proto__":${JSON.stringify(transaction)}}`) }),
    invalid('purchaseDate'),
  ],
  [
    'another content type',
    () => ({ body: sealJson({}), headers: { 'Content-Type': 'text/plain' } }),
    [415, 'UNSUPPORTED_MEDIA_TYPE'],
  ],
  [
    'an empty content type',
    () => ({ body: sealJson({}), headers: { 'Content-Type': '' } }),
    [415, 'UNSUPPORTED_MEDIA_TYPE'],
  ],
  [
    'a compressed body',
    () => ({ body: gzipSync(sealJson({})), headers: { 'Content-Encoding': 'gzip' } }),
    [415, 'UNSUPPORTED_MEDIA_TYPE', 'content encoding'],
  ],
  ['another path', () => ({ body: sealJson({}), path: '/x' }), [404, 'RESOURCE_NOT_FOUND']],
  [
    'ten megabytes to another path',
    () => ({ body: filler(10_000_000), path: '/x' }),
    [404, 'RESOURCE_NOT_FOUND'],
  ],
  ['PUT', () => ({ body: sealJson({}), method: 'PUT' }), [405, 'METHOD_NOT_ALLOWED']],
  ['GET', () => ({ body: '', method: 'GET' }), [405, 'METHOD_NOT_ALLOWED']],
])('a caller that sends %s', (_, call, wanted) => {
  it('is refused in the usual form', async () => {
    const answer = await post(sandbox.baseUrl, { agent, ...call() });
    checkRefusal(answer, wanted);
    expect(answer.headers.allow).toBe(wanted[0] === 405 ? 'POST' : undefined);
    expect(({} as { encryptedData?: unknown }).encryptedData).toBeUndefined();
  });
});

/** A request as bytes. */
function bytesOf(
  body: string,
  change: { line?: string; headers?: readonly string[] } = {},
): string {
  const { line = 'POST /identity/transactions HTTP/1.1', headers = [] } = change;
  const length = headers.some((header) => header.startsWith('Transfer-Encoding'))
    ? []
    : [`Content-Length: ${body.length}`];
  const lines = [line, 'Host: localhost', 'Content-Type: application/json', ...length, ...headers];
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}

const noRequest = undecryptable('not an HTTP/1.1 request');
const inChunks = ['Transfer-Encoding: chunked'];

describe.each<[name: string, bytes: () => string | Buffer, wanted: Wanted]>([
  ['bytes that are no HTTP', () => 'Whorl, are you there?\r\n\r\n', noRequest],
  ['random bytes', () => Buffer.concat([Buffer.of(0), randomBytes(100_000)]), noRequest],
  ['HTTP/2', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', noRequest],
  ['a chunk without its size', () => bytesOf('zz\r\n', { headers: inChunks }), noRequest],
  [
    'two lengths for one body',
    () => bytesOf('0\r\n\r\n', { headers: [...inChunks, 'Content-Length: 5'] }),
    noRequest,
  ],
  [
    'headers without end',
    () => bytesOf('', { headers: [`X-Long: ${'a'.repeat(20_000)}`] }),
    undecryptable('the request headers are longer than 16384 bytes'),
  ],
])('a connection that carries %s', (_, bytes, wanted) => {
  it('is answered in the usual form and closed', async () => {
    const connection = await openConnection(sandbox);
    connection.write(bytes());
    const answer = await connection.next();
    checkRefusal(answer, wanted);
    expect(answer.headers.connection).toBe('close');
    expect(await connection.closed()).toBe('');
    const id = String(answer.headers['x-mc-correlation-id']);
    expect(sandbox.log.join('')).toContain(id);
  });
});

describe('a connection', () => {
  let connection: HttpConnection;
  afterEach(() => {
    connection.socket.destroy();
  });

  it('with many requests at once is answered in their order, each rightly', async () => {
    connection = await openConnection(sandbox);
    const good = bytesOf(sealJson({}));
    connection.write(
      [
        good,
        bytesOf('{}', { line: 'GET /identity/transactions HTTP/1.1' }),
        good,
        bytesOf('{'),
        bytesOf('{}', { line: 'POST /x HTTP/1.1' }),
        good,
      ].join(''),
    );
    const statuses = [];
    for (let answer = 0; answer < 6; answer += 1) statuses.push((await connection.next()).status);
    expect(statuses).toEqual([200, 405, 200, 400, 404, 200]);
  });

  it('is answered for its good call before the nonsense that follows it', async () => {
    connection = await openConnection(sandbox);
    connection.write(`${bytesOf(sealJson({}))}nonsense\r\n\r\n`);
    expect((await connection.next()).status).toBe(200);
    checkRefusal(await connection.next(), noRequest);
    expect(await connection.closed()).toBe('');
  });

  it('is told when its body comes too slowly, and closed', async () => {
    connection = await openConnection(sandbox);
    connection.write(bytesOf('', { headers: inChunks }));
    const drip = setInterval(() => connection.write('1\r\nx\r\n'), bodyTimeoutMs / 10);
    const startMs = performance.now();
    const answer = await connection.next();
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(bodyTimeoutMs - 5);
    checkRefusal(answer, [408, 'REQUEST_TIMEOUT', `within ${bodyTimeoutMs} ms`]);
    expect(answer.headers.connection).toBe('close');
    expect(await connection.closed()).toBe('');
    clearInterval(drip);
  });

  it('that goes on sending a refused body gets its answer first, and is closed in the end', async () => {
    connection = await openConnection(sandbox);
    connection.write(bytesOf('', { headers: inChunks }));
    const flood = setInterval(() => connection.write(`1000\r\n${'x'.repeat(0x1000)}\r\n`), 2);
    const answer = await connection.next();
    checkRefusal(answer, [413, 'PAYLOAD_TOO_LARGE']);
    expect(await connection.closed()).toBe('');
    clearInterval(flood);
  });

  it('that is closed in the middle of a body is forgotten', async () => {
    for (const head of [bytesOf('x'.repeat(10)).slice(0, -5), bytesOf('', { headers: inChunks })]) {
      connection = await openConnection(sandbox);
      const lines = sandbox.log.length;
      connection.write(head);
      await new Promise((resolve) => setTimeout(resolve, 20));
      connection.socket.destroy();
      while (sandbox.log.length === lines) await new Promise((resolve) => setTimeout(resolve, 5));
      expect(sandbox.log.at(-1)).toContain('the caller broke off its request');
    }
  });

  it('may wait for leave to send its body', async () => {
    connection = await openConnection(sandbox);
    const body = sealJson({});
    connection.write(bytesOf(body, { headers: ['Expect: 100-continue'] }).slice(0, -body.length));
    expect((await connection.next()).status).toBe(100);
    connection.write(body);
    expect((await connection.next()).status).toBe(200);
  });

  it.each([
    ['an expectation that nobody knows', { headers: ['Expect: the-impossible'] }],
    ['a wish to be upgraded', { headers: ['Connection: upgrade', 'Upgrade: websocket'] }],
    ['a whole URL', { line: 'POST https://localhost/identity/transactions HTTP/1.1' }],
    ['a body in chunks', { headers: inChunks }],
  ])('with %s is served', async (_, change) => {
    connection = await openConnection(sandbox);
    const body = sealJson({});
    const inOne = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
    const isChunked = 'headers' in change && change.headers === inChunks;
    connection.write(bytesOf(isChunked ? inOne : body, change));
    expect((await connection.next()).status).toBe(200);
  });

  it('of HTTP/1.0 is served and closed', async () => {
    connection = await openConnection(sandbox);
    const line = 'POST /identity/transactions HTTP/1.0';
    connection.write(bytesOf(sealJson({}), { line }).replace('Host: localhost\r\n', ''));
    const answer = await connection.next();
    expect(answer.status).toBe(200);
    expect(answer.headers.connection).toBe('close');
    expect(await connection.closed()).toBe('');
  });

  it('of HTTP/1.1 without a Host is refused in the usual form', async () => {
    connection = await openConnection(sandbox);
    connection.write(bytesOf('{}').replace('Host: localhost\r\n', ''));
    checkRefusal(await connection.next(), undecryptable('must have a Host header'));
  });

  it('is told of HEAD by the headers alone', async () => {
    connection = await openConnection(sandbox);
    connection.write(
      bytesOf('', { line: 'HEAD /identity/transactions HTTP/1.1', headers: ['Connection: close'] }),
    );
    const head = await connection.closed();
    expect(head).toMatch(/^HTTP\/1\.1 405 [\s\S]*\r\nAllow: POST\r\n[\s\S]*\r\n\r\n$/);
  });

  it('without a content type is refused, and goes on', async () => {
    connection = await openConnection(sandbox);
    connection.write(bytesOf('{}').replace('Content-Type: application/json\r\n', ''));
    checkRefusal(await connection.next(), [415, 'UNSUPPORTED_MEDIA_TYPE']);
    connection.write(bytesOf(sealJson({})));
    expect((await connection.next()).status).toBe(200);
  });
});
