import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DataFolderError } from '../config/data-folder.ts';
import { type Authorities, createAuthorities } from '../pki/authority.ts';
import type { Signer } from '../pki/certificate.ts';
import { readIfThere, writeFolder } from './folder.ts';

/** The files of an environment's authorities: a certificate and a key of each. */
const files = {
  clientRoot: 'client-root',
  clientIssuer: 'client-issuer',
  serverRoot: 'server-root',
} as const satisfies Record<keyof Authorities, string>;

/**
 * Reads an environment's authorities, or makes them where there are none.
 *
 * @throws DataFolderError when some of their files are missing: new ones in their place would lock out
 * every caller
 */
export async function openAuthorities(folder: string, nowMs: number): Promise<Authorities> {
  const path = join(folder, 'authority');
  return (await readAuthorities(path)) ?? (await makeAuthorities(path, nowMs));
}

async function readAuthorities(path: string): Promise<Authorities | undefined> {
  const [clientRoot, clientIssuer, serverRoot] = await Promise.all([
    readSigner(path, files.clientRoot),
    readSigner(path, files.clientIssuer),
    readSigner(path, files.serverRoot),
  ]);
  if (clientRoot && clientIssuer && serverRoot) return { clientRoot, clientIssuer, serverRoot };
  if (existsSync(path)) throw incomplete(path);
  return undefined;
}

function incomplete(path: string): DataFolderError {
  const names = Object.values(files).flatMap((name) => [`${name}.pem`, `${name}.key`]);
  const missing = names.filter((name) => !existsSync(join(path, name))).join(', ');
  const cure = 'Put it back: new authorities would lock out every caller.';
  return new DataFolderError(`${path} lacks ${missing || 'what one of its files held'}. ${cure}`);
}

async function readSigner(path: string, name: string): Promise<Signer | undefined> {
  const [certificate, privateKey] = await Promise.all([
    readIfThere(join(path, `${name}.pem`)),
    readIfThere(join(path, `${name}.key`)),
  ]);
  return certificate && privateKey ? { certificate, privateKey } : undefined;
}

async function makeAuthorities(path: string, nowMs: number): Promise<Authorities> {
  const label = 'Whorl sandbox';
  const authorities = await createAuthorities({ label, nowMs, random: randomBytes });
  const content: Record<string, string> = {};
  for (const [role, name] of Object.entries(files)) {
    const { certificate, privateKey } = authorities[role as keyof Authorities];
    content[`${name}.pem`] = certificate;
    content[`${name}.key`] = privateKey;
  }
  await writeFolder(path, content);
  return authorities;
}
