import 'reflect-metadata';
import {
  X509Certificate as Certificate,
  createPrivateKey,
  type KeyObject,
  webcrypto,
} from 'node:crypto';
import { isIP } from 'node:net';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  Name,
  PublicKey,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { certificateFingerprint, spkiFingerprint } from '@whorl/contract';
import { canonicalHost, constrainTo, isPermitted, permittedHosts } from './name-constraints.ts';

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
  /** For an authority: the only DNS names and IP addresses that it may sign for. */
  readonly permittedHosts?: readonly string[];
}

/** What signs it. */
export interface CertificateSigning {
  /** Without a certificate of its own, the new one is signed by itself. */
  readonly signer: Pick<Signer, 'privateKey'> & Partial<Signer>;
  readonly random: Random;
}

/**
 * Signs a certificate with an ECDSA P-256 key; returns it as PEM. It never outlives its issuer: what
 * would is cut, since readers refuse the chain from that day on.
 */
export async function signCertificate(
  content: CertificateContent,
  { signer, random }: CertificateSigning,
): Promise<string> {
  const publicKey = toPublicKey(content.publicKey);
  const name = toName(content);
  const issuer = signer.certificate ? new X509Certificate(signer.certificate) : undefined;
  const issuerEndMs = issuer?.notAfter.getTime() ?? Number.POSITIVE_INFINITY;
  const certificate = await X509CertificateGenerator.create({
    serialNumber: serialNumber(random),
    subject: name,
    issuer: issuer?.subjectName ?? name,
    notBefore: new Date(content.notBeforeMs),
    notAfter: new Date(Math.min(content.notAfterMs, issuerEndMs)),
    publicKey,
    signingKey: await toSigningKey(signer.privateKey),
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    extensions: await extensionsOf(content, issuer?.publicKey ?? publicKey),
  });
  return `${certificate.toString('pem')}\n`;
}

const serialBytes = 16;

/** A positive serial of full length, of 126 random bits (RFC 5280 §4.1.2.2). */
function serialNumber(random: Random): string {
  const bytes = Buffer.from(random(serialBytes));
  bytes[0] = ((bytes[0] as number) & 0x3f) | 0x40;
  return bytes.toString('hex');
}

/** The values are given with their type: as plain strings they would be read as RFC 4514 text. */
const toName = ({ commonName, organisation }: CertificateContent): Name =>
  new Name([
    ...(organisation === undefined ? [] : [{ O: [{ utf8String: organisation }] }]),
    { CN: [{ utf8String: commonName }] },
  ]);

const toPublicKey = (key: KeyObject): PublicKey =>
  new PublicKey(key.export({ type: 'spki', format: 'der' }));

function toSigningKey(privateKey: string): Promise<webcrypto.CryptoKey> {
  const pkcs8 = createPrivateKey(privateKey).export({ type: 'pkcs8', format: 'der' });
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  return webcrypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']);
}

async function extensionsOf(
  content: CertificateContent,
  issuerKey: PublicKey,
): Promise<Extension[]> {
  const { usages, extendedUsages, pathLength } = content.profile;
  const { hosts = [], permittedHosts: permitted } = content;
  return [
    new BasicConstraintsExtension(pathLength !== undefined, pathLength, true),
    new KeyUsagesExtension(usages, true),
    ...(permitted === undefined ? [] : [constrainTo(permitted)]),
    ...(extendedUsages.length > 0 ? [new ExtendedKeyUsageExtension([...extendedUsages])] : []),
    await SubjectKeyIdentifierExtension.create(toPublicKey(content.publicKey)),
    await AuthorityKeyIdentifierExtension.create(issuerKey),
    ...(hosts.length > 0 ? [new SubjectAlternativeNameExtension(hosts.map(toHostName))] : []),
  ];
}

const toHostName = (host: string) => ({
  type: isIP(host) !== 0 ? ('ip' as const) : ('dns' as const),
  value: canonicalHost(host),
});

/**
 * Whether a server authority may sign for all these hosts. One without name constraints may sign for any.
 *
 * @param serverRootPem its certificate
 */
export function coversHosts(serverRootPem: string, hosts: readonly string[]): boolean {
  const permitted = permittedHosts(new X509Certificate(serverRootPem));
  return permitted === undefined || hosts.every((host) => isPermitted(host, permitted));
}

/** What a certificate says of itself. */
export interface CertificateDescription {
  /** Lower-case hex SHA-256 of its DER. */
  readonly sha256: string;
  /** Lower-case hex SHA-256 of the DER SubjectPublicKeyInfo: the key's name, not the certificate's. */
  readonly keyFingerprint: string;
  /** Lower-case hex. */
  readonly serial: string;
  /** Empty where it has none; the first where it has several. */
  readonly commonName: string;
  readonly organisation: string;
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
}

/** Describes a certificate, PEM. */
export function describeCertificate(pem: string): CertificateDescription {
  const { raw, publicKey, serialNumber, validFrom, validTo } = new Certificate(pem);
  const { subjectName } = new X509Certificate(raw);
  return {
    sha256: certificateFingerprint(raw),
    keyFingerprint: spkiFingerprint(publicKey),
    serial: serialNumber.toLowerCase(),
    commonName: subjectName.getField('CN')[0] ?? '',
    organisation: subjectName.getField('O')[0] ?? '',
    notBeforeMs: Date.parse(validFrom),
    notAfterMs: Date.parse(validTo),
  };
}
