/** Key stores that people bring, read to say what is wrong with them. */
import { createPublicKey, type X509Certificate } from 'node:crypto';
import { boundedKeyOf } from './bounded-keys.ts';
import { attempt, type Contents, readContents, type StoredKey } from './pkcs12-contents.ts';
import { Effort, type Secret, secretsOf, TooManyRounds } from './pkcs12-derive.ts';
import { type Pkcs12File, readPkcs12File } from './pkcs12-file.ts';

/** What a password does: `untried` where the file could not be read so far. */
export type PasswordVerdict = 'opens' | 'wrong' | 'missing' | 'only-without-line-end' | 'untried';

/** What a key store is, and what is in it. */
export interface KeyStore {
  /** `slow`: a PKCS#12 file that asks for more rounds of hashing than are done for it. */
  readonly state: 'read' | 'jks' | 'damaged' | 'slow';
  readonly password: PasswordVerdict;
  /** How keys and certificates are encrypted, each once: `PBES2 AES-256-CBC`, `3DES`, `RC2-40`. */
  readonly encryption: readonly string[];
  /** Those of them that the OpenSSL of this runtime has not: Node's TLS then says `unsupported`. */
  readonly refusedHere: readonly string[];
  /** What vouches for the whole: `SHA-256`, `SHA-1`; `undefined` where nothing does. */
  readonly macHash: string | undefined;
  /** The friendly name of every key that can be seen, the password given or not; `undefined` for one without. */
  readonly keyNames: readonly (string | undefined)[];
  readonly privateKeys: readonly StoredKey[];
  /** Those that can be seen; that of the first key first, where it can be told. */
  readonly certificates: readonly X509Certificate[];
  /** Parts that could not be read: closed, or of a kind that is unknown here. */
  readonly unread: number;
}

const nothing = {
  password: 'untried',
  encryption: [],
  refusedHere: [],
  macHash: undefined,
  keyNames: [],
  privateKeys: [],
  certificates: [],
  unread: 0,
} as const;

/** No key store of one caller is longer. */
const maxBytes = 1024 * 1024;
const javaMagic: readonly unknown[] = ['feedfeed', 'cececece'];

/**
 * Reads a PKCS#12 file of any age (RFC 7292): what can be seen without the password, whether the password opens it,
 * and then all of it. Whatever it is given, it does not throw and takes a few seconds at most.
 *
 * @param bytes at most 1 MiB; more is `damaged`
 * @param password as it was brought, a line end at its end too; `undefined` where none was
 * @param effort to be shared by files that are read one after the other: then all of them together take no longer than one
 * @example
 * const store = readKeyStore(readFileSync('client.p12'), 'secret');
 * if (store.password === 'opens') console.log(store.keyNames, store.privateKeys.length);
 */
export function readKeyStore(
  bytes: Uint8Array,
  password: string | undefined,
  effort: Effort = new Effort(),
): KeyStore {
  if (javaMagic.includes(Buffer.from(bytes.subarray(0, 4)).toString('hex')))
    return { ...nothing, state: 'jks' };
  if (bytes.length > maxBytes) return { ...nothing, state: 'damaged' };
  try {
    effort.spend(bytes.length);
    return describe(readPkcs12File(bytes), { password, effort });
  } catch (error) {
    return { ...nothing, state: error instanceof TooManyRounds ? 'slow' : 'damaged' };
  }
}

function describe(file: Pkcs12File, given: Given): KeyStore {
  const [verdict, contents] = tryAll(file, given);
  const { schemes, privateKeys, keyBags, unread } = contents;
  return {
    state: 'read',
    password: verdict,
    encryption: distinct(schemes.map(({ name }) => name)),
    refusedHere: distinct(schemes.filter((one) => one.isRefusedHere).map(({ name }) => name)),
    macHash: file.mac?.name,
    keyNames: keyBags.map(({ friendlyName }) => friendlyName),
    privateKeys,
    certificates: ownFirst(contents),
    unread,
  };
}

const distinct = (names: readonly string[]): readonly string[] => [...new Set(names)];

interface Given {
  readonly password: string | undefined;
  readonly effort: Effort;
}

function tryAll(
  file: Pkcs12File,
  { password, effort }: Given,
): readonly [PasswordVerdict, Contents] {
  for (const [verdict, tried] of triesOf(password)) {
    for (const secret of secretsOf(tried)) {
      const contents = tryOne(file, { secret, effort });
      if (contents !== undefined) return [verdict, contents];
    }
  }
  const contents = readContents(file, { secret: undefined, effort });
  return [password === undefined ? 'missing' : 'wrong', contents];
}

/** Where no password was given the empty one may still open it. */
function triesOf(password = ''): readonly (readonly [PasswordVerdict, string])[] {
  const trimmed = withoutLineEnds(password);
  const given = ['opens', password] as const;
  return trimmed === password ? [given] : [given, ['only-without-line-end', trimmed]];
}

/** A pattern would take time by the square of the line ends before the last one. */
function withoutLineEnds(text: string): string {
  let { length } = text;
  while (/[\r\n]/.test(text.charAt(length - 1))) length -= 1;
  return text.slice(0, length);
}

interface Try {
  readonly secret: Secret;
  readonly effort: Effort;
}

/** The MAC proves a password; where there is none, what it decrypts does. */
function tryOne(file: Pkcs12File, opening: Try): Contents | undefined {
  const isRight = file.mac?.verify?.(file.content, opening);
  if (isRight === false) return undefined;
  const contents = readContents(file, opening);
  const isOpen = isRight || contents.opened > 0 || contents.schemes.length === 0;
  return isOpen ? contents : undefined;
}

/** Puts the certificate of the first key first: by its public key, else by the id that both have. */
function ownFirst({
  privateKeys: [key],
  keyBags: [bag],
  certificates,
}: Contents): readonly X509Certificate[] {
  const own =
    certificates.find(({ certificate }) => key !== undefined && isOf(certificate, key)) ??
    certificates.find((one) => one.localKeyId !== undefined && one.localKeyId === bag?.localKeyId);
  const others = certificates.filter((one) => one !== own);
  return [...(own === undefined ? [] : [own]), ...others].map(({ certificate }) => certificate);
}

function isOf(certificate: X509Certificate, { key }: StoredKey): boolean {
  const publicKey = boundedKeyOf(certificate);
  return publicKey !== undefined && attempt(() => createPublicKey(key).equals(publicKey)) === true;
}
