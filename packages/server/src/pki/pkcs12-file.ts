/** A PKCS#12 file (RFC 7292) taken apart, as far as no password is needed. */
import type { AsnType } from 'asn1js';
import { type Mac, readMac } from './pkcs12-mac.ts';
import { lookUp, readScheme, type Scheme } from './pkcs12-scheme.ts';
import {
  numberOf,
  octetsOf,
  oidOf,
  parseTree,
  partsOf,
  textOf,
  Unreadable,
} from './pkcs12-tree.ts';

/** Something encrypted. */
export interface Closed {
  readonly scheme: Scheme;
  readonly data: Buffer;
}

/** One thing in the file, with its attributes. */
export interface Bag {
  readonly kind: 'key' | 'shrouded-key' | 'certificate';
  readonly value: AsnType;
  readonly friendlyName: string | undefined;
  /** Hex: the same on a key and on its certificate. */
  readonly localKeyId: string | undefined;
}

/** A PKCS#12 file. */
export interface Pkcs12File {
  /** What vouches for the whole; `undefined` where nothing does. */
  readonly mac: Mac | undefined;
  /** What it vouches for. */
  readonly content: Buffer;
  /** Bags each: encrypted together, or one by one. */
  readonly safes: readonly (Closed | readonly Bag[])[];
}

const dataType = '1.2.840.113549.1.7.1';
const encryptedDataType = '1.2.840.113549.1.7.6';

/** @throws Unreadable */
export function readPkcs12File(bytes: Uint8Array): Pkcs12File {
  const [version, authSafe, mac] = partsOf(parseTree(bytes));
  const [type, tagged] = partsOf(authSafe);
  if (numberOf(version) !== 3 || oidOf(type) !== dataType) throw new Unreadable();
  const content = octetsOf(partsOf(tagged)[0]);
  return {
    content,
    mac: mac === undefined ? undefined : readMac(mac),
    safes: partsOf(parseTree(content)).map(readSafe),
  };
}

function readSafe(contentInfo: AsnType): Closed | readonly Bag[] {
  const [type, tagged] = partsOf(contentInfo);
  const [value] = partsOf(tagged);
  if (oidOf(type) === dataType) return readBags(octetsOf(value));
  if (oidOf(type) !== encryptedDataType) throw new Unreadable();
  const [, encrypted] = partsOf(value);
  const [, algorithm, data] = partsOf(encrypted);
  return { scheme: readScheme(algorithm), data: octetsOf(data) };
}

const bagKinds: Readonly<Record<string, Bag['kind']>> = {
  '1.2.840.113549.1.12.10.1.1': 'key',
  '1.2.840.113549.1.12.10.1.2': 'shrouded-key',
  '1.2.840.113549.1.12.10.1.3': 'certificate',
};

const friendlyNameType = '1.2.840.113549.1.9.20';
const localKeyIdType = '1.2.840.113549.1.9.21';

/** Reads SafeContents; revocation lists and secrets in it are passed over. @throws Unreadable */
export function readBags(safeContents: Buffer): readonly Bag[] {
  return partsOf(parseTree(safeContents)).flatMap((safeBag) => {
    const [type, tagged, attributes] = partsOf(safeBag);
    const kind = lookUp(bagKinds, oidOf(type));
    const [value] = partsOf(tagged);
    return kind && value ? [{ kind, value, ...readAttributes(attributes) }] : [];
  });
}

function readAttributes(attributes: AsnType | undefined): Pick<Bag, 'friendlyName' | 'localKeyId'> {
  const values = new Map(
    (attributes === undefined ? [] : partsOf(attributes)).map((attribute) => {
      const [type, set] = partsOf(attribute);
      return [oidOf(type), partsOf(set)[0]];
    }),
  );
  const keyId = values.get(localKeyIdType);
  return {
    friendlyName: textOf(values.get(friendlyNameType)),
    localKeyId: keyId && octetsOf(keyId).toString('hex'),
  };
}

/** Reads an EncryptedPrivateKeyInfo (RFC 5958 §3). @throws Unreadable */
export function readShroudedKey({ value }: Bag): Closed {
  const [algorithm, data] = partsOf(value);
  return { scheme: readScheme(algorithm), data: octetsOf(data) };
}
