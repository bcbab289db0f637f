import { createAuthorities } from '../pki/authority.ts';
import type { Signer } from '../pki/certificate.ts';
import type { Keyring } from '../pki/keyring.ts';
import type { AuthorityRow } from '../registry/registry.ts';
import { foreignIssuers } from './announced.ts';
import {
  type AuthorityOptions,
  addAuthority,
  authorityLabel,
  authorityRow,
  currentRow,
  openSigner,
} from './authority-rows.ts';
import { renewServer } from './server-identity.ts';
import { StepRefused } from './step-refused.ts';

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

export interface AuthorityRoomOptions extends AuthorityOptions {
  /** Told when callers must take a new authority for the server. */
  warn(note: string): void;
}

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

async function makeAuthorities(options: AuthorityOptions): Promise<void> {
  const { environment, registry, keyring, hosts, nowMs, random } = options;
  const label = authorityLabel(environment);
  const made = await createAuthorities({ label, nowMs, random, serverHosts: hosts });
  const signers = [
    ['client-root', made.clientRoot],
    ['client-issuer', made.clientIssuer],
    ['server-root', made.serverRoot],
  ] as const;
  await registry.change(async (edits) => {
    for (const [role, signer] of signers)
      await addAuthority(edits, authorityRow(role, signer, { keyring, nowMs }));
  });
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

function required(signer: Signer | undefined): Signer {
  if (signer === undefined) throw new Error('An authority that signs every day has no key.');
  return signer;
}
