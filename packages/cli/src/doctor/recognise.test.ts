import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Content, describe as inWords } from './content.ts';
import { isSecret, recognise } from './recognise.ts';

const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pkcs8 = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const sec1 = keys.privateKey.export({ type: 'sec1', format: 'pem' }).toString();
const spki = keys.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const der = keys.privateKey.export({ type: 'pkcs8', format: 'der' });
const closed = keys.privateKey
  .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })
  .toString();

const read = (bytes: string | Buffer, path = 'a.pem'): Content =>
  recognise({ path, bytes: Buffer.from(bytes) });

const codes = ({ faults }: Content) => faults.map(({ code }) => code);

describe('a file is recognised by what is in it', () => {
  it.each([
    ['a private key', pkcs8],
    ['a private key', sec1],
    ['a private key', `words before\n${pkcs8}words after\n`],
    ['a private key', JSON.stringify(keys.privateKey.export({ format: 'jwk' }))],
    ['a public key', spki],
    ['a public key', JSON.stringify(keys.publicKey.export({ format: 'jwk' }))],
    ['a private key and a public key', pkcs8 + spki],
    ['2 public keys', spki + spki],
    ['an encrypted private key', closed],
    ['a private key', der.toString('base64')],
    ['a body or an envelope', '{"encryptedData":"a.b.c.d.e"}'],
    ['a body or an envelope', 'a.b.c.d.e'],
    ['a configuration', '{"baseUrl":"https://localhost:8443/identity"}'],
    ['a configuration', '{"mode":"JWE"}'],
  ])('%s', (words, text) => {
    const content = read(text);
    expect(inWords(content)).toBe(words);
    expect(codes(content)).toEqual([]);
  });

  it('a private key in DER, and by its name that it should be PEM', () => {
    expect(codes(read(der, 'a.key'))).toEqual(['binary-named-pem']);
    expect(codes(read(der, 'a.der'))).toEqual([]);
    expect(inWords(read(der, 'a.der'))).toBe('a private key');
  });

  it('a list of revoked certificates, which is nobody’s key', () => {
    const crl = '-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n';
    expect(codes(read(crl))).toEqual([]);
    expect(inWords(read(crl))).toBe('PEM text without a key or a certificate');
  });
});

describe('a form that others trip over', () => {
  it.each([
    [['line-ends'], spki.replaceAll('\n', '\r\n')],
    [['line-ends-lost'], spki.replaceAll('\n', '\\n')],
    [['line-ends-lost'], spki.replaceAll('\n', ' ')],
    [['byte-order-mark'], `\ufeff${spki}`],
    [['pem-broken-off'], spki + spki.slice(0, 60)],
    [['pem-unreadable', 'pem-unreadable'], (spki + spki).replaceAll('MF', 'M!')],
    [['file-empty'], ''],
    [['file-unknown'], 'hello'],
  ])('%j', (expected, text) => {
    expect(codes(read(text))).toEqual(expected);
  });

  it('is told, and read all the same', () => {
    for (const text of [
      spki.replaceAll('\n', '\\n'),
      `\ufeff${spki}`,
      spki.replaceAll('\n', '\r\n'),
    ])
      expect(read(text).publicKeys).toHaveLength(1);
    const wide = Buffer.from(`\ufeff${spki}`, 'utf16le');
    expect(read(wide)).toMatchObject({ faults: [{ code: 'utf-16' }], publicKeys: [{}] });
    expect(read(Buffer.from(wide).swap16()).publicKeys).toHaveLength(1);
  });
});

describe('a secret', () => {
  it.each([pkcs8, closed, JSON.stringify(keys.privateKey.export({ format: 'jwk' }))])(
    'is known for one',
    (text) => expect(isSecret(read(text))).toBe(true),
  );

  it('is not what everybody may have', () => expect(isSecret(read(spki))).toBe(false));
});

describe('any bytes', () => {
  const spoilt = fc
    .tuple(fc.constantFrom(pkcs8, spki, closed, der.toString('latin1')), fc.nat(), fc.string())
    .map(
      ([text, at, by]) => text.slice(0, at % text.length) + by + text.slice((at % text.length) + 1),
    );
  const anything = fc.oneof(
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    spoilt.map((text) => Buffer.from(text, 'latin1')),
    fc.json().map((text) => Buffer.from(text)),
    fc.string().map((text) => Buffer.from(`-----BEGIN ${text}`)),
  );

  it('are told to be something, and nothing of a key is repeated', () => {
    fc.assert(
      fc.property(anything, fc.constantFrom('a.pem', 'a.p12', 'a.json'), (bytes, path) => {
        const { faults } = recognise({ path, bytes, password: 'secret' });
        for (const { sentence } of faults) {
          expect(sentence).toMatch(/^[\x20-\x7e]+$/);
          for (const line of pkcs8.split('\n').slice(1, -2)) expect(sentence).not.toContain(line);
        }
      }),
      { numRuns: 500 },
    );
  });
});
