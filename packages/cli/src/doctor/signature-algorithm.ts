/** How a certificate is signed. */
export interface SignatureAlgorithm {
  readonly name: string;
  /** Whether forgeries are known: MD5 and SHA-1. */
  readonly isWeak: boolean;
}

/** Those that are weak, by the contents of their OID in hex (RFC 3279 section 2.2). */
const weak: Readonly<Record<string, string>> = {
  '2a864886f70d010104': 'MD5',
  '2a864886f70d010105': 'SHA-1',
  '2a8648ce3d0401': 'SHA-1',
};

/**
 * Reads the signature algorithm of a certificate that the platform has read already (RFC 5280 section
 * 4.1.1.2): `SEQUENCE { tbsCertificate, SEQUENCE { OID …`. The platform does not tell it before Node.js 24.
 */
export function signatureAlgorithmOf(der: Buffer): SignatureAlgorithm {
  const body = contentAt(der, 0);
  const algorithm = contentAt(der, contentAt(der, body.start).end);
  const oid = contentAt(der, algorithm.start);
  const name = weak[der.subarray(oid.start, oid.end).toString('hex')];
  return name === undefined ? { name: 'another', isWeak: false } : { name, isWeak: true };
}

/** Where the contents of the value at an offset begin and end (X.690 section 8.1.3). */
function contentAt(der: Buffer, offset: number): { readonly start: number; readonly end: number } {
  const first = der[offset + 1] ?? 0;
  if (first < 0x80) return { start: offset + 2, end: offset + 2 + first };
  const bytes = first & 0x7f;
  const start = offset + 2 + bytes;
  return { start, end: start + der.readUIntBE(offset + 2, bytes) };
}
