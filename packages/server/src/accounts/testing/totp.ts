/** What an authenticator shows: RFC 6238 with SHA-1, six digits and steps of 30 seconds, by hand. */
import { createHmac } from 'node:crypto';

const stepMs = 30_000;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The key in an `otpauth://` URI (base32, RFC 4648 §6). */
export function totpKeyOf(uri: string): Buffer {
  const characters = [...(new URL(uri).searchParams.get('secret') ?? '')];
  const bits = characters.map((one) => alphabet.indexOf(one).toString(2).padStart(5, '0')).join('');
  const bytes = bits.match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
}

/**
 * @param at when, in Unix milliseconds, and how many digits (RFC 6238's own vectors have eight)
 */
export function totpCode(
  key: Buffer,
  at: { readonly atMs: number; readonly digits?: number },
): string {
  const { atMs, digits = 6 } = at;
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(atMs / stepMs)));
  const mac = createHmac('sha1', key).update(counter).digest();
  const truncated = mac.readUInt32BE((mac.at(-1) ?? 0) & 0xf) & 0x7fffffff;
  return String(truncated % 10 ** digits).padStart(digits, '0');
}
