/** What people bring as text: PEM (RFC 7468), or one thing in bare base64. */
import { createPrivateKey } from 'node:crypto';

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
const bareBase64 = /^[A-Za-z0-9+/\s]+[=\s]*$/;

/** Reads every block; text around them is passed over. None where it is neither PEM nor base64. */
export function readBlocks(text: string): readonly Block[] {
  const blocks = [...text.matchAll(pem)].map(([, label = '', base64 = '']) => ({
    label,
    der: Buffer.from(base64, 'base64'),
  }));
  if (blocks.length > 0 || !bareBase64.test(text)) return blocks;
  return [{ label: '', der: Buffer.from(text, 'base64') }];
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
  privateLines.test(text) || readBlocks(text).some(({ der }) => isPrivateKey(der));

const isPrivateKey = (der: Buffer): boolean =>
  (['pkcs8', 'pkcs1', 'sec1'] as const).some((type) => {
    try {
      createPrivateKey({ key: der, format: 'der', type });
      return true;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ERR_MISSING_PASSPHRASE';
    }
  });
