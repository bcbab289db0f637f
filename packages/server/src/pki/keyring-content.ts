/** What lies in `keyring.json`: data keys and two secrets, each wrapped under every master key that opens it. */
import { createHmac } from 'node:crypto';
import { keyBytes, open, seal } from './sealed-bytes.ts';

/** What was wrapped, or the keyring itself, cannot be opened. The message says why that may be and what to do. */
export class KeyringError extends Error {
  override readonly name = 'KeyringError';
}

/** A secret by the id of each master key that it is wrapped under. */
export type WrappedByMaster = Readonly<Record<string, string>>;

/** The content of `keyring.json`: nothing of it opens without a master key. */
export interface KeyringContent {
  /** Ids of the master keys that open it, the newest last. */
  readonly masters: readonly string[];
  /** The data keys, the newest last. */
  readonly generations: readonly { readonly number: number; readonly dataKey: WrappedByMaster }[];
  /** Never rotated: what was signed with it stays checkable. */
  readonly audit: WrappedByMaster;
  /** Never rotated either: sessions and second factors hang on it. */
  readonly accounts: WrappedByMaster;
}

/** A content with bytes in the places of what is wrapped. */
export interface KeyringSecrets<Bytes extends Uint8Array = Uint8Array> {
  readonly generations: readonly { readonly number: number; readonly dataKey: Bytes }[];
  readonly audit: Bytes;
  readonly accounts: Bytes;
}

/**
 * Names a master key without helping anybody to guess it: eight hex digits of an HMAC.
 *
 * @throws KeyringError for a key that is not 32 bytes
 */
export function masterKeyId(masterKey: Uint8Array): string {
  if (masterKey.length !== keyBytes)
    throw new KeyringError(`A master key is ${keyBytes} bytes, not ${masterKey.length}.`);
  return createHmac('sha256', masterKey).update('whorl master key id').digest('hex').slice(0, 8);
}

/** Wraps secrets under each of some master keys, the newest last. */
export function closeContent(
  masterKeys: readonly Uint8Array[],
  { generations, audit, accounts }: KeyringSecrets,
): KeyringContent {
  const closed = (what: string, secret: Uint8Array): WrappedByMaster =>
    Object.fromEntries(
      masterKeys.map((key) => [masterKeyId(key), seal({ key, purpose: purposeOf(what) }, secret)]),
    );
  return {
    masters: masterKeys.map(masterKeyId),
    generations: generations.map(({ number, dataKey }) => ({
      number,
      dataKey: closed(dataKeyName(number), dataKey),
    })),
    audit: closed(auditName, audit),
    accounts: closed(accountsName, accounts),
  };
}

/** @throws KeyringError when the master key is none of the content's, or when the content is damaged */
export function openContent(
  content: KeyringContent,
  masterKey: Uint8Array,
): KeyringSecrets<Buffer> {
  const id = masterKeyId(masterKey);
  if (!content.masters.includes(id)) throw new KeyringError(otherMaster(content.masters, id));
  const opened = (what: string, secret: WrappedByMaster): Buffer => {
    const bytes = open({ key: masterKey, purpose: purposeOf(what) }, secret[id] ?? '');
    if (bytes?.length === keyBytes) return bytes;
    throw new KeyringError(damaged(`its ${what} does not open`));
  };
  return {
    generations: content.generations.map(({ number, dataKey }) => ({
      number,
      dataKey: opened(dataKeyName(number), dataKey),
    })),
    audit: opened(auditName, content.audit),
    accounts: opened(accountsName, content.accounts),
  };
}

/**
 * Leaves one master key, and drops the others.
 *
 * @throws KeyringError when that one does not open the content
 */
export function keepMaster(content: KeyringContent, masterKey: Uint8Array): KeyringContent {
  openContent(content, masterKey);
  const id = masterKeyId(masterKey);
  const keep = (secret: WrappedByMaster): WrappedByMaster => ({ [id]: secret[id] ?? '' });
  return {
    masters: [id],
    generations: content.generations.map(({ number, dataKey }) => ({
      number,
      dataKey: keep(dataKey),
    })),
    audit: keep(content.audit),
    accounts: keep(content.accounts),
  };
}

const dataKeyName = (number: number): string => `data key of generation ${number}`;
const auditName = 'audit key';
const accountsName = "accounts' secret";

/** Nothing in a keyring can take the place of anything else in it. */
const purposeOf = (what: string): string => `whorl keyring: ${what}`;

/**
 * Reads the text of `keyring.json`.
 *
 * @throws KeyringError when it is something else
 */
export function readKeyringContent(text: string): KeyringContent {
  const found = parse(text);
  if (!isRecord(found)) throw new KeyringError(damaged('it is no JSON object'));
  const { masters, generations, audit, accounts } = found;
  if (!isListOf(masters, isText) || !isListOf(generations, isGeneration))
    throw new KeyringError(damaged('it names no master keys, or no data keys'));
  if (!isWrapped(audit) || !isWrapped(accounts))
    throw new KeyringError(damaged('one of its secrets is missing'));
  return { masters, generations, audit, accounts };
}

/** The text of `keyring.json`. */
export const printKeyringContent = (content: KeyringContent): string =>
  `${JSON.stringify(content, undefined, 2)}\n`;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isText = (value: unknown): value is string => typeof value === 'string';

function isListOf<Item>(value: unknown, isItem: (item: unknown) => item is Item): value is Item[] {
  return Array.isArray(value) && value.length > 0 && value.every(isItem);
}

const isWrapped = (value: unknown): value is WrappedByMaster =>
  isRecord(value) && Object.values(value).every(isText);

const isGeneration = (value: unknown): value is KeyringContent['generations'][number] =>
  isRecord(value) && Number.isSafeInteger(value.number) && isWrapped(value.dataKey);

/** What is said of a keyring that was changed or cut off. */
const damaged = (how: string): string => `keyring.json is damaged: ${how}. Restore it from a copy.`;

const otherMaster = (known: readonly string[], found: string): string =>
  `keyring.json was made for another master key (its id is ${known.join(' or ')}, that of the one found is ${found}). Put the right master key back.`;
