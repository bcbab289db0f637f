/** What a PKCS#12 file holds: all of it with the password, and without one what lies open. */
import { type KeyObject, X509Certificate } from 'node:crypto';
import { readBoundedPrivateKey } from './bounded-keys.ts';
import { tellPrivateKey } from './key-structure.ts';
import { type Effort, type Secret, TooManyRounds } from './pkcs12-derive.ts';
import {
  type Bag,
  type Closed,
  type Pkcs12File,
  readBags,
  readShroudedKey,
} from './pkcs12-file.ts';
import type { Scheme } from './pkcs12-scheme.ts';
import { bytesOf, octetsOf, partsOf, Unreadable } from './pkcs12-tree.ts';

/** A private key in a key store. */
export interface StoredKey {
  readonly key: KeyObject;
  /** The alias. */
  readonly friendlyName: string | undefined;
  /** Hex: its certificate has the same. */
  readonly localKeyId: string | undefined;
}

/** A certificate in a key store. */
export interface StoredCertificate {
  readonly certificate: X509Certificate;
  readonly localKeyId: string | undefined;
}

/** What was found. */
export interface Contents {
  /** How what is encrypted is encrypted, whether it was opened or not. */
  readonly schemes: readonly Scheme[];
  /** Every key that was seen, opened or not. */
  readonly keyBags: readonly Bag[];
  readonly privateKeys: readonly StoredKey[];
  readonly certificates: readonly StoredCertificate[];
  /** Encrypted parts that were opened. */
  readonly opened: number;
  /** Encrypted parts that were not, and keys and certificates of a kind that is unknown here. */
  readonly unread: number;
}

/** What things are opened with; without a secret nothing is. */
export interface Means {
  readonly secret: Secret | undefined;
  readonly effort: Effort;
}

const nothing: Contents = {
  schemes: [],
  keyBags: [],
  privateKeys: [],
  certificates: [],
  opened: 0,
  unread: 0,
};

/** @throws TooManyRounds; Unreadable for bags that lie open and are damaged */
export function readContents({ safes }: Pick<Pkcs12File, 'safes'>, means: Means): Contents {
  return collect(
    safes.map((safe) => ('scheme' in safe ? readClosed(safe, means) : readAll(safe, means))),
  );
}

const collect = (found: readonly Partial<Contents>[]): Contents => ({
  schemes: found.flatMap(({ schemes = [] }) => schemes),
  keyBags: found.flatMap(({ keyBags = [] }) => keyBags),
  privateKeys: found.flatMap(({ privateKeys = [] }) => privateKeys),
  certificates: found.flatMap(({ certificates = [] }) => certificates),
  opened: found.reduce((sum, { opened = 0 }) => sum + opened, 0),
  unread: found.reduce((sum, { unread = 0 }) => sum + unread, 0),
});

function readClosed(safe: Closed, means: Means): Contents {
  const bags = open(safe, means, readBags);
  const self = { schemes: [safe.scheme] };
  if (bags === undefined) return { ...nothing, ...self, unread: 1 };
  return collect([{ ...self, opened: 1 }, readAll(bags, means)]);
}

const readAll = (bags: readonly Bag[], means: Means): Contents =>
  collect(bags.map((bag) => readers[bag.kind](bag, means)));

/** What a key or a certificate takes, in rounds of hashing. */
const partRounds = 200;

const readers: Readonly<Record<Bag['kind'], (bag: Bag, means: Means) => Partial<Contents>>> = {
  key: (bag, { effort }) => {
    effort.spend(partRounds);
    return withKey(bag, readBoundedPrivateKey(bytesOf(bag.value)));
  },
  'shrouded-key': readShrouded,
  certificate: readCertificate,
};

function readShrouded(bag: Bag, means: Means): Partial<Contents> {
  const closed = readShroudedKey(bag);
  means.effort.spend(partRounds);
  const opened = open(closed, means, readKey);
  const found = withKey(bag, opened?.key);
  return { ...found, schemes: [closed.scheme], opened: opened === undefined ? 0 : 1 };
}

function withKey(bag: Bag, key: KeyObject | undefined): Partial<Contents> {
  const { friendlyName, localKeyId } = bag;
  const keyBags = [bag];
  return key === undefined
    ? { keyBags, unread: 1 }
    : { keyBags, privateKeys: [{ key, friendlyName, localKeyId }] };
}

function readCertificate({ value, localKeyId }: Bag, { effort }: Means): Partial<Contents> {
  effort.spend(partRounds);
  const [, tagged] = partsOf(value);
  const certificate = attempt(() => new X509Certificate(octetsOf(partsOf(tagged)[0])));
  return certificate === undefined
    ? { unread: 1 }
    : { certificates: [{ certificate, localKeyId }] };
}

/** What was decrypted to a key may be of a kind that is not read here. @throws Unreadable where it is no key at all */
function readKey(der: Buffer): { readonly key: KeyObject | undefined } {
  if (tellPrivateKey(der) === undefined) throw new Unreadable();
  return { key: readBoundedPrivateKey(der) };
}

/** Decrypts and reads; `undefined` where either fails, as both do with a wrong password. @throws TooManyRounds */
function open<Value>(
  { scheme, data }: Closed,
  { secret, effort }: Means,
  read: (plain: Buffer) => Value,
): Value | undefined {
  if (secret === undefined) return undefined;
  return attempt(() => read(scheme.decrypt(data, { secret, effort })));
}

/** `undefined` where it cannot be read. @throws TooManyRounds */
export function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof TooManyRounds) throw error;
    return undefined;
  }
}
