import 'reflect-metadata';
import { createPrivateKey, createPublicKey, type KeyObject, webcrypto } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  type Extension,
  type JsonName,
  KeyUsageFlags,
  KeyUsagesExtension,
  PublicKey,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** Random bytes, as an argument. */
export type Random = (bytes: number) => Uint8Array;

/** What a certificate may be used for: a row says all of it. */
export interface Profile {
  readonly usages: number;
  readonly extendedUsages: readonly string[];
  /** For an authority: how many authorities may follow below it. */
  readonly pathLength?: number;
}

const clientAuth = '1.3.6.1.5.5.7.3.2';
const serverAuth = '1.3.6.1.5.5.7.3.1';
const signing = KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign;

/**
 * Every kind of certificate we issue (RFC 5280 §4.2.1). The usages of an authority bind what it issues:
 * what callers trust, the server authority, cannot sign client certificates.
 */
export const profiles = {
  clientRoot: { usages: signing, extendedUsages: [], pathLength: 1 },
  clientIssuer: { usages: signing, extendedUsages: [clientAuth], pathLength: 0 },
  serverRoot: { usages: signing, extendedUsages: [serverAuth], pathLength: 0 },
  client: { usages: KeyUsageFlags.digitalSignature, extendedUsages: [clientAuth] },
  server: { usages: KeyUsageFlags.digitalSignature, extendedUsages: [serverAuth] },
  encryption: {
    usages: KeyUsageFlags.keyEncipherment | KeyUsageFlags.dataEncipherment,
    extendedUsages: [],
  },
} as const satisfies Record<string, Profile>;

/** Who signs: a certificate and its key, PEM. */
export interface Signer {
  readonly certificate: string;
  readonly privateKey: string;
}

/** What goes into a certificate. */
export interface CertificateContent {
  readonly profile: Profile;
  readonly commonName: string;
  readonly organisation?: string;
  readonly publicKey: KeyObject;
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
  /** DNS names and IP addresses of a server. */
  readonly hosts?: readonly string[];
}

/** What signs it: an issuer, or the subject's own key. */
export interface CertificateSigning {
  readonly issuer: { readonly name: CertificateName; readonly publicKey: KeyObject };
  readonly privateKey: KeyObject;
  readonly random: Random;
}

export interface CertificateName {
  readonly commonName: string;
  readonly organisation?: string | undefined;
}

/** Signs a certificate with an ECDSA P-256 key; returns it as PEM. */
export async function signCertificate(
  content: CertificateContent,
  { issuer, privateKey, random }: CertificateSigning,
): Promise<string> {
  const certificate = await X509CertificateGenerator.create({
    serialNumber: serialNumber(random),
    subject: toName(content),
    issuer: toName(issuer.name),
    notBefore: new Date(content.notBeforeMs),
    notAfter: new Date(content.notAfterMs),
    publicKey: toPublicKey(content.publicKey),
    signingKey: await toSigningKey(privateKey),
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    extensions: await extensionsOf(content, issuer.publicKey),
  });
  return `${certificate.toString('pem')}\n`;
}

const serialBytes = 16;

/** A positive serial of 127 random bits (RFC 5280 §4.1.2.2). */
function serialNumber(random: Random): string {
  const bytes = Buffer.from(random(serialBytes));
  bytes[0] = ((bytes[0] as number) & 0x3f) | 0x40;
  return bytes.toString('hex');
}

const toName = ({ commonName, organisation }: CertificateName): JsonName => [
  ...(organisation === undefined ? [] : [{ O: [organisation] }]),
  { CN: [commonName] },
];

const toPublicKey = (key: KeyObject): PublicKey =>
  new PublicKey(key.export({ type: 'spki', format: 'der' }));

function toSigningKey(key: KeyObject): Promise<webcrypto.CryptoKey> {
  const pkcs8 = key.export({ type: 'pkcs8', format: 'der' });
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  return webcrypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']);
}

async function extensionsOf(
  content: CertificateContent,
  issuerKey: KeyObject,
): Promise<Extension[]> {
  const { usages, extendedUsages, pathLength } = content.profile;
  const { hosts = [] } = content;
  return [
    new BasicConstraintsExtension(pathLength !== undefined, pathLength, true),
    new KeyUsagesExtension(usages, true),
    ...(extendedUsages.length > 0 ? [new ExtendedKeyUsageExtension([...extendedUsages])] : []),
    await SubjectKeyIdentifierExtension.create(toPublicKey(content.publicKey)),
    await AuthorityKeyIdentifierExtension.create(toPublicKey(issuerKey)),
    ...(hosts.length > 0 ? [new SubjectAlternativeNameExtension(hosts.map(toHostName))] : []),
  ];
}

const toHostName = (host: string) => ({
  type: /^[\d.]+$|:/.test(host) ? ('ip' as const) : ('dns' as const),
  value: host,
});

/** A private key and its public half, from PEM. */
export const importSigner = (privateKeyPem: string) => {
  const privateKey = createPrivateKey(privateKeyPem);
  return { privateKey, publicKey: createPublicKey(privateKey) };
};
