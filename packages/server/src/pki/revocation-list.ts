import 'reflect-metadata';
import { createPrivateKey, sign } from 'node:crypto';
import { promisify } from 'node:util';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier,
  CRLNumber,
  CRLReason,
  CRLReasons,
  Extension,
  id_ce_cRLNumber,
  id_ce_cRLReasons,
} from '@peculiar/asn1-x509';
import { AuthorityKeyIdentifierExtension, X509Certificate } from '@peculiar/x509';
import type { RevocationReason } from '../registry/registry.ts';
import type { Signer } from './certificate.ts';
import { encode, encodeInteger, encodeTime, tags } from './der.ts';
import { toPem } from './pem.ts';

/** A certificate that was revoked. */
export interface RevokedEntry {
  /** Hex. */
  readonly serial: string;
  readonly revokedAtMs: number;
  readonly reason: RevocationReason;
}

export interface RevocationListContent {
  /** Who issued the certificates; every issuer has a list of its own. */
  readonly signer: Signer;
  /** Greater than that of any list before it (RFC 5280 §5.2.3). */
  readonly number: number;
  readonly thisUpdateMs: number;
  /** When the next list is there at the latest. */
  readonly nextUpdateMs: number;
  readonly entries: readonly RevokedEntry[];
}

const extension = (extnID: string, value: object): Buffer =>
  serialize(new Extension({ extnID, extnValue: new OctetString(AsnConvert.serialize(value)) }));

const serialize = (value: object): Buffer => Buffer.from(AsnConvert.serialize(value));

const entryExtensions = (reason: CRLReasons): Buffer =>
  encode(tags.sequence, [extension(id_ce_cRLReasons, new CRLReason(reason))]);

/** What each reason adds to its entry: nothing for "unspecified", as RFC 5280 §5.3.1 asks. */
const reasonExtensions: Readonly<Record<RevocationReason, Buffer>> = {
  unspecified: Buffer.alloc(0),
  'key-compromise': entryExtensions(CRLReasons.keyCompromise),
  'affiliation-changed': entryExtensions(CRLReasons.affiliationChanged),
  superseded: entryExtensions(CRLReasons.superseded),
  'cessation-of-operation': entryExtensions(CRLReasons.cessationOfOperation),
  'privilege-withdrawn': entryExtensions(CRLReasons.privilegeWithdrawn),
};

const version2 = encodeInteger('01');
const ecdsaWithSha256 = serialize(new AlgorithmIdentifier({ algorithm: '1.2.840.10045.4.3.2' }));
const signAsync = promisify(sign);

/**
 * Issues a revocation list (RFC 5280 §5) for proxies that end TLS before us; returns it as PEM with the
 * label that OpenSSL reads, `X509 CRL`. The service itself never needs one: it looks every caller up.
 *
 * @example
 * const pem = await issueRevocationList({
 *   signer, number: 7, thisUpdateMs: nowMs, nextUpdateMs: nowMs + 7 * dayMs,
 *   entries: [{ serial: '4f1c…', revokedAtMs, reason: 'key-compromise' }],
 * });
 */
export async function issueRevocationList(content: RevocationListContent): Promise<string> {
  const { signer, thisUpdateMs, nextUpdateMs, entries } = content;
  const issuer = new X509Certificate(signer.certificate);
  // Whole entries by the library took 780 ms for 10,000, during which no call is answered.
  const list = encode(tags.sequence, [
    version2,
    ecdsaWithSha256,
    Buffer.from(issuer.subjectName.toArrayBuffer()),
    encodeTime(thisUpdateMs),
    encodeTime(nextUpdateMs),
    // RFC 5280 §5.1.2.6: where nothing was revoked the list of entries must be absent, not empty.
    ...(entries.length > 0 ? [encode(tags.sequence, entries.map(encodeEntry))] : []),
    encode(tags.context0, [encode(tags.sequence, await listExtensions(issuer, content.number))]),
  ]);
  const signature = await signAsync('sha256', list, createPrivateKey(signer.privateKey));
  const bits = encode(tags.bitString, [Buffer.of(0), signature]);
  return toPem('X509 CRL', encode(tags.sequence, [list, ecdsaWithSha256, bits]));
}

async function listExtensions(issuer: X509Certificate, number: number): Promise<Buffer[]> {
  const authority = await AuthorityKeyIdentifierExtension.create(issuer.publicKey);
  return [Buffer.from(authority.rawData), extension(id_ce_cRLNumber, new CRLNumber(number))];
}

const encodeEntry = ({ serial, revokedAtMs, reason }: RevokedEntry): Buffer =>
  encode(tags.sequence, [encodeInteger(serial), encodeTime(revokedAtMs), reasonExtensions[reason]]);
