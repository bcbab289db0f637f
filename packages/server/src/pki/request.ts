import { type KeyObject, verify } from 'node:crypto';
import { type Diagnosis, diagnose } from '@whorl/contract';
import { fromBER } from 'asn1js';
import { type AttributeTypeAndValue, CertificationRequest, type PublicKeyInfo } from 'pkijs';
import type { EnvironmentName } from '../registry/registry.ts';
import { readBoundedPublicKey } from './bounded-keys.ts';
import { BroughtFault } from './brought-fault.ts';
import { type Block, holdsPrivateKey, isTooLong, readBlocks } from './pem.ts';
import { diagnoseKey, diagnoseUnread, isPrivate, type KeyDuty } from './public-key.ts';

/** A request or certificate that is not accepted. */
export class RequestFault extends BroughtFault {
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
    throw new RequestFault(diagnose('brought-too-long', { what: 'the request' }));
  if (holdsPrivateKey(text)) throw new RequestFault(isPrivate);
  const request = parse(requestBlock(readBlocks(text)));
  const publicKey = readKey(request);
  checkSignature(request, publicKey);
  return {
    publicKey,
    commonName: onlyName(request, commonNameType),
    organisation: onlyName(request, organisationType),
  };
}

const requestLabels = ['CERTIFICATE REQUEST', 'NEW CERTIFICATE REQUEST', ''];

function requestBlock(blocks: readonly Block[]): Buffer {
  const [block, ...more] = blocks;
  if (block === undefined) throw new RequestFault(diagnose('request-none'));
  if (more.length > 0)
    throw new RequestFault(diagnose('brought-many', { count: blocks.length, what: 'the request' }));
  if (block.label === 'CERTIFICATE') throw new RequestFault(diagnose('request-is-certificate'));
  if (!requestLabels.includes(block.label)) throw new RequestFault(diagnose('request-none'));
  return block.der;
}

/** Requests are flat: this bounds the work on hostile ones. */
const parserLimits = { maxDepth: 20, maxNodes: 2_000, parseEmbedded: false };

function parse(der: Buffer): CertificationRequest {
  try {
    const { offset, result } = fromBER(der, parserLimits);
    if (offset === der.length) return new CertificationRequest({ schema: result });
  } catch {}
  throw new RequestFault(diagnose('request-damaged'));
}

const duty: KeyDuty = { what: 'the request', accepted: 'rsa-or-ec' };

function readKey({ subjectPublicKeyInfo }: CertificationRequest): KeyObject {
  const spki = encodeKey(subjectPublicKeyInfo);
  const key = spki && readBoundedPublicKey(spki);
  const diagnosis = key ? diagnoseKey(key, duty) : spki && diagnoseUnread(spki, duty);
  if (key === undefined || diagnosis !== undefined)
    throw new RequestFault(diagnosis ?? diagnose('request-key-unreadable'));
  return key;
}

function encodeKey(key: PublicKeyInfo): Buffer | undefined {
  try {
    return Buffer.from(key.toSchema().toBER());
  } catch {
    return undefined;
  }
}

function checkSignature(request: CertificationRequest, key: KeyObject): void {
  const { algorithmId } = request.signatureAlgorithm;
  const row = Object.hasOwn(signatureAlgorithms, algorithmId)
    ? signatureAlgorithms[algorithmId]
    : undefined;
  if (row === undefined || row.kind !== key.asymmetricKeyType)
    throw new RequestFault(diagnose('request-algorithm'));
  const signature = request.signatureValue.valueBlock.valueHexView;
  if (!holds(() => verify(row.hash, request.tbsView, key, signature)))
    throw new RequestFault(diagnose('request-signature'));
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
  if (text === undefined) throw new RequestFault(diagnose('request-name-count', { name: label }));
  if (!isPrintable(text)) throw new RequestFault(diagnose('request-name-text', { name: label }));
  return text;
}

/** The value of a string of any type; `undefined` for what is no string. */
const readText = ({ value }: AttributeTypeAndValue): string | undefined => {
  const text: unknown = value?.valueBlock?.value;
  return typeof text === 'string' ? text : undefined;
};

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
  const diagnosis =
    diagnoseOrganisation(organisation, wanted) ?? diagnoseCommonName(commonName, wanted);
  if (diagnosis !== undefined) throw new RequestFault(diagnosis);
}

function diagnoseOrganisation(organisation: string, wanted: WantedName): Diagnosis | undefined {
  const command = commandFor(wanted);
  if (!isPrintable(organisation)) return diagnose('name-text', { command });
  if (isOver(organisation)) return diagnose('name-length', { name: 'O', command });
  if (organisation.normalize() === wanted.company.normalize()) return undefined;
  return diagnose('name-company', { company: JSON.stringify(wanted.company), command });
}

function diagnoseCommonName(commonName: string, wanted: WantedName): Diagnosis | undefined {
  const { environment, companyId } = wanted;
  const part = environmentParts[environment];
  const facts = { form: `<unique>-Client-${part}-${companyId}`, command: commandFor(wanted) };
  if (isOver(commonName)) return diagnose('name-length', { name: 'CN', ...facts });
  const [, unique = '', named, theirId] = /^(.+?)-Client-(MTF|PROD)-(.+)$/.exec(commonName) ?? [];
  if (named !== undefined && named !== part)
    return diagnose('name-environment', { named, environment, ...facts });
  if (theirId !== companyId) return diagnose('name-form', facts);
  return uniquePart.test(unique) ? undefined : diagnose('name-unique', facts);
}

const isOver = (name: string): boolean => [...name].length > maxNameCharacters;

function commandFor({ environment, company, companyId }: WantedName): string {
  const commonName = `UNIQUE-Client-${environmentParts[environment]}-${companyId}`;
  const subject = `/O=${escaped(company)}/CN=${commonName}`.replaceAll("'", `'\\''`);
  return `openssl req -new -utf8 -newkey rsa:2048 -nodes -keyout client.key -out client.csr -subj '${subject}'`;
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
  if (isOver(commonName)) throw new RequestFault(diagnose('name-does-not-fit'));
  return commonName;
}
