import { type KeyObject, randomBytes } from 'node:crypto';
import {
  abbreviateKid,
  type Diagnosis,
  diagnose,
  type Envelope,
  EnvelopeFault,
  openEnvelope,
  quoteAlgorithm,
  readEnvelope,
  unwrapBody,
} from '@whorl/contract';

/** Whose keys there are to tell an envelope's `kid` by: fingerprints, and the private response key. */
export interface KnownKeys {
  readonly requestKey?: string | undefined;
  readonly requestCertificate?: string | undefined;
  readonly responseKey?: string | undefined;
  readonly clientKey?: string | undefined;
  readonly clientCertificate?: string | undefined;
  readonly privateResponseKey?: KeyObject | undefined;
}

/** What is wrong with a body or an envelope, a request's or an answer's. Nothing of what is in it is told. */
export function judgeBody(body: Uint8Array, known: KnownKeys): readonly Diagnosis[] {
  try {
    const token = unwrapBody(body);
    const envelope = readEnvelope(token);
    return [...judgeForm(token, envelope), ...judgeKey(envelope, known)];
  } catch (error) {
    if (error instanceof EnvelopeFault) return [error.diagnosis];
    throw error;
  }
}

const partNames = ['protected header', 'encrypted key', 'IV', 'ciphertext', 'tag'] as const;

/** What this service reads, and others do not. */
function judgeForm(token: string, { iv, header }: Envelope): readonly Diagnosis[] {
  const parts = token.split('.');
  const foreign = partNames.filter((_, index) => /[+/=]/.test(parts[index] ?? ''));
  const isGcm = /^A\d{3}GCM$/.test(header.enc);
  return [
    ...foreign.map((part) => diagnose('envelope-base64', { part })),
    ...(isGcm && iv.length === 16 ? [diagnose('iv-16')] : []),
    ...(isGcm ? [] : [diagnose('enc-not-accepted', { enc: quoteAlgorithm(header.enc) })]),
  ];
}

function judgeKey(envelope: Envelope, known: KnownKeys): readonly Diagnosis[] {
  const { kid } = envelope.header;
  const { requestKey: wanted, privateResponseKey } = known;
  if (privateResponseKey !== undefined && kid === known.responseKey) {
    const opened = open(envelope, privateResponseKey);
    if (opened === undefined) return [diagnose('answer-damaged')];
    if (isAnswer(opened)) return [];
  }
  if (wanted === undefined) return kid === undefined ? [diagnose('kid-absent')] : [];
  if (kid === undefined) return [diagnose('kid-missing', { wanted })];
  if (kid === wanted) return [];
  if (kid === known.requestCertificate)
    return [diagnose('kid-certificate-fingerprint', { fingerprint: wanted })];
  return [diagnose(faultOf(kid, known), { kid: abbreviateKid(kid), wanted })];
}

function faultOf(kid: string, known: KnownKeys) {
  if (kid === known.responseKey) return 'kid-response-key';
  return kid === known.clientKey || kid === known.clientCertificate
    ? 'kid-client-certificate'
    : 'kid-of-no-file';
}

function open(envelope: Envelope, privateKey: KeyObject): Uint8Array | undefined {
  try {
    return openEnvelope(envelope, { privateKey, accept: 'answer', spareKey: randomBytes(32) });
  } catch (error) {
    if (error instanceof EnvelopeFault) return undefined;
    throw error;
  }
}

/** An answer has an id, a request a purchase date: one sealed to the response key is seen by that. */
function isAnswer(opened: Uint8Array): boolean {
  try {
    const value: unknown = JSON.parse(Buffer.from(opened).toString('utf8'));
    return typeof value === 'object' && value !== null && !Object.hasOwn(value, 'purchaseDate');
  } catch {
    return true;
  }
}
