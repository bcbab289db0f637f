/** What a server says in a TLS 1.3 handshake: encrypted, and opened with the secret that our own side of it tells. */
import { type CipherGCMTypes, createDecipheriv, createHmac } from 'node:crypto';
import {
  type HandshakeMessage,
  readMessages,
  readRecords,
  recordTypes,
  type TlsRecord,
} from './records.ts';

/** What opens the server's part of one handshake. */
export interface HandshakeSecret {
  /** As the platform names it: `TLS_AES_256_GCM_SHA384`. */
  readonly cipher: string;
  /** SERVER_HANDSHAKE_TRAFFIC_SECRET (RFC 8446 §7.1). */
  readonly secret: Buffer;
}

interface CipherRow {
  readonly cipher: CipherGCMTypes | 'chacha20-poly1305';
  readonly keyBytes: number;
  readonly hash: 'sha256' | 'sha384';
}

/** RFC 8446 §B.4. */
const ciphers: Readonly<Record<string, CipherRow>> = {
  TLS_AES_128_GCM_SHA256: { cipher: 'aes-128-gcm', keyBytes: 16, hash: 'sha256' },
  TLS_AES_256_GCM_SHA384: { cipher: 'aes-256-gcm', keyBytes: 32, hash: 'sha384' },
  TLS_CHACHA20_POLY1305_SHA256: { cipher: 'chacha20-poly1305', keyBytes: 32, hash: 'sha256' },
};

const ivBytes = 12;
const tagBytes = 16;

/** Reads the encrypted messages of a handshake: none where they do not open. Never throws. */
export function readModernMessages(
  heard: Buffer,
  { cipher, secret }: HandshakeSecret,
): readonly HandshakeMessage[] {
  const row = ciphers[cipher];
  if (row === undefined) return [];
  const key = expand({ row, secret }, { label: 'key', bytes: row.keyBytes });
  const iv = expand({ row, secret }, { label: 'iv', bytes: ivBytes });
  const sealed = readRecords(heard).filter(({ type }) => type === recordTypes.applicationData);
  const fragments: Buffer[] = [];
  for (const [sequence, record] of sealed.entries()) {
    const content = open(record, { row, key, nonce: nonceOf(iv, sequence) });
    // What follows the handshake has other keys.
    if (content === undefined) break;
    fragments.push(content);
  }
  return readMessages(fragments);
}

/** HKDF-Expand-Label with an empty context (RFC 8446 §7.1); one block of the hash is enough for all that is asked. */
function expand(
  { row, secret }: { readonly row: CipherRow; readonly secret: Buffer },
  { label, bytes }: { readonly label: string; readonly bytes: number },
): Buffer {
  const name = Buffer.from(`tls13 ${label}`);
  const info = Buffer.concat([Buffer.of(0, bytes, name.length), name, Buffer.of(0, 1)]);
  return createHmac(row.hash, secret).update(info).digest().subarray(0, bytes);
}

/** RFC 8446 §5.3. */
function nonceOf(iv: Buffer, sequence: number): Buffer {
  const nonce = Buffer.from(iv);
  const at = ivBytes - 4;
  nonce.writeUInt32BE((nonce.readUInt32BE(at) ^ sequence) >>> 0, at);
  return nonce;
}

interface Opening {
  readonly row: CipherRow;
  readonly key: Buffer;
  readonly nonce: Buffer;
}

/** What is in one record (RFC 8446 §5.2), where it is of the handshake. */
function open({ header, fragment }: TlsRecord, { row, key, nonce }: Opening): Buffer | undefined {
  const end = fragment.length - tagBytes;
  if (end < 0) return undefined;
  try {
    const cipher = row.cipher as CipherGCMTypes;
    const decipher = createDecipheriv(cipher, key, nonce, { authTagLength: tagBytes });
    decipher.setAAD(header).setAuthTag(fragment.subarray(end));
    const inner = Buffer.concat([decipher.update(fragment.subarray(0, end)), decipher.final()]);
    return withoutPadding(inner);
  } catch {
    return undefined;
  }
}

/** The type of the content stands at its end, before zeros that hide its length. */
function withoutPadding(inner: Buffer): Buffer | undefined {
  const at = inner.findLastIndex((byte) => byte !== 0);
  return inner[at] === recordTypes.handshake ? inner.subarray(0, at) : undefined;
}
