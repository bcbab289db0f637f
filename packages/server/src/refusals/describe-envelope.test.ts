import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { sealEnvelope, wrapBody } from '@whorl/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textsOf } from '../../../../test/support/raw-identity.ts';
import { describeEnvelope } from './describe-envelope.ts';
import type { EnvelopeFacts } from './refusal-record.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const kid = '3f'.repeat(32);
const token = sealEnvelope('{"purchaseDate":"2026-11-24"}', {
  publicKey,
  kid,
  contentKey: randomBytes(32),
  iv: randomBytes(12),
});
const parts = token.split('.');

const bodyOf = (text: unknown): Buffer => Buffer.from(JSON.stringify({ encryptedData: text }));
const describeToken = (text: string) => describeEnvelope(bodyOf(text));

const encode = (text: string): string => Buffer.from(text).toString('base64url');
const describeHeader = (header: unknown) =>
  describeToken([encode(JSON.stringify(header)), ...parts.slice(1)].join('.'))?.header;

describe('an envelope', () => {
  it('is told by its hash, its header and the lengths of its parts', () => {
    expect(describeEnvelope(Buffer.from(wrapBody(token)))).toEqual({
      sha256: createHash('sha256').update(token).digest('hex'),
      header: { alg: 'RSA-OAEP-256', enc: 'A256GCM', kid, cty: 'application/json' },
      partCount: 5,
      partBytes: [Buffer.from(parts[0] ?? '', 'base64url').length, 256, 12, 29, 16],
    });
  });

  it.each([
    ['four parts', parts.slice(0, 4), 4],
    ['six parts', [...parts, ''], 6],
    ['a thousand parts', [...parts, ...Array(995).fill('x')], 1000],
  ])('of %s is told as far as six', (_, broken, partCount) => {
    const told = describeToken(broken.join('.'));
    expect(told?.partCount).toBe(partCount);
    expect(told?.partBytes).toHaveLength(Math.min(6, partCount));
    expect(told?.header?.kid).toBe(kid);
    expect(told?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('has the same lengths with padding and in either alphabet', () => {
    const padded = parts.map((part) => Buffer.from(part, 'base64url').toString('base64'));
    expect(describeToken(padded.join('.'))?.partBytes).toEqual(describeToken(token)?.partBytes);
  });

  it.each([
    ['nothing', ''],
    ['no JSON', '{'],
    ['a list', '[]'],
    ['null', 'null'],
    ['no encryptedData', '{"encrypteddata":"a.b.c.d.e"}'],
    ['encryptedData that is no text', '{"encryptedData":{"a":1}}'],
    ['encryptedData of a prototype', '{"__proto__":{"encryptedData":"a.b.c.d.e"}}'],
    ['deep lists', '['.repeat(30_000) + ']'.repeat(30_000)],
  ])('is none where there is %s', (_, body) => {
    expect(describeEnvelope(Buffer.from(body))).toBeUndefined();
  });

  it('is none in a body that is not UTF-8', () => {
    expect(describeEnvelope(Buffer.from('{"encryptedData":"\xff"}', 'latin1'))).toBeUndefined();
  });

  it.each([
    ['a card number', '4111111111111111'],
    ['JSON', JSON.stringify({ accountNumber: '4111111111111111', merchantName: 'x'.repeat(200) })],
    ['JSON in base64', encode(JSON.stringify({ accountNumber: '4111111111111111' }).repeat(9))],
    ['a token in clear', `${parts[0]}.${encode('{"email":"ada@example.com"}'.repeat(9))}.`],
    ['short parts', '4111111111111111.1.2.3.4'],
    [
      'a card number many times',
      Array(5)
        .fill(encode('4111111111111111'.repeat(20)))
        .join('.'),
    ],
    [
      'a card number as long as a key, and an IV',
      ['e30', encode('4111111111111111'.repeat(20)), 'A'.repeat(16), 'A', 'A'].join('.'),
    ],
    ['a key without an IV', [parts[0], parts[1], '', parts[3], parts[4]].join('.')],
    ['a key that is too short', [parts[0], parts[1]?.slice(8), ...parts.slice(2)].join('.')],
  ])('that is %s has no hash: it could be guessed', (_, text) => {
    expect(describeToken(text)).toMatchObject({ partCount: expect.any(Number) });
    expect(describeToken(text)).not.toHaveProperty('sha256');
  });
});

describe('a protected header', () => {
  it('keeps the names of its algorithms, and what is nearly one', () => {
    expect(describeHeader({ alg: 'RSA-OAEP', enc: 'A128CBC-HS256' })).toEqual({
      alg: 'RSA-OAEP',
      enc: 'A128CBC-HS256',
    });
    expect(describeHeader({ alg: 'rsa_oaep+256' })).toEqual({ alg: 'rsa_oaep+256' });
    expect(describeHeader({ alg: 'Zedsecret', enc: 'hunter2' })).toEqual({
      alg: 'a text of 9 characters',
      enc: 'a text of 7 characters',
    });
  });

  it('keeps a kid that is a fingerprint, in hex', () => {
    const bytes = Buffer.from(kid, 'hex');
    for (const form of [kid.toUpperCase(), bytes.toString('base64'), bytes.toString('base64url')])
      expect(describeHeader({ kid: form })).toEqual({ kid });
  });

  it('names further members where they are registered, and counts the others', () => {
    const header = { zip: 'DEF', crit: ['b64'], 'x5t#S256': 'x', name: 'Ada', 'e-mail': 'a@b.c' };
    expect(describeHeader(header)).toEqual({
      others: ['zip', 'crit', 'x5t#S256'],
      unregistered: 2,
    });
  });

  it('keeps a content type without its parameters, if it is one that is known', () => {
    expect(describeHeader({ cty: 'application/JSON; charset="x"' })).toEqual({
      cty: 'application/json',
    });
    expect(describeHeader({ cty: 'JWT' })).toEqual({ cty: 'jwt' });
    expect(describeHeader({ cty: 'image/ada-lovelace' })).toEqual({
      cty: 'a text of 18 characters',
    });
  });

  it('says what is no text, and nothing of what it is', () => {
    expect(describeHeader({ alg: 4111111111111111, kid: { d: 'secret' } })).toEqual({
      alg: 'no string',
      kid: 'no string',
    });
  });

  it.each([
    ['longer than one is read', { kid: 'x'.repeat(1100) }],
    ['a list', ['RSA-OAEP-256']],
    ['null', null],
  ])('that is %s is not told', (_, header) => {
    expect(describeHeader(header)).toBeUndefined();
  });
});

const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const secrets: readonly (readonly [name: string, text: string])[] = [
  ['a card number', '4111111111111111'],
  ['an e-mail address', 'margaret.hamilton@example.com'],
  ['a payload', '{"firstName":"Margaret","lastName":"Hamilton"}'],
  ['a name', 'Margaret Hamilton'],
  ['a name in one word', 'MargaretHamilton'],
  ['a password', 'PASSWORD_hunter2'],
  ['a private key', pem.slice(0, 700)],
  ['a line of a private key', (pem.split('\n')[3] ?? '').slice(0, 60)],
  ['escapes of a terminal', '\u001b[2J\u001b]0;owned\u0007\r\n\u202egnp.exe'],
  ['a long text', 'x'.repeat(900)],
];

describe('of what a header can hold', () => {
  it.each(secrets)('%s is not repeated, wherever it stands', (_, secret) => {
    for (const header of [
      { alg: secret },
      { enc: secret },
      { kid: secret },
      { cty: secret },
      { cty: `application/${secret}` },
      { cty: `application/json; x=${secret}` },
      { [secret]: secret },
      { zip: secret, jwk: { d: secret } },
    ])
      expectNothingOf(secret, describeHeader(header));
  });
});

/** No stretch of eight characters of a text is anywhere in what was told. */
function expectNothingOf(text: string, told: unknown): void {
  const printed = JSON.stringify(told ?? {});
  for (const stretch of stretchesOf(text))
    expect(printed).not.toContain(JSON.stringify(stretch).slice(1, -1));
}

const stretchesOf = (text: string): string[] =>
  Array.from({ length: Math.max(0, text.length - 7) }, (_, at) => text.slice(at, at + 8));

/** What a description may say, whatever was sent. */
const ownWords = [
  ...['application/json', 'application/x-www-form-urlencoded', 'application/octet-stream'],
  ...['x5t#S256', 'a text of 0 characters', 'a text of 1', 'no string'],
].join('\n');

/** The texts that were told, but for what may be repeated: fingerprints, and what could name an algorithm. */
function unnamed(told: EnvelopeFacts | undefined): string {
  const { alg, enc } = told?.header ?? {};
  const named = [alg, enc].filter((text) => /^[A-Za-z_][\w+-]{0,39}$/.test(text ?? ''));
  return textsOf(told)
    .filter((text) => !named.includes(text) && !/^[0-9a-f]{64}$/.test(text))
    .join('\n');
}

const headerArbitrary = fc.record(
  {
    alg: fc.oneof(fc.constant('RSA-OAEP-256'), fc.string({ maxLength: 200 })),
    enc: fc.oneof(fc.constant('A256GCM'), fc.string({ unit: 'binary', maxLength: 80 })),
    kid: fc.oneof(fc.constant(kid), fc.string({ maxLength: 100 }), fc.jsonValue()),
    cty: fc.oneof(fc.constant('application/json'), fc.string({ maxLength: 100 })),
    zip: fc.jsonValue(),
    __proto__: fc.jsonValue(),
  },
  { requiredKeys: [] },
);

const tokenArbitrary = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .tuple(
      fc.oneof(headerArbitrary, fc.jsonValue(), fc.dictionary(fc.string(), fc.jsonValue())),
      fc.array(fc.oneof(fc.base64String(), fc.string(), fc.constant('A'.repeat(342)))),
    )
    .map(([header, others]) => [encode(JSON.stringify(header)), ...others].join('.')),
);

const bodyArbitrary = fc.oneof(
  fc.uint8Array({ maxLength: 2_000 }),
  fc.json().map((text) => Buffer.from(text)),
  tokenArbitrary.map(bodyOf),
  fc
    .tuple(tokenArbitrary, fc.jsonValue())
    .map(([encryptedData, other]) => Buffer.from(JSON.stringify({ encryptedData, other }))),
);

/** The header within a body, if there is one. */
function headerOf(body: Uint8Array): string {
  const encoded = /^\{"encryptedData":"([\w-]*)/.exec(Buffer.from(body).toString())?.[1] ?? '';
  return Buffer.from(encoded, 'base64url').toString();
}

it('any body whatsoever is described without a word of it', () => {
  fc.assert(
    fc.property(bodyArbitrary, (body) => {
      const told = describeEnvelope(body);
      const said = unnamed(told);
      for (const text of [Buffer.from(body).toString(), headerOf(body)])
        for (const stretch of stretchesOf(text).filter((one) => !ownWords.includes(one)))
          expect(said).not.toContain(stretch);
      expect(JSON.stringify(told ?? {}).length).toBeLessThan(1_000);
    }),
    { numRuns: 500 },
  );
});
