/**
 * The registry as version 0.1 kept it: one JSON file an environment, `registry.json`. It is read here so
 * that its rows can be brought over; nothing writes it any more.
 */
import { readFile } from 'node:fs/promises';
import { deepFreeze } from '../deep-freeze.ts';
import { RegistryError } from '../registry.ts';

/** A project of version 0.1. */
export interface OldProject {
  readonly id: string;
  readonly name: string;
  readonly status: 'active' | 'suspended';
  readonly entitled: boolean;
  /** Wrapped for the purpose `network-key`, whosever it was. */
  readonly wrappedNetworkKey: string;
  /** Wrapped for the purpose `device-key`. */
  readonly wrappedDeviceKey: string;
}

/** A credential of version 0.1: the certificate itself was not kept. */
export interface OldCredential {
  readonly sha256: string;
  readonly projectId: string;
  readonly commonName: string;
  readonly status: 'active' | 'suspended' | 'revoked';
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
}

/** A key pair of version 0.1. */
export interface OldKeyPair {
  readonly projectId: string;
  readonly status: 'active' | 'revoked';
  readonly requestKey: {
    readonly fingerprint: string;
    readonly certificateFingerprint: string;
    readonly certificatePem: string;
    /** Wrapped for the purpose `request-key`. */
    readonly wrappedPrivateKey: string;
  };
  readonly responseKey: { readonly fingerprint: string; readonly publicKeyPem: string };
}

/** All that such a file holds, each list in the order in which rows were added. */
export interface OldContent {
  readonly projects: readonly OldProject[];
  readonly credentials: readonly OldCredential[];
  readonly keyPairs: readonly OldKeyPair[];
}

/**
 * Reads a `registry.json` of version 0.1, frozen; `undefined` where there is none.
 *
 * @throws RegistryError when it cannot be read as one
 */
export async function importJsonRegistry(path: string): Promise<OldContent | undefined> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined;
    const cure = 'See to its owner and mode.';
    throw new RegistryError(`${path} cannot be read (${cause.code}). ${cure}`, { cause });
  });
  return text === undefined ? undefined : parseContent(path, text);
}

function parseContent(path: string, text: string): OldContent {
  const found = parseJson(path, text);
  if (!isContent(found)) throw damaged(path, 'is not a registry');
  const { projects, credentials, keyPairs } = found;
  return deepFreeze({ projects, credentials, keyPairs });
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw damaged(path, 'is not JSON', cause);
  }
}

const damaged = (path: string, what: string, cause?: unknown): RegistryError =>
  new RegistryError(`${path} ${what}. Restore it from a copy; without it no caller is known.`, {
    cause,
  });

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const lists = ['projects', 'credentials', 'keyPairs'] as const satisfies (keyof OldContent)[];

const isRows = (value: unknown): boolean => Array.isArray(value) && value.every(isObject);

const isContent = (value: unknown): value is OldContent =>
  isObject(value) && value.formatVersion === 1 && lists.every((name) => isRows(value[name]));
