import { contentOf, takeValues } from './der.ts';

/** How a certificate is signed. */
export interface SignatureAlgorithm {
  readonly name: string;
  /** Whether forgeries are known: MD5 and SHA-1. */
  readonly isWeak: boolean;
}

/** Those that are weak, by the contents of their OID in hex (RFC 3279 §2.2). */
const weak: Readonly<Record<string, string>> = {
  '2a864886f70d010104': 'MD5',
  '2a864886f70d010105': 'SHA-1',
  '2a8648ce3d0401': 'SHA-1',
};

/**
 * Reads the signature algorithm of a certificate that the platform has read already (RFC 5280
 * §4.1.1.2): `SEQUENCE { tbsCertificate, SEQUENCE { OID …`. The platform does not tell it before Node.js 24.
 */
export function signatureAlgorithmOf(der: Buffer): SignatureAlgorithm {
  const [, algorithm] = takeValues(contentOf(der));
  const oid = contentOf(algorithm?.content ?? Buffer.alloc(0));
  const name = weak[oid.toString('hex')];
  return name === undefined ? { name: 'another', isWeak: false } : { name, isWeak: true };
}
