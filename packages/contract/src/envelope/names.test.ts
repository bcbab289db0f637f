import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requestShape } from '../generated/shape.ts';
import { pathsOf } from '../members.ts';
import { quoteAlgorithm, quoteMember } from './names.ts';

const asLength = (text: string): string => `a text of ${text.length} characters`;

describe('an algorithm is repeated', () => {
  it.each([
    ...['RSA1_5', 'RSA-OAEP', 'RSA-OAEP-256', 'RSA-OAEP-512', 'dir', 'none', 'A128KW', 'A256GCMKW'],
    ...['ECDH-ES', 'ECDH-ES+A256KW', 'PBES2-HS512+A256KW', 'A128CBC-HS256', 'A256GCM', 'A192GCM'],
    ...['rsa-oaep-256', 'RSA_OAEP_256', 'a256gcm', 'AES-256-GCM', 'AES_128_CBC', 'RS256', 'EdDSA'],
  ])('where it is one, or nearly: %s', (name) => {
    expect(quoteAlgorithm(name)).toBe(name);
  });

  it.each([
    ...['Zedsecret', 'hunter2', 'PASSWORD_hunter2', '4111111111111111', 'avery@example.com', ''],
    ...['A256GCM ', 'A256GCM\n', 'constructor', '__proto__', `A256GCM${'-'.repeat(40)}`, 'mcc'],
  ])('and %j is not', (text) => {
    expect(quoteAlgorithm(text)).toBe(asLength(text));
  });
});

describe('a member is repeated', () => {
  it('where the request has it, at any depth', () => {
    for (const path of pathsOf(requestShape))
      for (const name of path.split('.')) expect(quoteMember(name)).toBe(name);
  });

  it.each([
    'encryptedKey',
    'encryptedValue',
    'iv',
    'oaepHashingAlgorithm',
    'encrypted_data',
    'MCC',
  ])('where it is of an old envelope, or nearly one: %s', (name) => {
    expect(quoteMember(name)).toBe(name);
  });

  it.each([
    'Zedsecret',
    'hunter2',
    'password',
    'mcc.iv',
    '__proto__',
    'A256GCM',
    'avery@example.com',
  ])('and %j is not', (text) => {
    expect(quoteMember(text)).toBe(asLength(text));
  });
});

it('nothing that somebody made up is repeated', () => {
  const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_+-]{5,60}$/).map((text) => `q${text}`);
  fc.assert(
    fc.property(word, (text) => {
      expect([quoteAlgorithm(text), quoteMember(text)]).toEqual([asLength(text), asLength(text)]);
    }),
  );
});
