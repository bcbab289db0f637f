/** Requests as the openssl command line makes them. */
import { randomBytes, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasProgram } from '../../../../test/support/programs.ts';
import { createAuthorities } from './authority.ts';
import { issueClientCertificate } from './issue.ts';
import {
  type CertificateRequest,
  checkClientName,
  RequestFault,
  readCertificateRequest,
  type WantedName,
} from './request.ts';
import { openWorkshop, type Workshop } from './testing/workshop.ts';

const wanted: WantedName = { environment: 'sandbox', company: 'Shop Ltd', companyId: 'shop' };
const subject = '/O=Shop Ltd/CN=3f9a-Client-MTF-shop';

let workshop: Workshop;
beforeAll(() => {
  workshop = openWorkshop();
});
afterAll(() => workshop.remove());

/** Runs `openssl req` with a new key; returns the request. */
function request(...options: readonly string[]): string {
  const fixed = ['req', '-new', '-nodes', '-keyout', 'client.key', '-out', 'client.csr'];
  const given = options.includes('-subj') ? options : [...options, '-subj', subject];
  const { ok, said } = workshop.openssl(...fixed, ...given);
  expect(ok, said).toBe(true);
  return readFileSync(workshop.path('client.csr'), 'utf8');
}

async function accept(csr: string): Promise<CertificateRequest> {
  const read = await readCertificateRequest(csr);
  checkClientName(read, wanted);
  return read;
}

const onCurve = (curve: string) => ['-newkey', 'ec', '-pkeyopt', `ec_paramgen_curve:${curve}`];

describe.skipIf(!hasProgram('openssl', ['version']))('openssl req', () => {
  it.each([
    ['RSA 2048', ['-newkey', 'rsa:2048']],
    ['RSA 3072', ['-newkey', 'rsa:3072']],
    ['RSA 4096', ['-newkey', 'rsa:4096']],
    ['RSA, SHA-512', ['-newkey', 'rsa:2048', '-sha512']],
    ['P-256', onCurve('P-256')],
    ['P-384', onCurve('P-384')],
    ['P-384, SHA-384', [...onCurve('P-384'), '-sha384']],
    ['old label', ['-newkey', 'rsa:2048', '-newhdr']],
    ['with its text', ['-newkey', 'rsa:2048', '-text']],
  ])('makes one that is accepted: %s', async (_, options) => {
    const { publicKey } = await accept(request(...options));
    const { said } = workshop.openssl('pkey', '-in', 'client.key', '-pubout');
    expect(publicKey.export({ type: 'spki', format: 'pem' })).toBe(said);
  });

  it.each<[string, RegExp, readonly string[]]>([
    ['RSA 1024', /1024 bits/, ['-newkey', 'rsa:1024']],
    ['e = 3', /exponent/, ['-newkey', 'rsa:2048', '-pkeyopt', 'rsa_keygen_pubexp:3']],
    ['Ed25519', /kind ed25519/, ['-newkey', 'ed25519']],
    ['P-521', /another curve/, onCurve('P-521')],
    ['secp256k1', /another curve/, onCurve('secp256k1')],
    [
      'an explicit curve',
      /Write the key anew/,
      [...onCurve('P-256'), '-pkeyopt', 'ec_param_enc:explicit'],
    ],
    ['RSA-PSS', /kind rsa-pss/, ['-newkey', 'rsa-pss', '-pkeyopt', 'rsa_keygen_bits:2048']],
    ['signed with SHA-1', /SHA-256/, ['-newkey', 'rsa:2048', '-sha1']],
    ['signed with MD5', /SHA-256/, ['-newkey', 'rsa:2048', '-md5']],
    ['signed with SHA-1, EC', /SHA-256/, [...onCurve('P-256'), '-sha1']],
    ['signed with PSS', /PKCS#1 v1.5/, ['-newkey', 'rsa:2048', '-sigopt', 'rsa_padding_mode:pss']],
  ])('makes one that is refused: %s', async (_, sentence, options) => {
    const reading = readCertificateRequest(request(...options));
    await expect(reading).rejects.toThrow(RequestFault);
    await expect(reading).rejects.toThrow(sentence);
  });

  it('asks for an authority’s certificate in vain: only key and names are taken', async () => {
    const csr = request(
      ...['-newkey', 'rsa:2048', '-addext', 'basicConstraints=critical,CA:TRUE'],
      ...['-addext', 'extendedKeyUsage=serverAuth', '-addext', 'subjectAltName=DNS:bank.example'],
    );
    const nowMs = Date.UTC(2026, 10, 24);
    const options = { nowMs, random: randomBytes, validityDays: 397 };
    const made = await createAuthorities({ ...options, label: 'Whorl', serverHosts: [] });
    const issued = await issueClientCertificate(
      { ...options, signer: made.clientIssuer },
      await accept(csr),
    );
    const certificate = new X509Certificate(issued);
    expect(certificate.ca).toBe(false);
    expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.2']);
    expect(certificate.subjectAltName).toBeUndefined();
    expect(certificate.subject).toBe('O=Shop Ltd\nCN=3f9a-Client-MTF-shop');
  });

  it.each([
    'Shop Ltd',
    "O'Neil & Söhne",
    'A/S Fisk + Flesk',
    'Back\\slash, "quoted"; #1 = $HOME `id`',
    '漢字 = 公司',
  ])('makes the right one when the refusal’s own command is typed: %s', async (company) => {
    const names = { commonName: 'wrong', organisation: company };
    const fault = catchFault(() => checkClientName(names, { ...wanted, company }));
    const command = /openssl req .*$/s.exec(fault)?.[0] ?? '';
    const { ok, said } = workshop.run('sh', '-c', command.replace('UNIQUE', '3f9a'));
    expect(ok, said).toBe(true);
    const read = await readCertificateRequest(readFileSync(workshop.path('client.csr'), 'utf8'));
    checkClientName(read, { ...wanted, company });
    expect(read.organisation).toBe(company);
  });
});

function catchFault(check: () => void): string {
  try {
    check();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}
