import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { fromBER } from 'asn1js';
import { type AttributeTypeAndValue, CertificationRequest } from 'pkijs';
import type { EnvironmentName } from '../registry/registry.ts';
import { type Block, holdsPrivateKey, isTooLong, readBlocks } from './pem.ts';
import { checkPublicKey, isPrivateSentence, KeyFault } from './public-key.ts';

/** A request or certificate that is not accepted. The message says what is wrong and what to do. */
export class RequestFault extends Error {
  override readonly name = 'RequestFault';
}

/** The names that a client certificate carries. */
export interface ClientNames {
  readonly commonName: string;
  readonly organisation: string;
}

/** All that is taken from a request: its extensions and attributes are never used. */
export interface CertificateRequest extends ClientNames {
  readonly publicKey: KeyObject;
}

/** How requests may be signed, by the algorithm's OID (RFC 8017 §A.2.4, RFC 5758 §3.2). MD5 and SHA-1 are not. */
const signatureAlgorithms: Readonly<
  Record<string, { readonly hash: string; readonly kind: 'rsa' | 'ec' }>
> = {
  '1.2.840.113549.1.1.11': { hash: 'sha256', kind: 'rsa' },
  '1.2.840.113549.1.1.12': { hash: 'sha384', kind: 'rsa' },
  '1.2.840.113549.1.1.13': { hash: 'sha512', kind: 'rsa' },
  '1.2.840.10045.4.3.2': { hash: 'sha256', kind: 'ec' },
  '1.2.840.10045.4.3.3': { hash: 'sha384', kind: 'ec' },
  '1.2.840.10045.4.3.4': { hash: 'sha512', kind: 'ec' },
};

/**
 * Reads a PKCS#10 request (RFC 2986) in PEM or in bare base64, and checks its signature and its key.
 * Whether its names are the caller's own is for {@link checkClientName} to say.
 *
 * @param text at most 16 KiB
 * @throws RequestFault
 * @example
 * const request = await readCertificateRequest(csr);
 * checkClientName(request, { environment: 'sandbox', company: 'Shop', companyId: 'shop' });
 */
export async function readCertificateRequest(text: string): Promise<CertificateRequest> {
  if (isTooLong(text))
    throw new RequestFault('The request is longer than 16 KiB. Bring one alone.');
  if (holdsPrivateKey(text)) throw new RequestFault(isPrivateSentence);
  const request = parse(requestBlock(readBlocks(text)));
  const publicKey = readKey(request);
  checkSignature(request, publicKey);
  return {
    publicKey,
    commonName: onlyName(request, commonNameType),
    organisation: onlyName(request, organisationType),
  };
}

const remedy =
  "Make one: openssl req -new -newkey rsa:2048 -nodes -keyout client.key -out client.csr -subj '/O=COMPANY/CN=UNIQUE-Client-ENV-COMPANYID', with ENV = MTF for the sandbox and PROD for production.";
const requestLabels = ['CERTIFICATE REQUEST', 'NEW CERTIFICATE REQUEST', ''];

function requestBlock(blocks: readonly Block[]): Buffer {
  const [block, ...more] = blocks;
  if (block === undefined) throw new RequestFault(`This is no certificate request. ${remedy}`);
  if (more.length > 0)
    throw new RequestFault(`This holds ${blocks.length} PEM blocks. Bring the request alone.`);
  if (block.label === 'CERTIFICATE')
    throw new RequestFault(`This is a certificate, not a certificate request. ${remedy}`);
  if (!requestLabels.includes(block.label))
    throw new RequestFault(`This is no certificate request. ${remedy}`);
  return block.der;
}

/** Requests are flat: this bounds the work on hostile ones. */
const parserLimits = { maxDepth: 20, maxNodes: 2_000, parseEmbedded: false };

function parse(der: Buffer): CertificationRequest {
  try {
    const { offset, result } = fromBER(der, parserLimits);
    if (offset === der.length) return new CertificationRequest({ schema: result });
  } catch {}
  throw new RequestFault(`The request cannot be read: it is damaged or cut off. ${remedy}`);
}

function readKey({ subjectPublicKeyInfo }: CertificationRequest): KeyObject {
  try {
    const spki = Buffer.from(subjectPublicKeyInfo.toSchema().toBER());
    const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
    checkPublicKey(key, 'rsa-or-ec');
    return key;
  } catch (error) {
    const reason = error instanceof KeyFault ? error.message : 'Its key cannot be read.';
    throw new RequestFault(`${reason} ${remedy}`);
  }
}

function checkSignature(request: CertificationRequest, key: KeyObject): void {
  const { algorithmId } = request.signatureAlgorithm;
  const row = Object.hasOwn(signatureAlgorithms, algorithmId)
    ? signatureAlgorithms[algorithmId]
    : undefined;
  if (row === undefined || row.kind !== key.asymmetricKeyType)
    throw new RequestFault(
      'The request is signed by an algorithm that is not accepted. Have it signed with SHA-256, SHA-384 or SHA-512, RSA PKCS#1 v1.5 or ECDSA: openssl req -new -sha256 …',
    );
  const signature = request.signatureValue.valueBlock.valueHexView;
  if (!holds(() => verify(row.hash, request.tbsView, key, signature)))
    throw new RequestFault(
      'The signature of the request is wrong: it was changed after it was made, or is not by the key in it. Make it anew.',
    );
}

function holds(check: () => boolean): boolean {
  try {
    return check();
  } catch {
    return false;
  }
}

const commonNameType = { oid: '2.5.4.3', label: 'CN' };
const organisationType = { oid: '2.5.4.10', label: 'O' };

function onlyName(
  { subject }: CertificationRequest,
  { oid, label }: { readonly oid: string; readonly label: string },
): string {
  const [first, ...more] = subject.typesAndValues.filter(({ type }) => type === oid);
  const text = first && more.length === 0 ? readText(first) : undefined;
  if (text === undefined)
    throw new RequestFault(`The subject of the request must have exactly one ${label}. ${remedy}`);
  if (!isPrintable(text))
    throw new RequestFault(`The ${label} of the request is not plain printable text. ${remedy}`);
  return text;
}

/** The value of a string of any type; `undefined` for what is no string. */
const readText = ({ value }: AttributeTypeAndValue): string | undefined => {
  const text: unknown = value?.valueBlock?.value;
  return typeof text === 'string' ? text : undefined;
};

/** Nothing that is invisible, reorders text (bidirectional controls) or is markup. */
/** Whether a text can stand in a certificate, and before people: no control, format or lone characters. */
export const isPrintable = (text: string): boolean =>
  text.length > 0 && text.isWellFormed() && !/[\p{C}\p{Zl}\p{Zp}<>]/u.test(text);

/** What the common name of an environment's client certificates says it is. */
const environmentParts = {
  sandbox: 'MTF',
  production: 'PROD',
} as const satisfies Record<EnvironmentName, string>;

const maxNameCharacters = 64;
const uniquePart = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/;

/** Whose certificate it is to be. */
export interface WantedName {
  readonly environment: EnvironmentName;
  readonly company: string;
  readonly companyId: string;
}

/**
 * Checks that a certificate's names are those of one company in one environment: CN
 * `<unique>-Client-<MTF or PROD>-<company id>` and O the company, 64 characters each at most (RFC 5280
 * §A.1). A company id may hold hyphens, so the first `-Client-<ENV>-` divides: no name fits two companies.
 *
 * @throws RequestFault
 */
export function checkClientName(
  { commonName, organisation }: ClientNames,
  wanted: WantedName,
): void {
  const fault = organisationFault(organisation, wanted) ?? commonNameFault(commonName, wanted);
  if (fault !== undefined) throw new RequestFault(`${fault} ${exactRemedy(wanted)}`);
}

function organisationFault(organisation: string, { company }: WantedName): string | undefined {
  if (!isPrintable(organisation)) return 'The O is not plain printable text.';
  if (isOver(organisation)) return `The O is longer than ${maxNameCharacters} characters.`;
  if (organisation.normalize() === company.normalize()) return undefined;
  return `The O must be the company's name, ${JSON.stringify(company)}, exactly.`;
}

function commonNameFault(commonName: string, wanted: WantedName): string | undefined {
  const part = environmentParts[wanted.environment];
  const form = `<unique>-Client-${part}-${wanted.companyId}`;
  if (isOver(commonName)) return `The CN is longer than ${maxNameCharacters} characters.`;
  const [, unique = '', named, companyId] = /^(.+?)-Client-(MTF|PROD)-(.+)$/.exec(commonName) ?? [];
  if (named !== undefined && named !== part)
    return `The CN says ${named}, and in the ${wanted.environment} it must be ${form}.`;
  if (companyId !== wanted.companyId) return `The CN must be ${form}.`;
  if (uniquePart.test(unique)) return undefined;
  return 'The part of the CN before "-Client-" must be of letters, digits, dots, hyphens and underscores, and begin and end with a letter or digit.';
}

const isOver = (name: string): boolean => [...name].length > maxNameCharacters;

function exactRemedy({ environment, company, companyId }: WantedName): string {
  const commonName = `UNIQUE-Client-${environmentParts[environment]}-${companyId}`;
  const subject = `/O=${escaped(company)}/CN=${commonName}`.replaceAll("'", `'\\''`);
  return `Make it so: openssl req -new -utf8 -newkey rsa:2048 -nodes -keyout client.key -out client.csr -subj '${subject}'`;
}

/** What OpenSSL's `-subj` would read as more than text. */
const escaped = (value: string): string => value.replace(/[\\/+]/g, '\\$&');

/**
 * The common name of a client certificate.
 *
 * @throws RequestFault where it would not fit: see {@link checkClientName}
 * @example clientName({ unique: '3f9a', environment: 'sandbox', companyId: 'shop' }); // 3f9a-Client-MTF-shop
 */
export function clientName({
  unique,
  environment,
  companyId,
}: Pick<WantedName, 'environment' | 'companyId'> & { readonly unique: string }): string {
  const commonName = `${unique}-Client-${environmentParts[environment]}-${companyId}`;
  const fault = commonNameFault(commonName, { environment, companyId, company: '' });
  if (fault !== undefined) throw new RequestFault(fault);
  return commonName;
}
