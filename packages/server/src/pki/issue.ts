import type { KeyObject } from 'node:crypto';
import { isIP } from 'node:net';
import { authorityOrganisation, clockSkewMs } from './authority.ts';
import { profiles, type Random, type Signer, signCertificate } from './certificate.ts';

/** What every certificate is issued with. */
export interface IssueOptions {
  readonly signer: Signer;
  readonly nowMs: number;
  readonly validityDays: number;
  readonly random: Random;
}

const dayMs = 24 * 60 * 60_000;

const issue = (
  { signer, nowMs, validityDays, random }: IssueOptions,
  content: Omit<Parameters<typeof signCertificate>[0], 'notBeforeMs' | 'notAfterMs'>,
): Promise<string> => {
  const period = { notBeforeMs: nowMs - clockSkewMs, notAfterMs: nowMs + validityDays * dayMs };
  return signCertificate({ ...content, ...period }, { signer, random });
};

/** Who a client certificate is for. */
export interface ClientSubject {
  /** `<unique>-Client-<ENV>-<company id>`, at most 64 characters. */
  readonly commonName: string;
  readonly organisation: string;
  readonly publicKey: KeyObject;
}

/** A client certificate, for clientAuth alone, PEM. */
export const issueClientCertificate = (
  options: IssueOptions,
  subject: ClientSubject,
): Promise<string> => issue(options, { profile: profiles.client, ...subject });

/** A server certificate for these DNS names and IP addresses, for serverAuth alone, PEM. */
export const issueServerCertificate = (
  options: IssueOptions,
  { hosts, publicKey }: { readonly hosts: readonly string[]; readonly publicKey: KeyObject },
): Promise<string> => {
  // An address as the name of a server would be taken for a DNS name, which is not permitted to it.
  const commonName = hosts.find((host) => isIP(host) === 0) ?? `${authorityOrganisation} server`;
  return issue(options, { profile: profiles.server, commonName, hosts, publicKey });
};

/**
 * The certificate that carries an encryption key. Its bytes are made once: their SHA-256 is a `kid` that
 * some clients send.
 */
export const issueEncryptionCertificate = (
  options: IssueOptions,
  subject: ClientSubject,
): Promise<string> => issue(options, { profile: profiles.encryption, ...subject });
