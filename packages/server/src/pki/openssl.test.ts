/** What we issue, judged by OpenSSL in its strict mode (RFC 5280). */
import { spawnSync } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasProgram } from '../../../../test/support/programs.ts';
import { createAuthorities } from './authority.ts';
import { type Profile, profiles, type Signer, signCertificate } from './certificate.ts';
import {
  issueClientCertificate,
  issueEncryptionCertificate,
  issueServerCertificate,
} from './issue.ts';

const dayMs = 24 * 60 * 60_000;
const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const hosts = ['localhost', '127.0.0.1', '::1'];
const subject = { commonName: 'shop', organisation: 'Söhne, "Inc"', publicKey };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whorl-openssl-'));
});
afterAll(() => rm(folder, { recursive: true }));
const inFolder = (name: string): string => join(folder, `${name}.pem`);

async function issueAll(nowMs: number): Promise<void> {
  const { clientRoot, clientIssuer, serverRoot } = await createAuthorities({
    label: 'Whorl sandbox',
    nowMs,
    random: randomBytes,
    serverHosts: hosts,
  });
  const optionsOf = (signer: Signer) => ({ signer, nowMs, validityDays: 397, random: randomBytes });
  const period = { notBeforeMs: nowMs, notAfterMs: nowMs + dayMs };
  const sign = (signer: Signer, profile: Profile) =>
    signCertificate({ ...subject, ...period, profile }, { signer, random: randomBytes });
  const files = {
    clientRoot: clientRoot.certificate,
    clientIssuer: clientIssuer.certificate,
    serverRoot: serverRoot.certificate,
    client: await issueClientCertificate(optionsOf(clientIssuer), subject),
    server: await issueServerCertificate(optionsOf(serverRoot), { hosts, publicKey }),
    encryption: await issueEncryptionCertificate(optionsOf(clientIssuer), subject),
    clientByServerRoot: await sign(serverRoot, profiles.client),
    serverByClientIssuer: await sign(clientIssuer, profiles.server),
  };
  for (const [name, pem] of Object.entries(files)) await writeFile(inFolder(name), pem);
}

/** Whether a certificate holds at an instant, and what OpenSSL says. */
function verify(name: string, atMs: number, ...args: readonly string[]) {
  const given = ['verify', '-x509_strict', '-attime', String(Math.floor(atMs / 1000))];
  const { status, stdout, stderr } = spawnSync('openssl', [...given, ...args, inFolder(name)], {
    encoding: 'utf8',
  });
  return { ok: status === 0, said: stdout + stderr };
}

const asClient = () => [
  '-purpose',
  'sslclient',
  '-CAfile',
  inFolder('clientRoot'),
  '-untrusted',
  inFolder('clientIssuer'),
];
const asServer = () => ['-purpose', 'sslserver', '-CAfile', inFolder('serverRoot')];

describe.skipIf(!hasProgram('openssl', ['version'])).each([
  ['now', Date.UTC(2026, 10, 24, 12, 0, 0, 987)],
  ['when two-digit years end', Date.UTC(2049, 11, 31, 23, 59, 59, 987)],
])('OpenSSL, %s', (_, nowMs) => {
  beforeAll(() => issueAll(nowMs));

  it('accepts each certificate for what it is for', () => {
    expect(verify('client', nowMs, ...asClient())).toMatchObject({ ok: true });
    expect(verify('server', nowMs, ...asServer(), '-verify_hostname', 'localhost')).toMatchObject({
      ok: true,
    });
    expect(verify('server', nowMs, ...asServer(), '-verify_ip', '::1')).toMatchObject({ ok: true });
    const any = ['-CAfile', inFolder('clientRoot'), '-untrusted', inFolder('clientIssuer')];
    expect(verify('encryption', nowMs, ...any)).toMatchObject({ ok: true });
  });

  it('accepts it to its last day, and not after', () => {
    expect(verify('client', nowMs + 397 * dayMs - 1_000, ...asClient()).ok).toBe(true);
    const late = verify('client', nowMs + 397 * dayMs + 1_000, ...asClient());
    expect(late.said).toContain('certificate has expired');
  });

  it('refuses what callers trust as a signer of clients, and the issuer of clients as one of servers', () => {
    const purpose = ['-purpose', 'sslclient', '-CAfile', inFolder('serverRoot')];
    expect(verify('clientByServerRoot', nowMs, ...purpose).said).toContain(
      'unsuitable certificate purpose',
    );
    const [, , ...chain] = asClient();
    const served = verify('serverByClientIssuer', nowMs, '-purpose', 'sslserver', ...chain);
    expect(served.said).toContain('unsuitable certificate purpose');
  });

  it('refuses an encryption certificate as a caller’s', () => {
    // Without the extended usage the purpose is open; the key usage does not sign a handshake.
    expect(verify('encryption', nowMs, ...asClient()).ok).toBe(false);
  });
});
