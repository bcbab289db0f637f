/** A caller's files, each as what it is for: what the doctor of files makes of them. */
import type { KeyObject, X509Certificate } from 'node:crypto';
import type { SecureContextOptions } from 'node:tls';
import type { PemIdentity, PfxIdentity } from '@whorl/client';
import { type ExaminedFile, fileOf } from '../examined-file.ts';
import { publicKeyOf } from '../keys.ts';
import { recognise } from '../recognise.ts';
import { type Role, roleTitles } from '../role.ts';
import type { Equipment } from './equipment.ts';

/** What a caller holds, read. */
export interface Kit {
  /** For a handshake: certificate, key and authorities, as far as there are any. */
  readonly context: SecureContextOptions;
  /** The client certificate and what follows it. */
  readonly chain: readonly X509Certificate[];
  /** Those to trust; none where the platform's are. */
  readonly authorities: readonly X509Certificate[];
  readonly requestKey: KeyObject | undefined;
  readonly responseKey: KeyObject | undefined;
}

/** The parts as files, called by what they are for. Pure. */
export function filesOf({ tls, ca, requestKey, responseKey }: Equipment): readonly ExaminedFile[] {
  return [
    ...(tls === undefined ? [] : identityFiles(tls)),
    ...asFile('ca', ca),
    ...asFile('requestKey', requestKey),
    ...asFile('responseKey', responseKey),
  ];
}

const identityFiles = (tls: PemIdentity | PfxIdentity): readonly ExaminedFile[] =>
  isPem(tls)
    ? [...asFile('certificate', tls.cert), ...asFile('privateKey', tls.key)]
    : asFile('keyStore', tls.pfx, tls.passphrase);

const isPem = (tls: PemIdentity | PfxIdentity): tls is PemIdentity => 'cert' in tls;

function asFile(
  role: Role,
  bytes: string | Uint8Array | undefined,
  password?: string,
): readonly ExaminedFile[] {
  if (bytes === undefined) return [];
  const path = `the ${roleTitles[role]}`;
  const content = recognise({ path, bytes: Buffer.from(bytes), password });
  return [{ path, role, content, isOpenToOthers: false }];
}

/** What files without a fault hold. Pure. */
export function readKit(files: readonly ExaminedFile[], equipment: Equipment): Kit {
  const contentOf = (...roles: readonly Role[]) => fileOf({ files }, ...roles)?.content;
  const requestKey = contentOf('requestKey');
  return {
    context: contextOf(equipment),
    chain: contentOf('certificate', 'keyStore')?.certificates ?? [],
    authorities: contentOf('ca')?.certificates ?? [],
    requestKey: requestKey && publicKeyOf(requestKey),
    responseKey: contentOf('responseKey')?.privateKeys[0],
  };
}

function contextOf({ tls, ca }: Equipment): SecureContextOptions {
  const trust = ca === undefined ? {} : { ca: Buffer.from(ca) };
  if (tls === undefined) return trust;
  if (isPem(tls)) return { cert: Buffer.from(tls.cert), key: Buffer.from(tls.key), ...trust };
  return { pfx: Buffer.from(tls.pfx), passphrase: tls.passphrase, ...trust };
}
