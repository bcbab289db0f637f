/**
 * Secrets at rest. Each is wrapped (AES-256-GCM) under a data key and bound to its purpose; data keys come
 * in generations and lie in `keyring.json`, each wrapped under the master key, which lies elsewhere.
 *
 * Another master key is brought in without a moment in which a crash would lock everything out:
 *
 * 1. {@link rotateMaster}: the content opens with the old master key and with the new one, and has a new
 *    data key. It is kept before anything else is done.
 * 2. Every secret is wrapped anew ({@link Keyring.isStale} names them), in one transaction a registry.
 * 3. {@link finishRotation}, at a start, when step 2 is known to be done and nobody else wraps anything:
 *    former data keys go; and once the start was with the new master key, so does the old one.
 *
 * Before step 3 either master key opens everything, and any step can be done again.
 */
import type { Random } from './certificate.ts';
import {
  closeContent,
  type KeyringContent,
  KeyringError,
  keepMaster,
  masterKeyId,
  openContent,
} from './keyring-content.ts';
import { keyBytes, open, seal } from './sealed-bytes.ts';

export { type KeyringContent, KeyringError } from './keyring-content.ts';

/** Wraps secrets for rest, and opens what was wrapped. */
export interface Keyring {
  /**
   * @param purpose what the secret is for, and whose: `network-key:<project id>`. It opens for no other
   * @returns `wk2.<generation>.<base64url>`
   */
  wrap(purpose: string, secret: Uint8Array): string;
  /** @throws KeyringError */
  unwrap(purpose: string, wrapped: string): Buffer;
  /**
   * Whether it was wrapped under another generation than the newest.
   *
   * @throws KeyringError for an unknown form
   */
  isStale(wrapped: string): boolean;
  /** 32 bytes for the MACs of audit trails. They stay the same for as long as the data folder lives. */
  readonly auditKey: Buffer;
  /** 32 bytes for what accounts sign and encrypt. They stay the same likewise. */
  readonly accountsSecret: Buffer;
}

/**
 * The keyring of a new data folder.
 *
 * @param random draws the data key and the two secrets
 * @throws KeyringError for a master key that is not 32 bytes
 * @example
 * const content = createKeyringContent(masterKey, randomBytes);
 * const keyring = openKeyring(content, masterKey);
 * const wrapped = keyring.wrap('network-key:4711', networkKey); // wk2.1.…
 * keyring.unwrap('network-key:4711', wrapped);
 */
export const createKeyringContent = (masterKey: Uint8Array, random: Random): KeyringContent =>
  closeContent([masterKey], {
    generations: [{ number: 1, dataKey: random(keyBytes) }],
    audit: random(keyBytes),
    accounts: random(keyBytes),
  });

/**
 * @param masterKey one of those that the content was made for
 * @throws KeyringError when it is none of them, or when the content is damaged
 */
export function openKeyring(content: KeyringContent, masterKey: Uint8Array): Keyring {
  const { generations, audit, accounts } = openContent(content, masterKey);
  const dataKeys = new Map(generations.map(({ number, dataKey }) => [number, dataKey]));
  const newest = newestNumber(content);
  const dataKeyOf = (number: number): Buffer => {
    const key = dataKeys.get(number);
    if (key === undefined) throw new KeyringError(noGeneration(number));
    return key;
  };
  return {
    wrap: (purpose, secret) =>
      `${form}.${newest}.${seal({ key: dataKeyOf(newest), purpose }, secret)}`,
    unwrap(purpose, wrapped) {
      const { number, sealed } = readWrapped(wrapped);
      const secret = open({ key: dataKeyOf(number), purpose }, sealed);
      if (secret === undefined)
        throw new KeyringError(`${purpose} cannot be unwrapped: ${changed}`);
      return secret;
    },
    isStale: (wrapped) => readWrapped(wrapped).number !== newest,
    auditKey: audit,
    accountsSecret: accounts,
  };
}

/** The master key in use, the one to come, and where the new data key is drawn from. */
export interface MasterRotation {
  readonly from: Uint8Array;
  readonly to: Uint8Array;
  readonly random: Random;
}

/**
 * Brings a new master key in: the result opens with both, and its newest data key is a new one.
 *
 * @throws KeyringError when `from` does not open the content, or `to` is the same key
 */
export function rotateMaster(
  content: KeyringContent,
  { from, to, random }: MasterRotation,
): KeyringContent {
  if (masterKeyId(from) === masterKeyId(to))
    throw new KeyringError('The new master key is the one in use. Give another.');
  const secrets = openContent(content, from);
  const fresh = { number: newestNumber(content) + 1, dataKey: random(keyBytes) };
  return closeContent([from, to], { ...secrets, generations: [...secrets.generations, fresh] });
}

/** Whether a rotation was begun that {@link finishRotation} has something left to do of. */
export const isRotating = ({ masters, generations }: KeyringContent): boolean =>
  masters.length > 1 || generations.length > 1;

/**
 * The end of a rotation. What is still wrapped under a former generation is lost with this: see the steps
 * above.
 *
 * @param masterKey the one that the service was started with; when it is the newest, it is the only one left
 * @throws KeyringError when it does not open the content
 */
export function finishRotation(content: KeyringContent, masterKey: Uint8Array): KeyringContent {
  openContent(content, masterKey);
  const settled = { ...content, generations: content.generations.slice(-1) };
  const isNewest = content.masters.at(-1) === masterKeyId(masterKey);
  return isNewest ? keepMaster(settled, masterKey) : settled;
}

/**
 * Opens what the first format of a data folder wrapped: directly under the master key, for a purpose
 * without an owner. For its import alone.
 *
 * @throws KeyringError
 */
export function unwrapOld(masterKey: Uint8Array, purpose: string, wrapped: string): Buffer {
  const [, sealed] = /^wk1\.([\w-]+)$/.exec(wrapped) ?? [];
  if (sealed === undefined) throw new KeyringError(unknownForm);
  const secret = open({ key: masterKey, purpose }, sealed);
  if (secret !== undefined) return secret;
  throw new KeyringError(`A ${purpose} cannot be unwrapped: ${wrongOldKey}`);
}

const newestNumber = ({ generations }: KeyringContent): number => generations.at(-1)?.number ?? 0;

const form = 'wk2';

function readWrapped(wrapped: string): { readonly number: number; readonly sealed: string } {
  const [, number, sealed] = /^wk2\.([1-9]\d{0,8})\.([\w-]+)$/.exec(wrapped) ?? [];
  if (number === undefined || sealed === undefined) throw new KeyringError(unknownForm);
  return { number: Number(number), sealed };
}

const unknownForm =
  'A wrapped key is of a form that this version does not know. Start the version that wrote it, or restore the registry from a copy.';
const changed =
  'it was wrapped for something else, or the registry was changed. Restore the registry from a copy.';
const wrongOldKey =
  'the master key is not the one that it was wrapped with, or the registry was changed. Put the right master key back.';
const noGeneration = (number: number): string =>
  `keyring.json holds no data key of generation ${number}: it and the registry are not of one time. Restore both from one copy.`;
