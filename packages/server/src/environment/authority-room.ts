import { createPrivateKey, generateKeyPair, X509Certificate } from 'node:crypto';
import { hostname } from 'node:os';
import { promisify } from 'node:util';
import {
  createAuthorities,
  createClientIssuer,
  createServerRoot,
  type NewAuthorities,
} from '../pki/authority.ts';
import { coversHosts, describeCertificate, type Random, type Signer } from '../pki/certificate.ts';
import { issueServerCertificate } from '../pki/issue.ts';
import type { Keyring } from '../pki/keyring.ts';
import type {
  AuthorityRole,
  AuthorityRow,
  EnvironmentName,
  Registry,
  RegistryEdits,
} from '../registry/registry.ts';
import { foreignIssuers } from './announced.ts';
import { servesHosts } from './hosts.ts';
import { outdateRevocationList } from './revocation-list.ts';
import { StepRefused } from './step-refused.ts';
import { authorityTold } from './told.ts';

/** An environment's authorities as they are now. PEM. */
export interface CurrentAuthorities {
  readonly clientRoot: { readonly certificate: string; readonly isOnline: boolean };
  readonly clientIssuer: Signer;
  /** Issuers before this one: what they signed is good until it ends. */
  readonly formerIssuers: readonly string[];
  readonly serverRoot: { readonly certificate: string };
  /** What the listener shows. */
  readonly server: Signer;
}

/** Keeps an environment's authorities: their keys lie wrapped in the registry, and are opened here. */
export interface AuthorityRoom {
  current(): CurrentAuthorities;
  /** The certificates that callers' certificates may come from, announced to them. */
  announced(nowMs: number): Promise<readonly string[]>;
  /** Every issuer there was, with its key: each signs a revocation list of its own. */
  issuers(): Promise<readonly Signer[]>;
  /** A key of the root, which may be offline. @throws StepRefused */
  rootKey(): Promise<string>;
  /** Reads the registry again, after a step that changed it, and tells who listens. */
  reload(): Promise<void>;
  onChange(listener: () => void): void;
}

export interface AuthorityRoomOptions {
  readonly environment: EnvironmentName;
  readonly registry: Registry;
  readonly keyring: Keyring;
  /** The names and addresses that callers find the listener by. */
  readonly hosts: readonly string[];
  readonly nowMs: number;
  readonly random: Random;
  /** Told when callers must take a new authority for the server. */
  warn(note: string): void;
}

/** The purpose that an authority's key is wrapped for. */
export const authorityPurpose = (sha256: string): string => `authority:${sha256}`;

/**
 * Opens an environment's authorities, makes them where there are none, and renews what the listener shows
 * where it would not serve any more.
 */
export async function openAuthorityRoom(options: AuthorityRoomOptions): Promise<AuthorityRoom> {
  const { registry, keyring } = options;
  if ((await registry.listAuthorities()).length === 0) await makeAuthorities(options);
  await renewServer(options);
  const listeners: (() => void)[] = [];
  let current = readCurrent(await registry.listAuthorities(), keyring);
  return {
    current: () => current,
    async announced(atMs) {
      const foreign = await foreignIssuers(registry, atMs);
      const { clientRoot, clientIssuer, formerIssuers } = current;
      const own = [clientRoot.certificate, clientIssuer.certificate, ...formerIssuers];
      return [...new Set([...own, ...foreign])];
    },
    async issuers() {
      const rows = await registry.listAuthorities();
      return rows
        .filter(({ role }) => role === 'client-issuer')
        .flatMap((row) => openSigner(row, keyring) ?? []);
    },
    async rootKey() {
      const signer = openSigner(
        currentRow(await registry.listAuthorities(), 'client-root'),
        keyring,
      );
      if (signer !== undefined) return signer.privateKey;
      throw new StepRefused('conflict', rootIsOffline);
    },
    async reload() {
      current = readCurrent(await registry.listAuthorities(), keyring);
      for (const listener of listeners) listener();
    },
    onChange: (listener) => void listeners.push(listener),
  };
}

const rootIsOffline =
  'The client root’s key is offline. Bring it back first: `whorl authority restore-root --key FILE`.';

/** What the names of an environment's authorities begin with. */
export const authorityLabel = (environment: EnvironmentName): string => `Whorl ${environment}`;

/** A row for what was just made. */
export function authorityRow(
  role: AuthorityRole,
  { certificate, privateKey }: Signer,
  { keyring, nowMs }: { readonly keyring: Keyring; readonly nowMs: number },
): AuthorityRow {
  const { sha256 } = describeCertificate(certificate);
  const pkcs8 = createPrivateKey(privateKey).export({ type: 'pkcs8', format: 'der' });
  return {
    role,
    sha256,
    status: 'current',
    certificatePem: certificate,
    wrappedPrivateKey: keyring.wrap(authorityPurpose(sha256), pkcs8),
    createdAtMs: nowMs,
  };
}

async function makeAuthorities(options: AuthorityRoomOptions): Promise<void> {
  const { environment, registry, hosts, nowMs, random } = options;
  const label = authorityLabel(environment);
  const made = await createAuthorities({ label, nowMs, random, serverHosts: hosts });
  await registry.change((edits) => addMade(edits, made, options));
}

/** Adds the authorities of a new environment. */
export async function addMade(
  edits: RegistryEdits,
  { clientRoot, clientIssuer, serverRoot }: NewAuthorities,
  { keyring, nowMs }: Pick<AuthorityRoomOptions, 'keyring' | 'nowMs'>,
): Promise<void> {
  const rows = [
    ['client-root', clientRoot],
    ['client-issuer', clientIssuer],
    ['server-root', serverRoot],
  ] as const;
  for (const [role, signer] of rows)
    await addAuthority(edits, authorityRow(role, signer, { keyring, nowMs }));
}

/** Adds an authority, with its entry in the trail. */
export async function addAuthority(
  edits: RegistryEdits,
  row: AuthorityRow,
  { actor, operation }: { readonly actor: string; readonly operation: string } = byItself,
): Promise<void> {
  const { sha256: target, createdAtMs: atMs } = row;
  await edits.addAuthority(row);
  await edits.audit({ atMs, actor, operation, target, details: authorityTold(row) });
}

const byItself = { actor: 'service', operation: 'authority.create' };

const dayMs = 24 * 60 * 60_000;
const serverValidityDays = 397;
/** One that is about to expire is replaced at a start. */
const renewBeforeMs = 30 * dayMs;

async function renewServer(options: AuthorityRoomOptions): Promise<void> {
  const { registry, keyring, nowMs } = options;
  const rows = await registry.listAuthorities();
  const root = currentRow(rows, 'server-root');
  const hosts = hostsUnder(root.certificatePem, options.hosts);
  const shown = rows.find(({ role, status }) => role === 'server' && status === 'current');
  if (shown !== undefined && isGood(shown, root, { hosts, untilMs: nowMs + renewBeforeMs })) return;
  const [rootRow, signer] = coversHosts(root.certificatePem, hosts)
    ? [undefined, openSigner(root, keyring)]
    : await remakeServerRoot({ ...options, hosts });
  if (signer === undefined) throw new Error('The server authority has no key.');
  const server = await makeServerIdentity(signer, { ...options, hosts });
  await registry.change(async (edits) => {
    if (rootRow !== undefined) await addAuthority(edits, rootRow);
    await addAuthority(edits, authorityRow('server', server, { keyring, nowMs }));
  });
}

/** A machine that was renamed, as containers are at every start, is not worth a new authority. */
const hostsUnder = (root: string, hosts: readonly string[]): readonly string[] =>
  hosts.filter((host) => host !== hostname().toLowerCase() || coversHosts(root, [host]));

function isGood(
  shown: AuthorityRow,
  root: AuthorityRow,
  { hosts, untilMs }: { readonly hosts: readonly string[]; readonly untilMs: number },
): boolean {
  const certificate = new X509Certificate(shown.certificatePem);
  return (
    Date.parse(certificate.validTo) > untilMs &&
    certificate.checkIssued(new X509Certificate(root.certificatePem)) &&
    servesHosts(certificate, hosts)
  );
}

async function remakeServerRoot(
  options: AuthorityRoomOptions,
): Promise<readonly [AuthorityRow, Signer]> {
  const { environment, hosts, nowMs, random, keyring, warn } = options;
  const label = authorityLabel(environment);
  const signer = await createServerRoot({ label, nowMs, random, serverHosts: hosts });
  warn(
    `the ${environment} server answers to new names, so its authority was made anew: callers need the new ca.pem`,
  );
  return [authorityRow('server-root', signer, { keyring, nowMs }), signer];
}

async function makeServerIdentity(
  signer: Signer,
  { hosts, nowMs, random }: AuthorityRoomOptions,
): Promise<Signer> {
  const keys = await promisify(generateKeyPair)('ec', { namedCurve: 'P-256' });
  const certificate = await issueServerCertificate(
    { signer, nowMs, validityDays: serverValidityDays, random },
    { hosts, publicKey: keys.publicKey },
  );
  const privateKey = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { certificate, privateKey };
}

function readCurrent(rows: readonly AuthorityRow[], keyring: Keyring): CurrentAuthorities {
  const root = currentRow(rows, 'client-root');
  return {
    clientRoot: {
      certificate: root.certificatePem,
      isOnline: root.wrappedPrivateKey !== undefined,
    },
    clientIssuer: required(openSigner(currentRow(rows, 'client-issuer'), keyring)),
    formerIssuers: rows
      .filter(({ role, status }) => role === 'client-issuer' && status === 'former')
      .map(({ certificatePem }) => certificatePem)
      .reverse(),
    serverRoot: { certificate: currentRow(rows, 'server-root').certificatePem },
    server: required(openSigner(currentRow(rows, 'server'), keyring)),
  };
}

function currentRow(rows: readonly AuthorityRow[], role: AuthorityRole): AuthorityRow {
  const row = rows.find((one) => one.role === role && one.status === 'current');
  if (row === undefined) throw new Error(`The registry has no ${role}.`);
  return row;
}

function required(signer: Signer | undefined): Signer {
  if (signer === undefined) throw new Error('An authority that signs every day has no key.');
  return signer;
}

function openSigner(row: AuthorityRow, keyring: Keyring): Signer | undefined {
  if (row.wrappedPrivateKey === undefined) return undefined;
  const key = keyring.unwrap(authorityPurpose(row.sha256), row.wrappedPrivateKey);
  const privateKey = createPrivateKey({ key, format: 'der', type: 'pkcs8' });
  return {
    certificate: row.certificatePem,
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/**
 * A further issuing intermediate under the same root, which must be online.
 *
 * @throws StepRefused when somebody else made one meanwhile
 */
export async function rotateIssuer(
  room: AuthorityRoom,
  options: Omit<AuthorityRoomOptions, 'hosts' | 'warn'> & { readonly actor: string },
): Promise<void> {
  const { registry, keyring, environment, nowMs, random, actor } = options;
  const { clientRoot, clientIssuer } = room.current();
  const root = { certificate: clientRoot.certificate, privateKey: await room.rootKey() };
  const signer = await createClientIssuer({
    root,
    label: authorityLabel(environment),
    nowMs,
    random,
  });
  const row = authorityRow('client-issuer', signer, { keyring, nowMs });
  await registry.change(async (edits) => {
    const { certificatePem } = currentRow(await edits.listAuthorities(), 'client-issuer');
    if (certificatePem !== clientIssuer.certificate)
      throw new StepRefused('conflict', 'Somebody else made a new issuer a moment ago.');
    await addAuthority(edits, row, { actor, operation: 'authority.rotate-issuer' });
    await outdateRevocationList(edits);
  });
  await room.reload();
}
