import { generateKeyPairSync, randomBytes, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasProgram } from '../../../../test/support/programs.ts';
import { createAuthorities, type NewAuthorities } from './authority.ts';
import { type CertificateContent, profiles, signCertificate } from './certificate.ts';
import { checkForeignCertificate, checkForeignIssuer } from './foreign-certificate.ts';
import { RequestFault } from './request.ts';
import { openWorkshop, type Workshop } from './testing/workshop.ts';

const dayMs = 24 * 60 * 60_000;
const nowMs = Date.UTC(2026, 10, 24);
const random = randomBytes;
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });

let bank: NewAuthorities;
let good: string;
beforeAll(async () => {
  bank = await createAuthorities({ label: 'Bank', nowMs, random, serverHosts: [] });
  good = await issue();
});

const issue = (change: Partial<CertificateContent> = {}) =>
  signCertificate(
    {
      profile: profiles.client,
      commonName: 'bank client',
      publicKey: rsa.publicKey,
      notBeforeMs: nowMs - dayMs,
      notAfterMs: nowMs + dayMs,
      ...change,
    },
    { signer: bank.clientIssuer, random },
  );

const check = (pem: string) => () => checkForeignCertificate(pem, nowMs);

describe('a certificate made elsewhere', () => {
  it('can be registered, as it stands alone', () => {
    expect(check(good)()).toBe(good);
    expect(check(`Bag Attributes\r\n${good.replaceAll('\n', '\r\n')}`)()).toBe(good);
  });

  it.each<[string, RegExp, () => Promise<string> | string]>([
    ['nothing', /cannot be read/, () => ''],
    ['words', /cannot be read/, () => 'certificate'],
    ['a damaged one', /cannot be read/, () => good.replace(/\n.{64}/, '\n')],
    ['with its chain', /2 PEM blocks/, () => good + bank.clientIssuer.certificate],
    ['with its key', /private key/, () => good + bank.clientIssuer.privateKey],
    ['too long', /16 KiB/, () => good + ' '.repeat(16 * 1024)],
    ['a server’s', /lacks the clientAuth usage/, () => issue({ profile: profiles.server })],
    ['an authority’s', /of an authority/, () => issue({ profile: profiles.clientIssuer })],
    ['an expired one', /expired 2026-11-23/, () => issue({ notAfterMs: nowMs - 1_000 })],
    ['one for later', /not valid before/, () => issue({ notBeforeMs: nowMs + 1_000 })],
    [
      'of a weak key',
      /1024 bits/,
      () => issue({ publicKey: generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey }),
    ],
    [
      'of Ed25519',
      /kind ed25519/,
      () => issue({ publicKey: generateKeyPairSync('ed25519').publicKey }),
    ],
  ])('is refused: %s', async (_, sentence, make) => {
    const pem = await make();
    expect(check(pem)).toThrow(RequestFault);
    expect(check(pem)).toThrow(sentence);
  });
});

describe('its issuer', () => {
  it('can be announced: the certificate that signed it, and no other of its name', async () => {
    expect(checkForeignIssuer(bank.clientIssuer.certificate, good)).toBe(
      bank.clientIssuer.certificate,
    );
    const namesake = await createAuthorities({ label: 'Bank', nowMs, random, serverHosts: [] });
    for (const other of [bank.clientRoot, bank.serverRoot, namesake.clientIssuer])
      expect(() => checkForeignIssuer(other.certificate, good)).toThrow(/did not sign/);
    for (const nonsense of ['', 'issuer', bank.clientIssuer.privateKey])
      expect(() => checkForeignIssuer(nonsense, good)).toThrow(RequestFault);
  });
});

describe.skipIf(!hasProgram('openssl', ['version']))('a certificate signed by itself', () => {
  let workshop: Workshop;
  beforeAll(() => {
    workshop = openWorkshop();
  });
  afterAll(() => workshop.remove());

  function selfSigned(...extensions: readonly string[]): string {
    const { ok, said } = workshop.openssl(
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=own'],
      ...['-keyout', 'own.key', '-out', 'own.pem', '-days', '2'],
      ...extensions.flatMap((extension) => ['-addext', extension]),
    );
    expect(ok, said).toBe(true);
    return readFileSync(workshop.path('own.pem'), 'utf8');
  }

  it('can be registered where it is for a client, and is its own issuer', () => {
    const pem = selfSigned(
      ...['basicConstraints=critical,CA:FALSE', 'keyUsage=critical,digitalSignature'],
      'extendedKeyUsage=clientAuth',
    );
    expect(checkForeignCertificate(pem, Date.now())).toBe(pem);
    expect(checkForeignIssuer(pem, pem)).toBe(pem);
    expect(new X509Certificate(pem).ca).toBe(false);
  });

  it('as OpenSSL makes it without being asked, is an authority’s', () => {
    expect(() => checkForeignCertificate(selfSigned(), Date.now())).toThrow('clientAuth');
    const pem = selfSigned('extendedKeyUsage=clientAuth');
    expect(() => checkForeignCertificate(pem, Date.now())).toThrow('CA:TRUE');
  });
});
