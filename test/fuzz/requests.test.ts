/**
 * Ten thousand requests, schema-shaped and not: every answer is a valid insights object or a valid error
 * object by the schema, and the service lives.
 */
import { createPrivateKey, randomBytes, X509Certificate } from 'node:crypto';
import type { Agent } from 'node:https';
import {
  openEnvelope,
  readEnvelope,
  sealEnvelope,
  spkiFingerprint,
  unwrapBody,
  wrapBody,
} from '@whorl/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainAgent, post, type RawAnswer } from '../support/post.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { openapi, schemaValidator } from '../support/schema.ts';
import { exampleTransaction } from '../support/transactions.ts';

const runs = 10_000;
const atOnce = 50;

let sandbox: TestSandbox;
let agent: Agent;
beforeAll(async () => {
  sandbox = await startTestSandbox({
    environment: { WHORL_DECRYPTION_FAILURES_PER_MINUTE: '1000000' },
  });
  const { ca, cert, key } = sandbox.demo;
  agent = plainAgent({ ca, cert, key, maxSockets: atOnce });
});
afterAll(async () => {
  agent.destroy();
  await sandbox.close();
});

const full = exampleTransaction('full');
const memberNames = Object.keys(openapi.components.schemas.TransactionInsightsData.properties);

/** A member's value: mostly the example's, sometimes something nobody would send. */
const memberValue = (name: string) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constant(full[name]) },
    { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  );

/** The example with a few members changed, or with most of them left out. */
const schemaShaped = fc
  .record({
    kept: fc.oneof(fc.constant(memberNames), fc.subarray(memberNames)),
    changed: fc
      .subarray(memberNames, { maxLength: 3 })
      .chain((names) =>
        fc.record(Object.fromEntries(names.map((name) => [name, memberValue(name)]))),
      ),
  })
  .map(({ kept, changed }) =>
    JSON.stringify({ ...Object.fromEntries(kept.map((name) => [name, full[name]])), ...changed }),
  );

const hostileJson = fc.constantFrom(
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"billingAddress":{"__proto__":{"addressCity":"x"}}}',
  `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  `{"x":${'{"x":'.repeat(5_000)}1${'}'.repeat(5_000)}}`,
  '{"merchantName":"\ud800"}',
  'null',
  '[]',
  '0',
  '""',
);

const plaintext = fc.oneof(
  { weight: 5, arbitrary: schemaShaped.map((text) => Buffer.from(text)) },
  { weight: 2, arbitrary: fc.json().map((text) => Buffer.from(text)) },
  { weight: 1, arbitrary: hostileJson.map((text) => Buffer.from(text)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
);

/** A body as it goes out: sealed well, sealed and then damaged, or never sealed. */
const message = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('sealed' as const), plaintext }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('damaged' as const), plaintext, at: fc.nat() }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('bare' as const), plaintext }) },
);

function bodyOf(sent: { kind: string; plaintext: Buffer; at?: number }): string | Buffer {
  if (sent.kind === 'bare') return sent.plaintext;
  const publicKey = new X509Certificate(sandbox.demo.requestKey).publicKey;
  const kid = spkiFingerprint(publicKey);
  const seal = { publicKey, kid, contentKey: randomBytes(32), iv: randomBytes(12) };
  const token = sealEnvelope(sent.plaintext, seal);
  if (sent.at === undefined) return wrapBody(token);
  const at = sent.at % token.length;
  return wrapBody(`${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`);
}

const isInsights = schemaValidator('TransactionInsights');
const isError = schemaValidator('ErrorResponse');

function checkAnswer({ status, body }: RawAnswer): void {
  if (status !== 200) {
    expect(isError(JSON.parse(body)), body).toBe(true);
    return;
  }
  const privateKey = createPrivateKey(sandbox.demo.responseKey);
  const envelope = readEnvelope(unwrapBody(Buffer.from(body)));
  const opened = openEnvelope(envelope, {
    privateKey,
    accept: 'answer',
    spareKey: randomBytes(32),
  });
  const answer = JSON.parse(Buffer.from(opened).toString());
  expect(isInsights(answer), JSON.stringify(isInsights.errors)).toBe(true);
}

describe('ten thousand requests, good and bad', () => {
  it('each gets an insights object or an error object, and the service lives', async () => {
    const statuses = new Map<number, number>();
    const batch = fc.array(message, { minLength: atOnce, maxLength: atOnce });
    await fc.assert(
      fc.asyncProperty(batch, async (messages) => {
        const answers = await Promise.all(
          messages.map((sent) => post(sandbox.baseUrl, { agent, body: bodyOf(sent) })),
        );
        for (const answer of answers) {
          checkAnswer(answer);
          statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        }
      }),
      { numRuns: runs / atOnce, seed: 20_261_124, endOnFailure: true },
    );
    console.log(`Answers by status: ${JSON.stringify(Object.fromEntries(statuses))}`);
    expect([...statuses.keys()].sort()).toEqual([200, 400]);
    expect((await sandbox.client.transactions.retrieve(full as never)).id).toBeDefined();
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  }, 300_000);
});
