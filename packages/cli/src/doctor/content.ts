import type { KeyObject, X509Certificate } from 'node:crypto';
import type { Diagnosis } from '@whorl/contract';
import type { KeyStore } from '@whorl/server/brought';

/** What a file turned out to be. */
export type ContentKind =
  | 'pem'
  | 'der'
  | 'jwk'
  | 'key-store'
  | 'body'
  | 'transaction'
  | 'configuration'
  | 'password'
  | 'unknown';

/** What is in a file, taken apart: whatever its form, the same few things. */
export interface Content {
  readonly kind: ContentKind;
  readonly certificates: readonly X509Certificate[];
  readonly privateKeys: readonly KeyObject[];
  readonly publicKeys: readonly KeyObject[];
  /** Private keys that are closed with a passphrase. */
  readonly encryptedKeys: number;
  /** PKCS#10 requests, PEM. */
  readonly requests: readonly string[];
  readonly keyStore?: KeyStore;
  /** A body of the API, or a compact JWE alone. */
  readonly body?: Uint8Array;
  readonly configuration?: Readonly<Record<string, unknown>>;
  /** What is wrong with its form. */
  readonly faults: readonly Diagnosis[];
}

const nothing = {
  certificates: [],
  privateKeys: [],
  publicKeys: [],
  encryptedKeys: 0,
  requests: [],
  faults: [],
} as const;

/** A content with what it has, and nothing else. */
export const contentOf = (
  kind: ContentKind,
  members: Partial<Omit<Content, 'kind'>> = {},
): Content => ({ kind, ...nothing, ...members });

/** The same with more that is wrong. */
export const withFaults = (content: Content, faults: readonly Diagnosis[]): Content => ({
  ...content,
  faults: [...faults, ...content.faults],
});

/** Whether no key, certificate or request was found in it. */
export const holdsNothing = (content: Content): boolean => listed(content).length === 0;

/** What is in it, in words: `a private key`. */
export function describe(content: Content): string {
  const words = listed(content);
  return words.length > 0 ? words.join(' and ') : kinds[content.kind];
}

const listed = ({
  certificates,
  privateKeys,
  publicKeys,
  encryptedKeys,
  requests,
}: Content): readonly string[] =>
  [
    counted(certificates.length, 'certificate'),
    counted(privateKeys.length, 'private key'),
    counted(encryptedKeys, 'encrypted private key'),
    counted(publicKeys.length, 'public key'),
    counted(requests.length, 'certificate request'),
  ].filter(Boolean);

const kinds: Readonly<Record<ContentKind, string>> = {
  pem: 'PEM text without a key or a certificate',
  der: 'binary content of another kind',
  jwk: 'a JSON Web Key',
  'key-store': 'a PKCS#12 file',
  body: 'a body or an envelope',
  transaction: 'a transaction in clear',
  configuration: 'a configuration',
  password: 'a password',
  unknown: 'nothing of the kind',
};

function counted(count: number, noun: string): string {
  if (count === 0) return '';
  const article = /^[aeiou]/.test(noun) ? 'an' : 'a';
  return count === 1 ? `${article} ${noun}` : `${count} ${noun}s`;
}
