import type { TLSSocket } from 'node:tls';
import type { Refusal } from '@whorl/contract';
import { describeCertificate } from '../refusals/describe-certificate.ts';
import { describeEnvelope } from '../refusals/describe-envelope.ts';
import { tellMediaType } from '../refusals/media-type.ts';
import type { RefusalRecord } from '../refusals/refusal-record.ts';
import type { Refusals } from '../refusals/refusals.ts';
import type { Log } from '../telemetry/log.ts';

/** A call that was refused, as far as it was read. */
export interface RefusedCall {
  /** The correlation id. */
  readonly id: string;
  readonly atMs: number;
  readonly refusal: Refusal;
  /** The id of the project whose certificate it came with. */
  readonly project?: string | undefined;
  readonly body?: Uint8Array | undefined;
  readonly contentType?: string | undefined;
  /** Where a request came in on it: before, what it says of its certificate is not proved. */
  readonly socket?: TLSSocket;
}

/** Keeps a refused call. */
export type RememberRefusal = (call: RefusedCall) => void;

/**
 * Keeps refused calls, described. It is called when the answer is written, and works after that: how long it takes is no part of
 * any answer's time. It looks at what the caller sent and was told, and at nothing else.
 *
 * @param refusals where they are kept
 */
export function createRememberRefusal(refusals: Refusals, log: Log): RememberRefusal {
  const lookAt = createLook();
  return (call) => {
    // What is asked of the connection is asked while it is there.
    const look = call.socket && lookAt(call.socket);
    setImmediate(() => {
      try {
        refusals.keep(call.project, describe(call, look?.() ?? {}));
      } catch {
        // A fault here must not end the service; what the error says could be the caller's.
        const note = 'a refusal could not be described, and is not among those that are remembered';
        log.error('refusal-not-kept', { correlationId: call.id, note });
      }
    });
  };
}

/** What a connection is known by. */
type Peer = Pick<RefusalRecord, 'certificate' | 'tls'>;

/**
 * Looks at a connection in two steps, at once and later, and only at the first refusal on it: reading a certificate costs more than
 * all the rest.
 */
function createLook() {
  const known = new WeakMap<TLSSocket, Peer>();
  return (socket: TLSSocket): (() => Peer) => {
    const peer = known.get(socket);
    if (peer !== undefined) return () => peer;
    const certificate = socket.getPeerX509Certificate();
    const tls = socket.getProtocol();
    return () => {
      const described = {
        ...(certificate && { certificate: describeCertificate(certificate) }),
        ...(tls !== null && { tls }),
      };
      known.set(socket, described);
      return described;
    };
  };
}

function describe(call: RefusedCall, peer: Peer): RefusalRecord {
  const { id, atMs, refusal, body, contentType } = call;
  const { status, reasonCode, faults } = refusal;
  const envelope = body && describeEnvelope(body);
  return {
    id,
    atMs,
    status,
    reasonCode,
    diagnoses: faults.map(({ diagnosis: { code, sentence } }) => ({ code, sentence })),
    ...peer,
    ...(body && { bodyBytes: body.length }),
    ...(contentType !== undefined && { contentType: tellMediaType(contentType) }),
    ...(envelope && { envelope }),
  };
}
