import { isUtf8 } from 'node:buffer';
import { hash } from 'node:crypto';
import { describeHeader } from './describe-header.ts';
import type { EnvelopeFacts } from './refusal-record.ts';

/** One more than there should be, so that it shows what is too much. */
const toldParts = 6;

/**
 * What can be said of the envelope in a body, however it is broken: of the header, of lengths and of a hash. Nothing is decrypted,
 * nothing that was sent in clear is repeated. Pure, and never throws.
 *
 * @returns `undefined` where there is no text under `encryptedData`
 * @example
 * describeEnvelope(body)?.partBytes; // [131, 256, 12, 412, 16]
 */
export function describeEnvelope(body: Uint8Array): EnvelopeFacts | undefined {
  const token = tokenIn(body);
  if (token === undefined) return undefined;
  const parts = token.split('.', toldParts);
  const header = describeHeader(parts[0] ?? '');
  return {
    ...(isUnguessable(parts) && { sha256: hash('sha256', token, 'hex') }),
    ...(header && { header }),
    partCount: token.length - token.replaceAll('.', '').length + 1,
    partBytes: parts.map(bytesOf),
  };
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function tokenIn(body: Uint8Array): string | undefined {
  try {
    const parsed: unknown = JSON.parse(utf8.decode(body));
    if (typeof parsed !== 'object' || parsed === null) return undefined;
    const { encryptedData } = parsed as { encryptedData?: unknown };
    return typeof encryptedData === 'string' ? encryptedData : undefined;
  } catch {
    return undefined;
  }
}

/** How many bytes so many digits of base64 make. What else a part is made of does not change it. */
function bytesOf(part: string): number {
  const padding = ['==', '='].find((end) => part.endsWith(end)) ?? '';
  return Math.floor(((part.length - padding.length) * 3) / 4);
}

const digits = /^[A-Za-z0-9_+/-]*={0,2}$/;
/** Of RSA of 2048 to 4096 bits. */
const minKeyBytes = 256;
const maxKeyBytes = 512;
const ivBytes: readonly number[] = [12, 16];

/**
 * A hash of something that can be guessed tells it to whoever guesses, and people do send a card number where the token should be,
 * or JSON in base64. What has an encrypted key and an IV of the lengths that these have, the key being no text, was sealed.
 */
function isUnguessable([, key = '', iv = '', ...parts]: readonly string[]): boolean {
  const keyBytes = bytesOf(key);
  if (keyBytes < minKeyBytes || keyBytes > maxKeyBytes || !ivBytes.includes(bytesOf(iv)))
    return false;
  const isSealed = parts.length > 0 && [key, iv].every((part) => digits.test(part));
  return isSealed && !isUtf8(Buffer.from(key, 'base64'));
}
