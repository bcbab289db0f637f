/** What people bring as text: PEM (RFC 7468), or one thing in bare base64. */
import { tellPrivateKey } from './key-structure.ts';

/** One thing that was brought. */
export interface Block {
  /** What its PEM lines call it; empty for bare base64. */
  readonly label: string;
  readonly der: Buffer;
}

/** No key, request or certificate that we accept is longer. */
const maxBroughtBytes = 16 * 1024;

export const isTooLong = (text: string): boolean => Buffer.byteLength(text) > maxBroughtBytes;

const pem = /-----BEGIN ([A-Z0-9 ]{1,40})-----([A-Za-z0-9+/=\s]*)-----END \1-----/g;
const bareBase64 = /^[A-Za-z0-9+/]+=*$/;

/** Reads every block; text around them is passed over. None where it is neither PEM nor base64. */
export function readBlocks(text: string): readonly Block[] {
  const blocks = [...text.matchAll(pem)].map(([, label = '', base64 = '']) => ({
    label,
    der: Buffer.from(base64, 'base64'),
  }));
  if (blocks.length > 0) return blocks;
  // White space goes first: a pattern that has it in two places takes seconds over a few kilobytes of it.
  const digits = text.replace(/\s/g, '');
  return bareBase64.test(digits) ? [{ label: '', der: Buffer.from(digits, 'base64') }] : [];
}

/** @example toPem('X509 CRL', der) */
export const toPem = (label: string, der: Uint8Array): string => {
  const lines = Buffer.from(der)
    .toString('base64')
    .replace(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`;
};

const privateLines = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----|^PuTTY-User-Key-File/m;

/** Whether a text holds a private key in any form, encrypted ones too. */
export const holdsPrivateKey = (text: string): boolean =>
  privateLines.test(text) || readBlocks(text).some(({ der }) => tellPrivateKey(der) !== undefined);
