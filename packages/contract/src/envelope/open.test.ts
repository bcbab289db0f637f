import { generateKeyPairSync, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  encode,
  faultOf,
  goodHeader,
  joinParts,
  makeKeys,
  makeParts,
  makeToken,
  type Parts,
} from '../../testing/tokens.ts';
import type { Reader } from './algorithms.ts';
import { openEnvelope, unwrapKey } from './open.ts';
import { readEnvelope } from './read.ts';

const { publicKey, privateKey } = makeKeys();
const other = makeKeys();
const spareKey = randomBytes(32);

const open = (token: string, accept: Reader = 'request') =>
  Buffer.from(openEnvelope(readEnvelope(token), { privateKey, accept, spareKey })).toString();

const plaintext = '{"merchantName":"Café ☕ 日本"}';

describe('a request opens', () => {
  it.each([12, 16])('with an IV of %i bytes', (ivBytes) => {
    expect(open(makeToken({ publicKey, plaintext, ivBytes }))).toBe(plaintext);
  });

  it('with both alphabets in one part, and padded', () => {
    const [header, ...parts] = makeToken({ publicKey, plaintext, ivBytes: 16 }).split('.');
    const respelt = parts.map((part) => `${part.replaceAll('_', '/')}==`);
    expect(open([header, ...respelt].join('.'))).toBe(plaintext);
  });

  it('byte for byte, whatever was sealed', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.constant('x'.repeat(50_000)),
    );
    fc.assert(
      fc.property(text, (sent) => {
        expect(open(makeToken({ publicKey, plaintext: sent }))).toBe(
          Buffer.from(sent).toString('utf8'),
        );
      }),
    );
  });

  it('with a key whose modulus fills no whole number of bytes', () => {
    const odd = makeKeys(2050);
    const envelope = readEnvelope(makeToken({ publicKey: odd.publicKey, plaintext }));
    const opened = openEnvelope(envelope, {
      privateKey: odd.privateKey,
      accept: 'request',
      spareKey,
    });
    expect(Buffer.from(opened).toString()).toBe(plaintext);
  });
});

describe('an answer opens', () => {
  it.each([
    ['A128GCM', 16, 12],
    ['A128GCM', 16, 16],
    ['A192GCM', 24, 12],
    ['A192GCM', 24, 16],
    ['A256GCM', 32, 12],
    ['A256GCM', 32, 16],
  ])('in %s, key of %i bytes, IV of %i', (enc, keyBytes, ivBytes) => {
    const header = { ...goodHeader, enc };
    const contentKey = randomBytes(keyBytes);
    const token = makeToken({ publicKey, plaintext, header, contentKey, ivBytes });
    expect(open(token, 'answer')).toBe(plaintext);
    if (enc !== 'A256GCM')
      expect(faultOf(() => open(token, 'request')).fault).toBe('enc-not-accepted');
  });
});

describe('what is not accepted is refused by name, before any decryption', () => {
  it.each([
    'A128CBC-HS256',
    'A192CBC-HS384',
    'A256CBC-HS512',
    'a256gcm',
    'A256GCM ',
    'toString',
    '__proto__',
    '',
  ])('enc %j, for everyone, whatever its lengths', (enc) => {
    const parts = makeParts({ publicKey, header: { ...goodHeader, enc } });
    for (const tag of [randomBytes(16), randomBytes(24), randomBytes(32)])
      for (const accept of ['request', 'answer'] as const) {
        const { fault, message } = faultOf(() => open(joinParts({ ...parts, tag }), accept));
        expect(fault).toBe('enc-not-accepted');
        expect(message).toContain('use A256GCM');
      }
  });

  it('an enc that could be anything is not repeated', () => {
    const header = { ...goodHeader, enc: 'avery@example.com' };
    expect(faultOf(() => open(makeToken({ publicKey, header }))).message).not.toContain('avery');
  });

  it.each([0, 1, 255, 257, 512])('an encrypted key of %i bytes', (length) => {
    const parts = makeParts({ publicKey });
    const { fault, message } = faultOf(() =>
      open(joinParts({ ...parts, encryptedKey: randomBytes(length) })),
    );
    expect(fault).toBe('key-length');
    expect(message).toContain(`has ${length} bytes, where the key that kid names makes 256`);
  });

  it('a key that is no RSA key', () => {
    const { privateKey: ec } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const envelope = readEnvelope(makeToken({ publicKey }));
    const opening = { privateKey: ec, accept: 'request', spareKey } as const;
    expect(faultOf(() => openEnvelope(envelope, opening)).fault).toBe('key-length');
  });
});

/** Every way in which decryption itself fails, by name. */
const undecryptable: Readonly<Record<string, () => string>> = {
  'sealed to another key': () => makeToken({ publicKey: other.publicKey }),
  'padded with SHA-1': () => makeToken({ publicKey, oaepHash: 'sha1' }),
  'padded with SHA-512': () => makeToken({ publicKey, oaepHash: 'sha512' }),
  'an encrypted key above the modulus': () =>
    joinParts({ ...makeParts({ publicKey }), encryptedKey: Buffer.alloc(256, 0xff) }),
  'an encrypted key of nothing but zero': () =>
    joinParts({ ...makeParts({ publicKey }), encryptedKey: Buffer.alloc(256) }),
  'another content key': () => makeToken({ publicKey, wrapped: randomBytes(32) }),
  'no content key': () => makeToken({ publicKey, wrapped: Buffer.alloc(0) }),
  'a content key of 16 bytes': () => makeToken({ publicKey, contentKey: randomBytes(16) }),
  'a content key of 24 bytes': () => makeToken({ publicKey, contentKey: randomBytes(24) }),
  'a content key of 31 bytes': () => makeToken({ publicKey, wrapped: randomBytes(31) }),
  'a content key of 33 bytes': () => makeToken({ publicKey, wrapped: randomBytes(33) }),
  'a content key of 190 bytes': () => makeToken({ publicKey, wrapped: randomBytes(190) }),
  'another tag': () => joinParts({ ...makeParts({ publicKey }), tag: randomBytes(16) }),
  'another IV': () => joinParts({ ...makeParts({ publicKey }), iv: randomBytes(12) }),
  'a longer IV': () => joinParts({ ...makeParts({ publicKey }), iv: randomBytes(16) }),
  'other content': () => joinParts({ ...makeParts({ publicKey }), ciphertext: randomBytes(14) }),
  'no content': () => joinParts({ ...makeParts({ publicKey }), ciphertext: Buffer.alloc(0) }),
  'a header with a blank more': () =>
    joinParts({
      ...makeParts({ publicKey }),
      header: encode(` ${JSON.stringify(goodHeader)}`),
    }),
};

describe('what does not decrypt is refused', () => {
  it.each(Object.entries(undecryptable))('%s', (_, make) => {
    expect(faultOf(() => open(make())).fault).toBe('undecryptable');
  });

  it('in one and the same way: nothing tells the padding from the tag', () => {
    const told = Object.values(undecryptable).map((make) => {
      const { stack: _, ...fault } = faultOf(() => open(make()));
      return JSON.stringify({ ...fault, text: String(faultOf(() => open(make()))) });
    });
    expect(new Set(told).size).toBe(1);
  });

  it('with nothing of the platform’s own error in it', () => {
    for (const make of Object.values(undecryptable))
      expect(faultOf(() => open(make())).cause).toBeUndefined();
  });

  it.each([
    ['an encrypted key that does not open', { oaepHash: 'sha1' }],
    ['a content key of 16 bytes', { wrapped: randomBytes(16) }],
    ['a content key of 33 bytes', { wrapped: randomBytes(33) }],
  ])('after %s by the spare key, as RFC 7516 §11.5 asks: the same steps for all', (_, recipe) => {
    // Only content under the spare key itself shows from outside that it was used.
    const token = makeToken({ publicKey, plaintext, contentKey: spareKey, ...recipe });
    expect(open(token)).toBe(plaintext);
    const opening = { privateKey, accept: 'request', spareKey: randomBytes(32) } as const;
    expect(faultOf(() => openEnvelope(readEnvelope(token), opening)).fault).toBe('undecryptable');
  });

  it('for a change of any byte of any part but the header', () => {
    const parts = makeParts({ publicKey, plaintext, ivBytes: 16 });
    const names = ['encryptedKey', 'iv', 'ciphertext', 'tag'] as const;
    const change = fc.record({
      name: fc.constantFrom(...names),
      at: fc.nat(),
      by: fc.integer({ min: 1, max: 255 }),
    });
    fc.assert(
      fc.property(change, ({ name, at, by }) => {
        expect(faultOf(() => open(joinParts(flip(parts, { name, at, by })))).fault).toBe(
          'undecryptable',
        );
      }),
      { numRuns: 300 },
    );
  });

  it('or for its shape, after a change of any character', () => {
    const token = makeToken({ publicKey, plaintext, ivBytes: 16 });
    const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.= \n~é';
    const same = (a: string, b: string) => a.replaceAll('/', '_') === b.replaceAll('/', '_');
    for (let at = 0; at < token.length; at += 1) {
      const digit = digits[(at * 31) % digits.length] ?? '';
      const changed = token.slice(0, at) + digit + token.slice(at + 1);
      if (!same(changed, token)) expect(faultOf(() => open(changed)).message, changed).not.toBe('');
    }
  });
});

function flip(
  parts: Parts,
  change: { name: Exclude<keyof Parts, 'header'>; at: number; by: number },
): Parts {
  const bytes = Buffer.from(parts[change.name]);
  const at = change.at % bytes.length;
  bytes[at] = (bytes[at] ?? 0) ^ change.by;
  return { ...parts, [change.name]: bytes };
}

describe('the key step alone', () => {
  it('returns the content key, or nothing', () => {
    const contentKey = randomBytes(32);
    const { encryptedKey } = makeParts({ publicKey, contentKey });
    expect(unwrapKey(encryptedKey, privateKey)).toEqual(contentKey);
    expect(unwrapKey(encryptedKey, other.privateKey)).toBeUndefined();
  });
});
