import { generateKeyPair, randomBytes, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Signer } from '../pki/certificate.ts';
import { issueServerCertificate } from '../pki/issue.ts';
import { readIfThere, writeFolder } from './folder.ts';

/** What a listener shows. PEM. */
export interface ServerIdentity {
  readonly certificate: string;
  readonly privateKey: string;
}

const dayMs = 24 * 60 * 60_000;
const validityDays = 397;

/** One that is about to expire is replaced at a start. */
const renewBeforeMs = 30 * dayMs;

/** The names a sandbox is called by. @param host the address it listens on */
export const sandboxHosts = (host: string): readonly string[] => {
  const isEveryAddress = host === '0.0.0.0' || host === '::';
  const names = ['localhost', '127.0.0.1', '::1', hostname().toLowerCase()];
  return [...new Set([...names, ...(isEveryAddress ? [] : [host.toLowerCase()])])];
};

/** The name that callers on this machine use, as it stands in a URL. @param host the address it listens on */
export const ownHost = (host: string): string => {
  if (['127.0.0.1', '0.0.0.0', '::'].includes(host)) return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
};

export interface ServerIdentityOptions {
  /** The environment's folder. */
  readonly folder: string;
  readonly authority: Signer;
  readonly hosts: readonly string[];
  readonly nowMs: number;
}

/** Reads the server's certificate and key, or issues them anew where they do not serve any more. */
export async function openServerIdentity(options: ServerIdentityOptions): Promise<ServerIdentity> {
  const path = join(options.folder, 'server');
  const certificate = await readIfThere(join(path, 'server.pem'));
  const privateKey = await readIfThere(join(path, 'server.key'));
  if (certificate && privateKey && serves(certificate, options)) return { certificate, privateKey };
  const identity = await issue(options);
  await writeFolder(path, {
    'server.pem': identity.certificate,
    'server.key': identity.privateKey,
  });
  return identity;
}

function serves(pem: string, { hosts, authority, nowMs }: ServerIdentityOptions): boolean {
  const certificate = new X509Certificate(pem);
  const hasHost = (host: string) =>
    (isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host)) !== undefined;
  return (
    Date.parse(certificate.validTo) > nowMs + renewBeforeMs &&
    certificate.checkIssued(new X509Certificate(authority.certificate)) &&
    hosts.every(hasHost)
  );
}

async function issue({ authority, hosts, nowMs }: ServerIdentityOptions): Promise<ServerIdentity> {
  const keys = await promisify(generateKeyPair)('ec', { namedCurve: 'P-256' });
  const options = { signer: authority, nowMs, validityDays, random: randomBytes };
  const certificate = await issueServerCertificate(options, { hosts, publicKey: keys.publicKey });
  const privateKey = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { certificate, privateKey };
}
