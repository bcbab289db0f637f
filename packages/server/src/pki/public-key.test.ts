import {
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  X509Certificate,
} from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasProgram } from '../../../../test/support/programs.ts';
import { createAuthorities } from './authority.ts';
import { issueEncryptionCertificate } from './issue.ts';
import { checkPublicKey, KeyFault, readPublicKey } from './public-key.ts';
import { openWorkshop, type Workshop } from './testing/workshop.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve });
const base64 = (bytes: Buffer) => bytes.toString('base64');
const exported = (key: KeyObject, type: 'spki' | 'pkcs1' | 'pkcs8' | 'sec1') => ({
  pem: String(key.export({ type, format: 'pem' } as never)),
  der: key.export({ type, format: 'der' } as never) as unknown as Buffer,
});

let certificate: string;
beforeAll(async () => {
  const nowMs = Date.UTC(2026, 10, 24);
  const options = { nowMs, random: randomBytes, validityDays: 30 };
  const made = await createAuthorities({ ...options, label: 'Whorl', serverHosts: [] });
  certificate = await issueEncryptionCertificate(
    { ...options, signer: made.clientIssuer },
    { commonName: 'a', organisation: 'b', publicKey: rsa.publicKey },
  );
});

describe('a public key is read', () => {
  const spki = exported(rsa.publicKey, 'spki');
  const pkcs1 = exported(rsa.publicKey, 'pkcs1');
  const jwk = rsa.publicKey.export({ format: 'jwk' });
  const raw = () => new X509Certificate(certificate).raw;

  it.each<[string, () => string]>([
    ['as PEM', () => spki.pem],
    [
      'as PEM with Windows line ends and words around it',
      () => `Hello\r\n${spki.pem.replaceAll('\n', '\r\n')}Bye`,
    ],
    ['as PKCS#1 PEM', () => pkcs1.pem],
    ['as a certificate', () => certificate],
    ['as a JWK', () => JSON.stringify(jwk)],
    [
      'as a JWK with everything it may carry',
      () => JSON.stringify({ ...jwk, kid: 'a', use: 'enc', x5c: [] }, null, 2),
    ],
    ['as DER in base64', () => base64(spki.der)],
    ['as DER in base64, in lines', () => base64(spki.der).replace(/.{64}/g, '$&\n')],
    ['as PKCS#1 in base64', () => base64(pkcs1.der)],
    ['as a certificate in base64', () => base64(raw())],
  ])('%s', (_, text) => {
    expect(readPublicKey(text()).equals(rsa.publicKey)).toBe(true);
  });
});

describe('a private key is refused loudly', () => {
  const rsaJwk = rsa.privateKey.export({ format: 'jwk' });
  const p256 = ec('P-256').privateKey;
  const encrypted = { type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'secret' } as const;

  it.each([
    ['PKCS#8', exported(rsa.privateKey, 'pkcs8').pem],
    ['PKCS#1', exported(rsa.privateKey, 'pkcs1').pem],
    ['SEC1', exported(p256, 'sec1').pem],
    ['encrypted PKCS#8', String(rsa.privateKey.export({ ...encrypted, format: 'pem' }))],
    ['PKCS#8 in base64', base64(exported(rsa.privateKey, 'pkcs8').der)],
    ['PKCS#1 in base64', base64(exported(rsa.privateKey, 'pkcs1').der)],
    ['SEC1 in base64', base64(exported(p256, 'sec1').der)],
    ['encrypted PKCS#8 in base64', base64(rsa.privateKey.export({ ...encrypted, format: 'der' }))],
    ['under another label', exported(rsa.privateKey, 'pkcs8').pem.replaceAll('PRIVATE', 'PUBLIC')],
    [
      'beside the public one',
      exported(rsa.publicKey, 'spki').pem + exported(rsa.privateKey, 'pkcs8').pem,
    ],
    ['a JWK', JSON.stringify(rsaJwk)],
    ['a JWK of EC', JSON.stringify(p256.export({ format: 'jwk' }))],
    ['a shared secret', JSON.stringify({ kty: 'oct', k: 'c2VjcmV0' })],
    [
      'of OpenSSH',
      '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaA==\n-----END OPENSSH PRIVATE KEY-----',
    ],
    ['of PuTTY', 'PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none'],
  ])('%s', (_, text) => {
    expect(() => readPublicKey(text)).toThrow(KeyFault);
    expect(() => readPublicKey(text)).toThrow(/This is a private key.*Bring the public half/);
  });

  it('also as a key object', () => {
    expect(() => checkPublicKey(rsa.privateKey, 'rsa')).toThrow(/private key/);
  });
});

describe('what is no public key', () => {
  it.each([
    ['nothing', ''],
    ['words', 'my key'],
    ['an SSH key', 'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ== me'],
    ['white space', ' \n'],
    ['white space in base64, and what is none', `A${'\n'.repeat(16_300)}!`],
    ['half of one', exported(rsa.publicKey, 'spki').pem.slice(0, 200)],
    ['broken JSON', '{"kty":"RSA"'],
    ['a JWK without a key', '{"kty":"RSA"}'],
    ['a JWK of nulls', '{"kty":null,"n":null,"e":null}'],
    ['another label', exported(rsa.publicKey, 'spki').pem.replaceAll('PUBLIC KEY', 'X509 CRL')],
  ])('is refused with what to bring: %s', (_, text) => {
    expect(() => readPublicKey(text)).toThrow(KeyFault);
    expect(() => readPublicKey(text)).toThrow(/Bring it as PEM/);
  });

  it('is refused when it is a set of keys, or two in a row', () => {
    expect(() => readPublicKey('{"keys":[]}')).toThrow(/set of keys/);
    expect(() => readPublicKey(certificate.repeat(2))).toThrow(/holds 2 PEM blocks/);
  });

  it('is refused from 16 KiB on, before it is read', () => {
    const { pem } = exported(rsa.publicKey, 'spki');
    const filled = pem + ' '.repeat(16 * 1024 - pem.length);
    expect(readPublicKey(filled).equals(rsa.publicKey)).toBe(true);
    expect(() => readPublicKey(`${filled} `)).toThrow(/16 KiB/);
  });

  it('throws nothing but a KeyFault, whatever it is', () => {
    const { pem } = exported(rsa.publicKey, 'spki');
    const damaged = fc
      .tuple(fc.nat({ max: pem.length }), fc.string({ maxLength: 3 }))
      .map(([at, text]) => pem.slice(0, at) + text + pem.slice(at + 1));
    const json = fc.record({
      kty: fc.constantFrom('RSA', 'EC', 'oct'),
      n: fc.anything(),
      e: fc.anything(),
      crv: fc.anything(),
    });
    const texts = fc.oneof(
      fc.string(),
      damaged,
      json.map((one) => JSON.stringify(one)),
      fc.base64String(),
    );
    fc.assert(
      fc.property(texts, (text) => {
        try {
          readPublicKey(text);
        } catch (error) {
          expect(error).toBeInstanceOf(KeyFault);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a key is accepted', () => {
  it.each([2048, 3072, 4096])('of RSA with %i bits', (modulusLength) => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength });
    checkPublicKey(publicKey, 'rsa');
    checkPublicKey(publicKey, 'rsa-or-ec');
  });

  it.each(['P-256', 'P-384'])('of EC on %s, where EC serves', (curve) => {
    checkPublicKey(ec(curve).publicKey, 'rsa-or-ec');
    expect(() => checkPublicKey(ec(curve).publicKey, 'rsa')).toThrow(/kind ec.*RSA key/);
  });
});

describe('a key is refused', () => {
  const withExponent = (publicExponent: number) =>
    generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent }).publicKey;
  const jwk = rsa.publicKey.export({ format: 'jwk' });
  const withModulus = (n: Buffer) =>
    createPublicKey({ key: { ...jwk, n: n.toString('base64url') }, format: 'jwk' });
  /** No tool makes such a key; sealing to it is sealing in clear. */
  const e1 = () => createPublicKey({ key: { ...jwk, e: 'AQ' }, format: 'jwk' });

  it.each<[string, RegExp, () => KeyObject]>([
    ['1024 bits', /1024 bits/, () => generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey],
    ['2047 bits', /2047 bits/, () => generateKeyPairSync('rsa', { modulusLength: 2047 }).publicKey],
    ['4097 bits', /4097 bits/, () => withModulus(Buffer.from([1, ...randomBytes(512)]))],
    ['e = 3', /exponent/, () => withExponent(3)],
    ['e = 65539', /exponent/, () => withExponent(65_539)],
    ['e = 1', /exponent/, e1],
    [
      'RSA-PSS',
      /kind rsa-pss/,
      () => generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).publicKey,
    ],
    ['Ed25519', /kind ed25519/, () => generateKeyPairSync('ed25519').publicKey],
    ['X25519', /kind x25519/, () => generateKeyPairSync('x25519').publicKey],
    ['P-521', /another curve/, () => ec('P-521').publicKey],
    ['secp256k1', /another curve/, () => ec('secp256k1').publicKey],
  ])('of %s', (_, sentence, make) => {
    const key = make();
    expect(() => checkPublicKey(key, 'rsa-or-ec')).toThrow(KeyFault);
    expect(() => checkPublicKey(key, 'rsa-or-ec')).toThrow(sentence);
  });
});

describe.skipIf(!hasProgram('openssl', ['version']))('of keys written by OpenSSL', () => {
  let workshop: Workshop;
  beforeAll(() => {
    workshop = openWorkshop();
    workshop.openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', 'key.pem');
  });
  afterAll(() => workshop.remove());

  /** P-256 public key as `openssl ec` writes it with these options. */
  const written = (...options: readonly string[]): KeyObject => {
    const { said } = workshop.openssl('ec', '-in', 'key.pem', '-pubout', ...options);
    return readPublicKey(/-----BEGIN[\s\S]+-----/.exec(said)?.[0] ?? '');
  };

  it('a curve by its name is accepted; by its parameters, or with a compressed point, it is not', () => {
    checkPublicKey(written(), 'rsa-or-ec');
    for (const options of [
      ['-param_enc', 'explicit'],
      ['-conv_form', 'compressed'],
    ])
      expect(() => checkPublicKey(written(...options), 'rsa-or-ec')).toThrow(/Write the key anew/);
  });
});
