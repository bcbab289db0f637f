import { EnvelopeFault, openEnvelope, Refusal, readEnvelope, unwrapBody } from '@whorl/contract';
import type { Caller, KeyRoom, OpenKeyPair } from './caller.ts';

/** A request out of its envelope, not parsed yet, and the pair that its answer is sealed with. */
export interface OpenedCall {
  readonly opened: Uint8Array;
  readonly pair: OpenKeyPair;
}

/** What opens a body: the caller whose project's keys may, and a spare content key drawn beforehand. */
export interface Opener {
  readonly caller: Caller;
  readonly keys: KeyRoom;
  /** 32 random bytes: what decryption goes on with when the key does not open (RFC 7516 §11.5). */
  readonly spareKey: Uint8Array;
}

/**
 * Opens `{"encryptedData":"<JWE>"}` with the key of the caller's project that its `kid` names;
 * never by trial.
 *
 * @throws Refusal `decrypt-failed`, or `key-not-found` for a `kid` that names no active key
 */
export async function openCall(body: Uint8Array, opener: Opener): Promise<OpenedCall> {
  const { caller, keys, spareKey } = opener;
  const envelope = asRefusal(() => readEnvelope(unwrapBody(body)));
  const { kid } = envelope.header;
  const pair = kid === undefined ? undefined : await keys.findKeyPair(caller.project, kid);
  if (pair === undefined) throw await keyNotFound(kid, opener);
  const key = { privateKey: pair.requestKey, accept: 'request', spareKey } as const;
  return { opened: asRefusal(() => openEnvelope(envelope, key)), pair };
}

async function keyNotFound(kid: string | undefined, { keys, caller }: Opener): Promise<Refusal> {
  const diagnosis = await keys.explainKid(caller, kid);
  return new Refusal([{ code: 'key-not-found', diagnosis }]);
}

function asRefusal<Value>(step: () => Value): Value {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof EnvelopeFault)) throw error;
    const { diagnosis } = error;
    throw new Refusal([{ code: 'decrypt-failed', diagnosis }], { cause: error });
  }
}
