import type { X509Certificate } from 'node:crypto';
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
 * any answer's time. What it looks at is what the caller sent and was told, never what decryption found.
 *
 * @param refusals where they are kept
 */
export const createRememberRefusal =
  (refusals: Refusals, log: Log): RememberRefusal =>
  (call) => {
    // What is asked of the connection is asked while it is there.
    const seen = { certificate: call.socket?.getPeerX509Certificate(), tls: protocolOf(call) };
    setImmediate(() => {
      try {
        refusals.keep(call.project, describe(call, seen));
      } catch {
        // A fault here must not end the service; what the error says could be the caller's.
        const note = 'a refusal could not be described, and is not among those that are remembered';
        log.error('refusal-not-kept', { correlationId: call.id, note });
      }
    });
  };

interface Seen {
  readonly certificate: X509Certificate | undefined;
  readonly tls: string | undefined;
}

const protocolOf = ({ socket }: RefusedCall): string | undefined =>
  socket?.getProtocol() ?? undefined;

function describe(call: RefusedCall, { certificate, tls }: Seen): RefusalRecord {
  const { id, atMs, refusal, body, contentType } = call;
  const { status, reasonCode, faults } = refusal;
  const envelope = body && describeEnvelope(body);
  return {
    id,
    atMs,
    status,
    reasonCode,
    diagnoses: faults.map(({ diagnosis: { code, sentence } }) => ({ code, sentence })),
    ...(certificate && { certificate: describeCertificate(certificate) }),
    ...(tls !== undefined && { tls }),
    ...(body && { bodyBytes: body.length }),
    ...(contentType !== undefined && { contentType: tellMediaType(contentType) }),
    ...(envelope && { envelope }),
  };
}
