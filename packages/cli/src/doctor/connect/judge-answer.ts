import { createPublicKey, type KeyObject, randomBytes } from 'node:crypto';
import type { RawAnswer } from '@whorl/client';
import {
  type Diagnosis,
  diagnose,
  type Envelope,
  EnvelopeFault,
  openEnvelope,
  quote,
  quoteAlgorithm,
  readEnvelope,
  readResponse,
  spkiFingerprint,
  unwrapBody,
} from '@whorl/contract';
import { visible } from '../../visible.ts';
import { judgeRefusal } from './judge-refusal.ts';
import { type Finding, StepFault } from './step.ts';

/** An answer, and the private key that should open it. */
export interface Judging {
  readonly raw: RawAnswer;
  readonly responseKey: KeyObject;
}

const longestId = 64;

/**
 * Judges an answer: whether it is one, its envelope, and what is in it, of which nothing but the id is told. Pure.
 *
 * @throws StepFault
 */
export function judgeAnswer({ raw, responseKey }: Judging): Finding<undefined> {
  judgeStatus(raw);
  const token = takeToken(raw);
  const envelope = takeApart(token);
  const id = visible(readId(open(envelope, responseKey)).slice(0, longestId));
  const { header, iv } = envelope;
  return {
    value: undefined,
    found: [
      `${header.alg} with ${header.enc}, sealed to your response key`,
      `opened; its id is ${id}`,
    ],
    facts: { alg: header.alg, enc: header.enc, kid: header.kid, ivBytes: iv.length, id },
    notes: notesOn(token, envelope),
  };
}

function judgeStatus(raw: RawAnswer): void {
  const { status } = raw;
  if (status >= 300 && status < 400)
    throw new StepFault(diagnose('answer-redirect', { status }), { found: whereTo(raw) });
  if (status === 200) return;
  throw new StepFault(judgeRefusal(raw) ?? diagnose('answer-foreign', { status }));
}

const whereTo = ({ headers: { location } }: RawAnswer): readonly string[] =>
  location === undefined ? [] : [`to ${visible(location).slice(0, 200)}`];

/** The faults of a body that is JSON, and of no envelope. */
const unsealed: readonly string[] = ['not-wrapped', 'clear-members'];

function takeToken({ status, body }: RawAnswer): string {
  try {
    return unwrapBody(Buffer.from(body));
  } catch (error) {
    const isUnsealed = error instanceof EnvelopeFault && unsealed.includes(error.fault);
    throw new StepFault(
      isUnsealed ? diagnose('answer-not-sealed') : diagnose('answer-foreign', { status }),
    );
  }
}

function takeApart(token: string): Envelope {
  try {
    return readEnvelope(token);
  } catch (error) {
    if (!(error instanceof EnvelopeFault)) throw error;
    throw new StepFault(diagnose('answer-malformed', { fault: error.diagnosis.fault }));
  }
}

function open(envelope: Envelope, privateKey: KeyObject): Uint8Array {
  try {
    return openEnvelope(envelope, { privateKey, accept: 'answer', spareKey: randomBytes(32) });
  } catch (error) {
    if (!(error instanceof EnvelopeFault)) throw error;
    throw new StepFault(explain(envelope, { fault: error.fault, privateKey }));
  }
}

/** Which key is which is what takes people days: both are named. */
function explain(
  { header: { enc, kid } }: Envelope,
  { fault, privateKey }: { readonly fault: string; readonly privateKey: KeyObject },
): Diagnosis {
  if (fault === 'enc-not-accepted') return diagnose('answer-enc', { enc: quoteAlgorithm(enc) });
  const fingerprint = spkiFingerprint(createPublicKey(privateKey));
  if (kid === fingerprint) return diagnose('answer-damaged');
  const named =
    kid === undefined ? '(it names none)' : /^[0-9a-f]{64}$/.test(kid) ? kid : quote(kid);
  return diagnose('answer-other-key', { kid: named, fingerprint });
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function readId(opened: Uint8Array): string {
  try {
    return readResponse(utf8.decode(opened)).id;
  } catch {
    throw new StepFault(diagnose('answer-no-object'));
  }
}

const commonIvBytes = 12;

function notesOn(token: string, { iv }: Envelope): readonly Diagnosis[] {
  return [
    ...(iv.length === commonIvBytes ? [] : [diagnose('answer-iv', { bytes: iv.length })]),
    ...(/[+/=]/.test(token) ? [diagnose('answer-base64')] : []),
  ];
}
