/**
 * The whole call on one page: who has read this function knows the system.
 *
 * SealedCall → InsightRequest → Subject → Pseudonyms → Facts → Report → printed → SealedAnswer
 */
import { parseRequest, printResponse, sealEnvelope, wrapBody } from '@whorl/contract';
import { assess, type Model, toSubject } from '@whorl/engine';
import type { Network, RecordedAnswer } from '../network/network.ts';
import type { Caller, KeyRoom, OpenKeyPair } from './caller.ts';
import { gather } from './gather.ts';
import { openCall } from './open-call.ts';
import { pseudonymise } from './pseudonymise.ts';
import { record } from './record.ts';
import type { Repeats } from './repeats.ts';

/** One call as it came off the wire. */
export interface SealedCall {
  /** The correlation id, which becomes the answer's id: a UUID. */
  readonly id: string;
  readonly body: Uint8Array;
  /** When it arrived, by the service's clock: the instant at which its elements are sighted. */
  readonly nowMs: number;
  /** The caller's name for this call, repeated by its retries. */
  readonly idempotencyKey: string | undefined;
}

/** What leaves: the body, and the id of the call that it answers. */
export interface SealedAnswer {
  readonly id: string;
  readonly body: string;
  /** Whether an earlier call of the same name was answered, and this one not counted. */
  readonly repeated: boolean;
}

/** What a call is answered with. */
export interface Answering {
  readonly keys: KeyRoom;
  readonly network: Network;
  readonly repeats: Repeats;
  readonly model: Model;
  random(bytes: number): Uint8Array;
}

/**
 * Answers one call, durably recorded before it returns.
 *
 * @throws Refusal for everything a caller may be told; anything else is a fault of ours
 */
export async function answer(
  call: SealedCall,
  caller: Caller,
  { keys, network, repeats, model, random }: Answering,
): Promise<SealedAnswer> {
  const { project } = caller;
  const { id, nowMs } = call;
  const { opened, pair } = await openCall(call.body, { caller, keys, spareKey: random(32) });
  const request = parseRequest(opened);
  const projectKeys = keys.projectKeys(project);
  // Projects on one network have one key for pseudonyms, and each its own names for its calls.
  const idempotencyKey =
    call.idempotencyKey === undefined
      ? undefined
      : projectKeys.pseudonym('idempotency-key', `${project.id} ${call.idempotencyKey}`);

  const answered = await repeats.once(idempotencyKey, nowMs, async (): Promise<RecordedAnswer> => {
    const subject = toSubject(request);
    const seen = pseudonymise(subject, projectKeys);
    const facts = await gather(seen, { network, nowMs });
    const report = assess({ subject, facts, model, nowMs });
    const printed = printResponse({ id, ...report.insights });
    await record(
      { id, projectId: project.id, nowMs, seen, facts, report, printed, idempotencyKey },
      network,
    );
    return { id, answer: printed };
  });
  return {
    id: answered.id,
    body: sealAnswer(answered.answer, pair, random),
    repeated: answered.repeated,
  };
}

function sealAnswer(printed: string, pair: OpenKeyPair, random: Answering['random']): string {
  const token = sealEnvelope(printed, {
    publicKey: pair.responseKey,
    kid: pair.responseFingerprint,
    contentKey: random(32),
    iv: random(12),
  });
  return wrapBody(token);
}
