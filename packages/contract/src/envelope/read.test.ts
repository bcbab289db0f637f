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
} from '../../testing/tokens.ts';
import { readEnvelope } from './read.ts';

const { publicKey } = makeKeys();
const parts = makeParts({ publicKey });
const token = joinParts(parts);

describe('a token is taken apart', () => {
  it('into its header and its bytes', () => {
    const { header, aad, ...bytes } = readEnvelope(token);
    const { header: encoded, ...sent } = parts;
    expect(header).toEqual(goodHeader);
    expect(bytes).toEqual(sent);
    expect(Buffer.from(aad).toString()).toBe(encoded);
  });

  it('and keeps the header as it was received, not as it would be written', () => {
    const spaced = `{ "enc" : "A256GCM",\n "alg":"RSA-OAEP-256" }`;
    const { aad } = readEnvelope(makeToken({ publicKey, header: spaced }));
    expect(Buffer.from(aad).toString()).toBe(encode(spaced));
  });

  it('with empty content', () => {
    expect(readEnvelope(makeToken({ publicKey, plaintext: '' })).ciphertext).toHaveLength(0);
  });

  it('and cannot be put together otherwise afterwards', () => {
    expect(Object.isFrozen(readEnvelope(token))).toBe(true);
  });
});

describe('a token is refused', () => {
  const [header, ...rest] = token.split('.');
  it.each([
    ['nothing', '', '1'],
    ['one part', header, '1'],
    ['three parts', 'a.b.c', '3'],
    ['four parts', [header, ...rest.slice(1)].join('.'), '4'],
    ['six parts', `${token}.`, 'more'],
    ['sixty thousand parts', '.'.repeat(60_000), 'more'],
    ['JSON serialisation', `{"protected":"${header}"}`, '1'],
    ['no string at all', undefined, 'no string'],
    ['null', null, 'no string'],
    ['an object', { split: () => token.split('.') }, 'no string'],
    ['an array', [token], 'no string'],
  ])('for the number of its parts: %s', (_, text, found) => {
    const { fault, message } = faultOf(() => readEnvelope(text as string));
    expect(fault).toBe('part-count');
    expect(message).toContain(found);
  });

  it.each([
    ['encrypted key', 1],
    ['IV', 2],
    ['ciphertext', 3],
    ['tag', 4],
  ])('for the alphabet of its %s, named', (name, index) => {
    const damaged = token.split('.').with(index, '~').join('.');
    const { fault, message } = faultOf(() => readEnvelope(damaged));
    expect(fault).toBe('part-alphabet');
    expect(message).toContain(name);
  });

  it.each(
    Array.from({ length: 33 }, (_, bytes) => bytes).filter((bytes) => ![12, 16].includes(bytes)),
  )('for an IV of %i bytes', (ivBytes) => {
    const { fault, message } = faultOf(() => readEnvelope(makeToken({ publicKey, ivBytes })));
    expect(fault).toBe('iv-length');
    expect(message).toContain(`the IV has ${ivBytes} bytes`);
  });

  it.each([0, 4, 8, 12, 13, 14, 15, 17, 32])('for a tag of %i bytes', (tagBytes) => {
    const { fault } = faultOf(() => readEnvelope(makeToken({ publicKey, tagBytes })));
    expect(fault).toBe('tag-length');
  });

  it('by a fault that says why, whatever is wrong with it, and never by another error', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.base64String(), { minLength: 4, maxLength: 6 }).map((list) => list.join('.')),
      fc.nat(token.length - 1).map((length) => token.slice(0, length)),
      fc.nat(token.length).map((at) => `${token.slice(0, at)} ${token.slice(at)}`),
      fc.nat(token.length).map((at) => `${token.slice(0, at)}\n${token.slice(at)}`),
    );
    fc.assert(
      fc.property(text, (sent) => {
        expect(faultOf(() => readEnvelope(sent)).message).not.toBe('');
      }),
      { numRuns: 1000 },
    );
  });
});
