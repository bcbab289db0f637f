import crypto, { generateKeyPairSync, type KeyObject, X509Certificate } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { boundedKeyOf, readBoundedPrivateKey, readBoundedPublicKey } from './bounded-keys.ts';
import { encode, tags } from './der.ts';
import { checkForeignCertificate } from './foreign-certificate.ts';
import { toPem } from './pem.ts';
import { readPublicKey } from './public-key.ts';
import { readCertificateRequest } from './request.ts';
import {
  hostileDsa,
  hostilePkcs1,
  hostilePkcs8,
  hostileSpki,
  oids,
} from './testing/hostile-keys.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pss = generateKeyPairSync('rsa-pss', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-384' });
const ed25519 = generateKeyPairSync('ed25519');
const derOf = (key: KeyObject, type: string): Buffer =>
  key.export({ type, format: 'der' } as never) as never;

describe('a key is read', () => {
  it.each<[string, KeyObject, readonly string[]]>([
    ['RSA', rsa.privateKey, ['pkcs8', 'pkcs1']],
    ['RSA-PSS', pss.privateKey, ['pkcs8']],
    ['EC', ec.privateKey, ['pkcs8', 'sec1']],
    ['Ed25519', ed25519.privateKey, ['pkcs8']],
  ])('a private one of %s', (_, key, types) => {
    for (const type of types) {
      const der = derOf(key, type);
      expect(readBoundedPrivateKey(der)?.equals(key)).toBe(true);
      expect(readBoundedPrivateKey(Buffer.concat([der, Buffer.of(0, 0)]))?.equals(key)).toBe(true);
      const pem = toPem('PRIVATE KEY', der);
      expect(readBoundedPrivateKey(`Bag Attributes\n${pem}`)?.equals(key)).toBe(true);
    }
  });

  it.each<[string, KeyObject, readonly string[]]>([
    ['RSA', rsa.publicKey, ['spki', 'pkcs1']],
    ['RSA-PSS', pss.publicKey, ['spki']],
    ['EC', ec.publicKey, ['spki']],
    ['Ed25519', ed25519.publicKey, ['spki']],
  ])('a public one of %s', (_, key, types) => {
    for (const type of types)
      expect(readBoundedPublicKey(derOf(key, type))?.equals(key)).toBe(true);
  });
});

/** A certificate that nobody signed. */
function certificateOf(spki: Buffer): Buffer {
  const hex = (text: string) => Buffer.from(text, 'hex');
  const algorithm = hex('300906072a8648ce380403');
  const name = hex('300c310a300806035504030c0161');
  const dates = hex('301e170d3235303130313030303030305a170d3335303130313030303030305a');
  const parts = [hex('a003020102'), hex('020101'), algorithm, name, dates, name, spki];
  const signature = encode(tags.bitString, [hex('003006020105020106')]);
  return encode(tags.sequence, [encode(tags.sequence, parts), algorithm, signature]);
}

/** A request that nobody signed. */
function requestOf(spki: Buffer): Buffer {
  const hex = (text: string) => Buffer.from(text, 'hex');
  const info = [hex('020100'), hex('300c310a300806035504030c0161'), spki, hex('a000')];
  const signature = encode(tags.bitString, [hex('003006020105020106')]);
  return encode(tags.sequence, [
    encode(tags.sequence, info),
    hex('300906072a8648ce380403'),
    signature,
  ]);
}

/** The platform computes for seconds over such keys of some thousand bits: that it is asked at all is the fault. */
describe('a key that the platform would compute over never reaches it', () => {
  beforeEach(() => {
    vi.spyOn(crypto, 'createPrivateKey');
    vi.spyOn(crypto, 'createPublicKey');
    syncBuiltinESMExports();
  });
  afterEach(() => {
    vi.restoreAllMocks();
    syncBuiltinESMExports();
  });

  const expectUntouched = () => {
    expect(crypto.createPrivateKey).not.toHaveBeenCalled();
    expect(crypto.createPublicKey).not.toHaveBeenCalled();
  };

  const privateKeys: readonly (readonly [string, Buffer])[] = [
    ['DSA', hostilePkcs8(2_048)],
    ['DSA of 46,000 bits', hostilePkcs8(46_000)],
    ['DSA without PKCS#8', hostileDsa(2_048)],
    ['DH', hostilePkcs8(2_048, oids.dh)],
    ['RSA of too many bits', hostilePkcs1(16_640)],
    ['RSA of more primes than two', hostilePkcs1(1_024, 10)],
    ['RSA whose numbers are something else', hostilePkcs8(2_048, oids.rsa)],
  ];

  it.each(privateKeys)('private: %s', (_, der) => {
    expect(readBoundedPrivateKey(der)).toBeUndefined();
    expect(readBoundedPrivateKey(toPem('PRIVATE KEY', der))).toBeUndefined();
    expectUntouched();
  });

  it.each(privateKeys.filter(([, der]) => der.length < 12_000))(
    'brought in place of something public, and told to be private: %s',
    async (_, der) => {
      const base64 = der.toString('base64');
      for (const text of [base64, toPem('PUBLIC KEY', der), toPem('CERTIFICATE', der)]) {
        expect(() => readPublicKey(text)).toThrow(/This is a private key/);
        expect(() => checkForeignCertificate(text, 0)).toThrow(/This is a private key/);
        await expect(readCertificateRequest(text)).rejects.toThrow(/This is a private key/);
      }
      expectUntouched();
    },
  );

  it.each([
    ['DSA', oids.dsa, /kind dsa/],
    ['DH', oids.dh, /kind dh/],
  ])('public: %s', async (_, oid, sentence) => {
    const spki = hostileSpki(16_000, oid);
    const certificate = certificateOf(spki);
    expect(readBoundedPublicKey(spki)).toBeUndefined();
    expect(boundedKeyOf(new X509Certificate(certificate))).toBeUndefined();
    expect(() => readPublicKey(toPem('PUBLIC KEY', spki))).toThrow(sentence);
    expect(() => readPublicKey(toPem('CERTIFICATE', certificate))).toThrow(sentence);
    const foreign = toPem('CERTIFICATE', certificate);
    expect(() => checkForeignCertificate(foreign, 0)).toThrow(sentence);
    const request = toPem('CERTIFICATE REQUEST', requestOf(spki));
    await expect(readCertificateRequest(request)).rejects.toThrow(sentence);
    expectUntouched();
  });
});

it('the key of a certificate may be of a kind that nobody knows', () => {
  const unknown = hostileSpki(2_048, Buffer.from('06092a864886f70d010163', 'hex'));
  expect(boundedKeyOf(new X509Certificate(certificateOf(unknown)))).toBeUndefined();
  const known = certificateOf(derOf(ec.publicKey, 'spki'));
  expect(boundedKeyOf(new X509Certificate(known))?.equals(ec.publicKey)).toBe(true);
});

it('throws nothing, whatever it reads', () => {
  const sound = [derOf(rsa.privateKey, 'pkcs8'), derOf(ec.privateKey, 'sec1'), hostileSpki(512)];
  const changed = fc
    .tuple(fc.constantFrom(...sound), fc.nat(), fc.nat({ max: 255 }))
    .map(([der, at, byte]) => {
      const copy = Buffer.from(der);
      copy[at % copy.length] = byte;
      return copy;
    });
  fc.assert(
    fc.property(fc.oneof(changed, fc.uint8Array({ maxLength: 60 })), (der) => {
      readBoundedPrivateKey(der);
      readBoundedPublicKey(der);
    }),
    { numRuns: 1_000 },
  );
});
