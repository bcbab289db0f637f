import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import type { Diagnosis } from '@whorl/contract';
import type { Credential, KeyPair, Project, Registry } from '../registry/registry.ts';
import { explainKid } from './explain-kid.ts';
import { deriveProjectKeys, type ProjectKeys } from './project-keys.ts';

/** Who calls: derived from the client certificate alone, anew for every request. */
export interface Caller {
  readonly project: Project;
  readonly credential: Credential;
}

/** A key pair ready for use: what was wrapped is open, what was PEM is a key. */
export interface OpenKeyPair {
  readonly requestKey: KeyObject;
  readonly responseKey: KeyObject;
  /** The `kid` of the answer. */
  readonly responseFingerprint: string;
}

/** Opens what a keyring wrapped for one purpose. */
export type Unwrap = (purpose: KeyPurpose, wrapped: string) => Buffer;

/** What a wrapped key is for, and whose it is: it opens for no other. */
export type KeyPurpose = `network-key:${string}` | `device-key:${string}` | `request-key:${string}`;

/** The callers' keys, each opened once and kept: importing one costs more than using it. */
export interface KeyRoom {
  projectKeys(project: Project): ProjectKeys;
  /** The active pair of this project that a `kid` names, by either of its two fingerprints. */
  findKeyPair(project: Project, kid: string): Promise<OpenKeyPair | undefined>;
  /** Why a `kid` names no active pair of the caller's project: of fingerprints only. */
  explainKid(caller: Caller, kid: string | undefined): Promise<Diagnosis>;
}

/**
 * @param registry where pairs are looked up on every call, so that revocation is effective at once
 * @param unwrap the keyring's
 */
export function createKeyRoom(registry: Registry, unwrap: Unwrap): KeyRoom {
  const opened = new Map<string, OpenKeyPair>();
  const derived = new Map<string, ProjectKeys>();
  return {
    projectKeys(project) {
      const { id, wrappedNetworkKey: own, wrappedDeviceKey, sharedNetwork } = project;
      const wrappedNetworkKey = sharedNetwork?.wrappedNetworkKey ?? own;
      return remember(derived, `${wrappedNetworkKey} ${wrappedDeviceKey}`, () =>
        deriveProjectKeys({
          networkKey: unwrap(`network-key:${id}`, wrappedNetworkKey),
          deviceKey: unwrap(`device-key:${id}`, wrappedDeviceKey),
        }),
      );
    },
    async findKeyPair(project, kid) {
      const pairs = await registry.listKeyPairs(project.id);
      const pair = pairs.find((candidate) => isActive(candidate) && isNamedBy(candidate, kid));
      return pair && remember(opened, pair.requestKey.fingerprint, () => openPair(pair, unwrap));
    },
    async explainKid({ project, credential }, kid) {
      return explainKid(kid, { credential, pairs: await registry.listKeyPairs(project.id) });
    },
  };
}

const isActive = ({ status }: KeyPair): boolean => status === 'active';

const isNamedBy = ({ requestKey }: KeyPair, kid: string): boolean =>
  requestKey.fingerprint === kid || requestKey.certificateFingerprint === kid;

function openPair({ requestKey, responseKey }: KeyPair, unwrap: Unwrap): OpenKeyPair {
  const pkcs8 = unwrap(`request-key:${requestKey.fingerprint}`, requestKey.wrappedPrivateKey);
  return {
    requestKey: createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }),
    responseKey: createPublicKey(responseKey.publicKeyPem),
    responseFingerprint: responseKey.fingerprint,
  };
}

function remember<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}
