import { generateKeyPairSync, randomBytes, X509Certificate } from 'node:crypto';
import { certificateFingerprint, spkiFingerprint } from '@whorl/contract';
import { CompactEncrypt, compactDecrypt, importJWK, importX509 } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasProgram } from '../../../../test/support/programs.ts';
import { createAuthorities } from './authority.ts';
import { issueEncryptionCertificate } from './issue.ts';
import { privateForms, publicForms } from './key-forms.ts';
import { openWorkshop, type Workshop } from './testing/workshop.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const privatePem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
const alg = 'RSA-OAEP-256';

let certificate: string;
beforeAll(async () => {
  const options = { nowMs: Date.UTC(2026, 10, 24), random: randomBytes, validityDays: 397 };
  const made = await createAuthorities({ ...options, label: 'Whorl', serverHosts: [] });
  const subject = { commonName: 'key', organisation: 'Shop', publicKey };
  const signing = { ...options, signer: made.clientIssuer };
  certificate = await issueEncryptionCertificate(signing, subject);
});

describe('the public forms of an encryption key', () => {
  it('are one key, and certificates of the very same bytes', () => {
    const { pem, publicKeyPem, der, jwk } = publicForms(certificate);
    expect(pem).toBe(certificate);
    expect(der).toEqual(new X509Certificate(certificate).raw);
    expect(publicKeyPem).toBe(publicKey.export({ type: 'spki', format: 'pem' }));
    expect(jwk).toMatchObject({ kty: 'RSA', use: 'enc', alg, kid: spkiFingerprint(publicKey) });
    expect(jwk.x5c).toEqual([der.toString('base64')]);
    expect(Buffer.from(jwk['x5t#S256'] ?? '', 'base64url').toString('hex')).toBe(
      certificateFingerprint(der),
    );
  });

  it('hold nothing of a private key', () => {
    for (const member of ['d', 'p', 'q', 'dp', 'dq', 'qi'])
      expect(publicForms(certificate).jwk).not.toHaveProperty(member);
  });
});

/** As it comes out of the file that it is written to. */
const asRead = (jwk: object) => JSON.parse(JSON.stringify(jwk));

describe('jose', () => {
  it('seals to the public forms what the private one opens', async () => {
    const own = await importJWK(asRead(privateForms(privatePem).jwk));
    const { jwk, pem } = publicForms(certificate);
    for (const key of [await importJWK(asRead(jwk)), await importX509(pem, alg)]) {
      const sealing = new CompactEncrypt(Buffer.from('hello'));
      const sealed = await sealing.setProtectedHeader({ alg, enc: 'A256GCM' }).encrypt(key);
      const { plaintext } = await compactDecrypt(sealed, own);
      expect(Buffer.from(plaintext).toString()).toBe('hello');
    }
  });
});

describe('the private forms', () => {
  it('are one key, named as its public half is', () => {
    const { pem, der, jwk } = privateForms(privatePem);
    expect(pem).toBe(privateKey.export({ type: 'pkcs8', format: 'pem' }));
    expect(der).toEqual(privateKey.export({ type: 'pkcs8', format: 'der' }));
    expect(jwk).toMatchObject(privateKey.export({ format: 'jwk' }));
    expect(jwk.kid).toBe(publicForms(certificate).jwk.kid);
  });
});

describe.skipIf(!hasProgram('openssl', ['version']))('OpenSSL', () => {
  let workshop: Workshop;
  beforeAll(() => {
    workshop = openWorkshop();
  });
  afterAll(() => workshop.remove());

  it('finds the same key in each file', () => {
    const forPublic = publicForms(certificate);
    const forPrivate = privateForms(privatePem);
    workshop.write('certificate.pem', forPublic.pem);
    workshop.write('certificate.der', forPublic.der);
    workshop.write('public.pem', forPublic.publicKeyPem);
    workshop.write('private.pem', forPrivate.pem);
    workshop.write('private.der', forPrivate.der);
    const keys = [
      ['x509', '-in', 'certificate.pem', '-noout', '-pubkey'],
      ['x509', '-in', 'certificate.der', '-inform', 'DER', '-noout', '-pubkey'],
      ['pkey', '-in', 'public.pem', '-pubin'],
      ['pkey', '-in', 'private.pem', '-pubout'],
      ['pkey', '-in', 'private.der', '-inform', 'DER', '-pubout'],
    ].map((args) => workshop.openssl(...args).said);
    expect(new Set(keys)).toEqual(new Set([forPublic.publicKeyPem]));
  });
});
