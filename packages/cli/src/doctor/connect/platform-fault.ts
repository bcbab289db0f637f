/** Which row of the table a failure of the platform is. */
import { WhorlError } from '@whorl/client';
import { type Diagnosis, diagnose } from '@whorl/contract';

/** Where it failed. */
export interface Place {
  /** As in the URL. */
  readonly host: string;
  /** With the port. */
  readonly address: string;
  readonly timeoutMs: number;
}

/** What a row is made of. */
interface Failure extends Place {
  readonly code: string;
}

type PlatformRow = readonly [codes: RegExp, tell: (failure: Failure) => Diagnosis];

/** The first that fits counts. Alerts are those of RFC 5246 §7.2 and RFC 8446 §6, as OpenSSL names them. */
const rows: readonly PlatformRow[] = [
  [/^(TimeoutError|ABORT_ERR|TIMEOUT)$/, (it) => diagnose('no-answer-in-time', it)],
  [/^(ENOTFOUND|EAI_NONAME|EAI_NODATA)$/, (it) => diagnose('name-unknown', it)],
  [/^(EAI_|ESERVFAIL|EREFUSED|ENODATA)/, (it) => diagnose('name-not-now', it)],
  [/^ECONNREFUSED$/, (it) => diagnose('nothing-listens', it)],
  [/^(ECONNRESET|EPIPE|ECONNABORTED)$/, () => diagnose('closed-unanswered')],
  [
    /^(ETIMEDOUT|E(HOST|NET)(UNREACH|DOWN)|EADDRNOTAVAIL|EACCES|EPERM|EINVAL)$/,
    (it) => diagnose('unreachable', it),
  ],
  [/^HPE_/, (it) => diagnose('answer-no-http', it)],
  [
    /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|NOT_TLS|RECORD_LAYER_FAILURE/,
    (it) => diagnose('no-tls', it),
  ],
  [/UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION/, () => diagnose('no-common-tls')],
  [
    /ALERT_(NO_CERTIFICATE|BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_|UNKNOWN_CA|ACCESS_DENIED|DECRYPT_ERROR)/,
    (it) => diagnose('certificate-refused', it),
  ],
  [/UNRECOGNIZED_NAME/, (it) => diagnose('server-name-unknown', it)],
  [
    /HANDSHAKE_FAILURE|INSUFFICIENT_SECURITY|NO_SHARED_CIPHER|NO_CIPHERS/,
    (it) => diagnose('no-common-cipher', it),
  ],
  [/^(ERR_SSL|ERR_TLS|EPROTO|ERR_OSSL)/, (it) => diagnose('handshake-failed', it)],
];

/** What a failure means, whatever it is. Pure; never throws. */
export function platformFault(error: unknown, place: Place): Diagnosis {
  const code = codeOf(error);
  const row = rows.find(([codes]) => codes.test(code));
  return row ? row[1]({ ...place, code }) : diagnose('way-unknown', { code });
}

/** The platform's code, or else the name of the error: never its message, which could hold anything. */
export function codeOf(error: unknown): string {
  if (error instanceof WhorlError) return codeOf(error.cause ?? { code: error.code });
  if (typeof error !== 'object' || error === null) return 'no reason';
  const { code, name } = error as { readonly code?: unknown; readonly name?: unknown };
  return String(typeof code === 'string' ? code : name).slice(0, 80);
}
