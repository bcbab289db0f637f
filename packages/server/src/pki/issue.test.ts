import { generateKeyPairSync, randomBytes, X509Certificate } from 'node:crypto';
import { certificateFingerprint, spkiFingerprint } from '@whorl/contract';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createAuthorities, createClientIssuer, type NewAuthorities } from './authority.ts';
import { describeCertificate, type Signer } from './certificate.ts';
import {
  issueClientCertificate,
  issueEncryptionCertificate,
  issueServerCertificate,
} from './issue.ts';

const nowMs = Date.UTC(2026, 10, 24, 12);
const dayMs = 24 * 60 * 60_000;
const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const clientAuth = '1.3.6.1.5.5.7.3.2';
const serverAuth = '1.3.6.1.5.5.7.3.1';

const options = { nowMs, random: randomBytes, serverHosts: ['localhost'] };

let authorities: NewAuthorities;
beforeAll(async () => {
  authorities = await createAuthorities({ ...options, label: 'Whorl sandbox' });
});

const optionsOf = (signer: Signer) => ({ signer, nowMs, validityDays: 397, random: randomBytes });
const certificateOf = ({ certificate }: Signer) => new X509Certificate(certificate);

const issueClient = async (commonName: string, organisation = 'Demo Company') =>
  new X509Certificate(
    await issueClientCertificate(optionsOf(authorities.clientIssuer), {
      commonName,
      organisation,
      publicKey,
    }),
  );

const issueServer = async (hosts: readonly string[]) =>
  new X509Certificate(
    await issueServerCertificate(optionsOf(authorities.serverRoot), { hosts, publicKey }),
  );

describe('the authorities of an environment', () => {
  it('are a root, an issuer below it and a server authority that stands alone', () => {
    const root = certificateOf(authorities.clientRoot);
    const issuer = certificateOf(authorities.clientIssuer);
    const server = certificateOf(authorities.serverRoot);
    expect([root.ca, issuer.ca, server.ca]).toEqual([true, true, true]);
    expect(root.verify(root.publicKey)).toBe(true);
    expect(issuer.checkIssued(root) && issuer.verify(root.publicKey)).toBe(true);
    expect(server.verify(server.publicKey)).toBe(true);
    expect(server.checkIssued(root)).toBe(false);
  });

  it('sign for one usage each', () => {
    expect(certificateOf(authorities.clientIssuer).keyUsage).toEqual([clientAuth]);
    expect(certificateOf(authorities.serverRoot).keyUsage).toEqual([serverAuth]);
  });

  it('may have any name: an issuer is found by it, whatever it holds', async () => {
    const label = 'Late, "Inc" + \\Söhne; #1';
    const { clientIssuer } = await createAuthorities({ ...options, label });
    const pem = await issueClientCertificate(optionsOf(clientIssuer), {
      commonName: 'shop',
      organisation: 'Shop',
      publicKey,
    });
    const client = new X509Certificate(pem);
    expect(client.issuer).toBe(certificateOf(clientIssuer).subject);
    expect(client.checkIssued(certificateOf(clientIssuer))).toBe(true);
  });
});

describe('a further issuer under a root', () => {
  it('signs clients as the first one does, under a name of its own', async () => {
    const { clientRoot: root } = authorities;
    const random = randomBytes;
    const next = await createClientIssuer({ root, label: 'Whorl sandbox', nowMs, random });
    const [certificate, first] = [certificateOf(next), certificateOf(authorities.clientIssuer)];
    const { publicKey: rootKey } = certificateOf(root);
    expect(certificate.checkIssued(certificateOf(root)) && certificate.verify(rootKey)).toBe(true);
    expect(certificate.keyUsage).toEqual(first.keyUsage);
    expect(certificate.subject).toBe(
      'O=Whorl\nCN=Whorl sandbox client issuer 2026-11-24T12:00:00Z',
    );
    expect(certificate.publicKey.equals(first.publicKey)).toBe(false);
    const subject = { commonName: 'shop', organisation: 'Shop', publicKey };
    const client = new X509Certificate(await issueClientCertificate(optionsOf(next), subject));
    expect(client.checkIssued(certificate) && client.verify(certificate.publicKey)).toBe(true);
    expect(client.checkIssued(first)).toBe(false);
  });
});

describe('a certificate’s description', () => {
  it('tells both fingerprints apart, and all that is kept of it', async () => {
    const certificate = await issueClient('1a-Client-MTF-shop', 'Söhne, "Inc"');
    const { serialNumber, raw } = certificate;
    expect(describeCertificate(certificate.toString())).toEqual({
      sha256: certificateFingerprint(raw),
      keyFingerprint: spkiFingerprint(publicKey),
      serial: serialNumber.toLowerCase(),
      commonName: '1a-Client-MTF-shop',
      organisation: 'Söhne, "Inc"',
      notBeforeMs: nowMs - 5 * 60_000,
      notAfterMs: nowMs + 397 * dayMs,
    });
  });

  it('is empty where the certificate names nothing', async () => {
    const server = await issueServer(['localhost']);
    expect(describeCertificate(server.toString())).toMatchObject({ organisation: '' });
  });
});

describe('a client certificate', () => {
  it('is for clientAuth alone, by the issuer, under the holder’s key', async () => {
    const client = await issueClient('1a2b-Client-MTF-demo');
    const issuer = certificateOf(authorities.clientIssuer);
    expect(client.checkIssued(issuer) && client.verify(issuer.publicKey)).toBe(true);
    expect(client.keyUsage).toEqual([clientAuth]);
    expect(client.ca).toBe(false);
    expect(client.subject).toBe('O=Demo Company\nCN=1a2b-Client-MTF-demo');
    expect(client.publicKey.equals(publicKey)).toBe(true);
  });

  it('starts five minutes early, for clocks that are behind, and ends on its day', async () => {
    const client = await issueClient('shop');
    expect(Date.parse(client.validFrom)).toBe(nowMs - 5 * 60_000);
    expect(Date.parse(client.validTo)).toBe(nowMs + 397 * dayMs);
  });

  it('never outlives its issuer', async () => {
    const { clientIssuer } = authorities;
    const lateMs = nowMs + 10 * 365 * dayMs - 30 * dayMs;
    const options = { ...optionsOf(clientIssuer), nowMs: lateMs };
    const subject = { commonName: 'shop', organisation: 'Shop', publicKey };
    const client = new X509Certificate(await issueClientCertificate(options, subject));
    expect(client.validTo).toBe(certificateOf(clientIssuer).validTo);
  });

  it('carries its names as they were given, whatever they hold', async () => {
    const names = fc.oneof(
      fc.constantFrom('a"b"c', '#abcd', 'a\\b', 'a,b=c', '"q"', 'Zoë 漢', ' x ', 'a+b;c<d>', '%41'),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 16 }),
    );
    await fc.assert(
      fc.asyncProperty(names, async (name) => {
        const { raw } = await issueClient(name, name);
        const encoded = Buffer.from(name);
        const value = Buffer.concat([Buffer.from([0x0c, encoded.length]), encoded]);
        const issuer = raw.indexOf('Whorl');
        const first = raw.indexOf(value, issuer);
        expect(first).toBeGreaterThan(issuer);
        expect(raw.indexOf(value, first + 1)).toBeGreaterThan(first);
      }),
      { numRuns: 60 },
    );
  });

  it('has a serial that is positive, long and its own', async () => {
    const serials = new Set<string>();
    for (let count = 0; count < 20; count += 1)
      serials.add((await issueClient('shop')).serialNumber);
    expect(serials.size).toBe(20);
    for (const serial of serials) expect(serial).toMatch(/^[4-7][0-9A-F]{31}$/);
  });

  it('takes its serial from the randomness that it is given', async () => {
    const options = {
      ...optionsOf(authorities.clientIssuer),
      random: (bytes: number) => Buffer.alloc(bytes, 0xff),
    };
    const subject = { commonName: 'shop', organisation: 'Shop', publicKey };
    const { serialNumber } = new X509Certificate(await issueClientCertificate(options, subject));
    expect(serialNumber).toBe(`7F${'FF'.repeat(15)}`);
  });
});

describe('a server certificate', () => {
  it('is for serverAuth alone, by the authority that callers trust', async () => {
    const server = await issueServer(['localhost']);
    const authority = certificateOf(authorities.serverRoot);
    expect(server.checkIssued(authority) && server.verify(authority.publicKey)).toBe(true);
    expect(server.keyUsage).toEqual([serverAuth]);
  });

  it('answers to DNS names and to addresses of both kinds, and to no others', async () => {
    const server = await issueServer(['localhost', 'box.example', '127.0.0.1', '::1']);
    expect(server.checkHost('localhost')).toBe('localhost');
    expect(server.checkHost('box.example')).toBe('box.example');
    expect(server.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(server.checkIP('::1')).toBe('::1');
    expect(server.checkHost('other.example')).toBeUndefined();
    expect(server.checkIP('127.0.0.2')).toBeUndefined();
  });
});

describe('a certificate that carries an encryption key', () => {
  it('has no extended usage: it lets nobody in', async () => {
    const options = optionsOf(authorities.clientIssuer);
    const subject = { commonName: 'Client Encryption Key', organisation: 'Demo', publicKey };
    const carrier = new X509Certificate(await issueEncryptionCertificate(options, subject));
    expect(carrier.keyUsage).toBeUndefined();
    expect(carrier.ca).toBe(false);
    expect(carrier.publicKey.equals(publicKey)).toBe(true);
  });
});

it('every certificate is PEM with plain line ends', async () => {
  for (const { certificate } of Object.values(authorities))
    expect(certificate).toMatch(/^-----BEGIN CERTIFICATE-----\n[^\r]+-----END CERTIFICATE-----\n$/);
});
