import { type KeyObject, randomBytes } from 'node:crypto';
import {
  type Envelope,
  EnvelopeFault,
  type EnvelopeFaultCode,
  type InsightResponse,
  openEnvelope,
  readEnvelope,
  readResponse,
  unwrapBody,
} from '@whorl/contract';
import { type AnswerContext, contextOf, type RawAnswer } from './answer.ts';
import { fingerprintOf, type KeySource, readResponseKey } from './credentials.ts';
import { WhorlError } from './errors.ts';
import { readErrors, refusalOf, tell } from './refusal.ts';

/** What opens an answer. */
export interface AnswerKeys {
  /** The private response key. */
  readonly responseKey: KeySource;
}

/**
 * Makes insights of a raw answer, or throws the error that it stands for. No network is needed.
 *
 * @throws WhorlError the service's own ReasonCode for a refusal; `ANSWER_UNREADABLE` for an answer that
 *   is not sealed, is damaged or is sealed to another key; `CONFIGURATION` for a wrong key
 * @example
 * const raw = { status: 200, headers: {}, body: readFileSync('answer.json', 'utf8') };
 * const insights = interpretTransaction(raw, { responseKey: readFileSync('response-key.pem') });
 */
export function interpretTransaction(raw: RawAnswer, { responseKey }: AnswerKeys): InsightResponse {
  const key = readResponseKey(responseKey);
  if (raw.status !== 200) throw refusalOf(raw);
  return open(raw.body, { key, context: contextOf(raw) });
}

/**
 * Opens one answer body, `{"encryptedData":"<compact JWE>"}`. Members that this version does not know
 * are kept as they are.
 *
 * @throws WhorlError `ANSWER_UNREADABLE`, or `CONFIGURATION` for a wrong key
 * @example
 * const insights = openAnswer(body, readFileSync('response-key.pem'));
 */
export function openAnswer(body: string | Uint8Array, responseKey: KeySource): InsightResponse {
  const text = typeof body === 'string' ? body : Buffer.from(body).toString('utf8');
  return open(text, { key: readResponseKey(responseKey), context: {} });
}

interface Opening {
  readonly key: KeyObject;
  readonly context: Partial<AnswerContext>;
}

function open(body: string, { key, context }: Opening): InsightResponse {
  try {
    return readInsights(decrypt(read(body), key));
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    throw new WhorlError('ANSWER_UNREADABLE', error.message, context);
  }
}

/** Why a step of opening failed, in a sentence for the user. */
class Unreadable extends Error {}

function read(body: string): Envelope {
  try {
    return readEnvelope(unwrapBody(Buffer.from(body)));
  } catch (error) {
    throw error instanceof EnvelopeFault ? new Unreadable(explainShape(error, body)) : error;
  }
}

function decrypt(envelope: Envelope, privateKey: KeyObject): Uint8Array {
  try {
    return openEnvelope(envelope, { privateKey, accept: 'answer', spareKey: randomBytes(32) });
  } catch (error) {
    if (!(error instanceof EnvelopeFault)) throw error;
    const { kid } = envelope.header;
    throw new Unreadable(explainOpening(error.fault, { kid, ours: fingerprintOf(privateKey) }));
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function readInsights(opened: Uint8Array): InsightResponse {
  try {
    return readResponse(utf8.decode(opened));
  } catch {
    // The platform's own message could quote the answer: it is not passed on.
    throw new Unreadable('The answer opened, but what was in it is not a JSON object with an id.');
  }
}

/** The faults of a body that was never an envelope. */
const unsealed: readonly EnvelopeFaultCode[] = [
  'empty-body',
  'not-json',
  'not-wrapped',
  'clear-members',
];

function explainShape({ fault, diagnosis }: EnvelopeFault, body: string): string {
  const errors = readErrors(body);
  if (errors.length > 0) return `This is no answer but a refusal: ${errors.map(tell).join('; ')}`;
  return unsealed.includes(fault)
    ? `The answer is not sealed, and is not trusted: ${diagnosis.fault}. Is baseUrl that of the service itself?`
    : `The envelope of the answer is malformed: ${diagnosis.fault}.`;
}

/** Names both fingerprints: which key is which is what takes people days. */
function explainOpening(
  fault: EnvelopeFaultCode,
  { kid, ours }: { readonly kid: string | undefined; readonly ours: string },
): string {
  if (fault === 'enc-not-accepted')
    return 'The answer is encrypted in a way that is not accepted; A256GCM, A192GCM and A128GCM are.';
  if (kid === ours)
    return `The answer names your responseKey (${ours}) and does not open with it: it was damaged on its way.`;
  return `The answer does not open with your responseKey, whose fingerprint is ${ours}; it names ${kid ?? 'no key'}. Give the private half of the response key that is linked to your requestKey.`;
}
