/**
 * The algorithms of an envelope, as rows. What has no row here does not exist: a forbidden algorithm
 * cannot be half-supported.
 */

/** Who reads: the service a request, or a client an answer (other sandboxes send shorter keys). */
export type Reader = 'request' | 'answer';

/** A content encryption (RFC 7518 §5.3). */
export interface ContentEncryption {
  readonly cipher: 'aes-128-gcm' | 'aes-192-gcm' | 'aes-256-gcm';
  readonly keyBytes: 16 | 24 | 32;
  readonly readers: readonly Reader[];
}

/** The one key management: RSAES-OAEP with SHA-256 for digest and MGF1 (RFC 7518 §4.3). */
export const keyManagement = { alg: 'RSA-OAEP-256', oaepHash: 'sha256' } as const;

export const contentEncryptions = {
  A256GCM: { cipher: 'aes-256-gcm', keyBytes: 32, readers: ['request', 'answer'] },
  A192GCM: { cipher: 'aes-192-gcm', keyBytes: 24, readers: ['answer'] },
  A128GCM: { cipher: 'aes-128-gcm', keyBytes: 16, readers: ['answer'] },
} as const satisfies Record<string, ContentEncryption>;

/** What is sealed, by either side. */
export const sealingEnc = 'A256GCM';

/** RFC 7518 §5.3 says 12: the one length that every official client opens. */
export const sealIvBytes = 12;

/** Three of the official clients send 16. */
export const readIvBytes: readonly number[] = [sealIvBytes, 16];

/** The whole tag: a shorter one would be easier to forge (RFC 7518 §5.3). */
export const tagBytes = 16;

/** Whether an `enc` has a row, whoever reads it. */
export const isContentEncryption = (enc: string): enc is keyof typeof contentEncryptions =>
  Object.hasOwn(contentEncryptions, enc);

/** The row of an `enc`, if this reader accepts it. */
export function findContentEncryption(enc: string, reader: Reader): ContentEncryption | undefined {
  if (!isContentEncryption(enc)) return undefined;
  const row: ContentEncryption = contentEncryptions[enc];
  return row.readers.includes(reader) ? row : undefined;
}
