import { hash } from 'node:crypto';

/** An HMAC-SHA-256 under a fixed key, of bytes and then a text as UTF-8: hex digits of the whole tag. */
export type Mac = (text: string, before?: Uint8Array) => string;

const blockBytes = 64;
const digestBytes = 32;

/**
 * HMAC as two one-shot hashes over padded keys (RFC 2104 §2): half the cost of `createHmac`, which
 * builds an object with a context for every message.
 */
export function createMac(key: Uint8Array): Mac {
  const inner = pad(key, 0x36);
  const outer = Buffer.concat([pad(key, 0x5c), Buffer.alloc(digestBytes)]);
  return (text, before = nothing) => {
    // As text, since the platform hands out a text twice as fast as a buffer of its own.
    const digest = hash('sha256', Buffer.concat([inner, before, Buffer.from(text)]), 'binary');
    outer.write(digest, blockBytes, 'latin1');
    return hash('sha256', outer, 'hex');
  };
}

const nothing = new Uint8Array();

const pad = (key: Uint8Array, byte: number): Buffer =>
  Buffer.from(Uint8Array.from({ length: blockBytes }, (_, index) => (key[index] ?? 0) ^ byte));
