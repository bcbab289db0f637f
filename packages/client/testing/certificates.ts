/** Keys and certificates for tests, made anew by OpenSSL for each suite. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Identity {
  /** PEM; it is its own authority. */
  readonly cert: string;
  /** PKCS#8 PEM. */
  readonly key: string;
}

export interface IdentityOptions {
  readonly name: string;
  readonly kind?: 'ec' | 'rsa';
}

const keyKinds = {
  ec: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'],
  rsa: ['-newkey', 'rsa:2048'],
} as const;

/** A self-signed certificate for localhost, and its key. */
export const makeIdentity = ({ name, kind = 'ec' }: IdentityOptions): Identity =>
  inFolder((folder) => {
    const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    openssl([
      ...['req', '-x509', '-nodes', '-days', '2', '-subj', `/CN=${name}`, ...keyKinds[kind]],
      ...['-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-keyout', key, '-out', cert],
    ]);
    return { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') };
  });

/** The same in a PKCS#12 file. */
export const makePfx = ({ cert, key }: Identity, passphrase: string): Buffer =>
  inFolder((folder) => {
    const [both, out] = [join(folder, 'both.pem'), join(folder, 'out.p12')];
    writeFileSync(both, key + cert);
    openssl(['pkcs12', '-export', '-in', both, '-out', out, '-passout', `pass:${passphrase}`]);
    return readFileSync(out);
  });

function inFolder<Value>(work: (folder: string) => Value): Value {
  const folder = mkdtempSync(join(tmpdir(), 'whorl-client-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const openssl = (args: readonly string[]): unknown =>
  execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
