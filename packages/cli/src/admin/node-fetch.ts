import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { AdminUnreachable } from './problem.ts';

/** Where requests go: to a socket of this machine, or over TLS to whom their URL names. */
export type Target = { readonly timeoutMs?: number | undefined } & (
  | { readonly socketPath: string }
  /** Authorities to believe, PEM; the system's own where absent. */
  | { readonly ca?: string }
);

/** Making an RSA key on a busy machine takes seconds. What takes a minute says so itself. */
const usualTimeoutMs = 60_000;

/**
 * Sends one request to a target that the platform's own `fetch` cannot be pointed at.
 *
 * @throws AdminUnreachable
 */
export async function fetchFrom(target: Target, request: Request): Promise<Response> {
  try {
    const answer = await send(target, request);
    const body = await buffer(answer);
    const status = answer.statusCode ?? 0;
    return new Response(body.length === 0 ? null : body, { status, headers: headersOf(answer) });
  } catch (cause) {
    const where = 'socketPath' in target ? target.socketPath : new URL(request.url).host;
    const { timeoutMs = usualTimeoutMs } = target;
    const broken = { where, method: request.method, code: codeOf(cause), timeoutMs };
    throw new AdminUnreachable(explain(broken), { cause });
  }
}

async function send(target: Target, request: Request): Promise<IncomingMessage> {
  const body = Buffer.from(await request.arrayBuffer());
  const { timeoutMs = usualTimeoutMs, ...where } = target;
  const start = 'socketPath' in where ? requestHttp : requestHttps;
  const sent = start(request.url, {
    ...where,
    method: request.method,
    headers: { ...Object.fromEntries(request.headers), 'content-length': body.length },
    signal: AbortSignal.timeout(timeoutMs),
  });
  sent.end(body);
  const [answer] = (await Promise.race([once(sent, 'response'), refuseUpgrade(sent)])) as [
    IncomingMessage,
  ];
  return answer;
}

/** A change of protocol is no answer, and no error to the platform: it would be waited for past any time-out. */
async function refuseUpgrade(sent: ClientRequest): Promise<never> {
  const [, socket] = (await once(sent, 'upgrade')) as [IncomingMessage, Socket];
  socket.destroy();
  throw Object.assign(new Error('a change of protocol'), { code: '101 Switching Protocols' });
}

const headersOf = ({ headers }: IncomingMessage): [string, string][] =>
  Object.entries(headers).map(([name, value]) => [name, String(value)]);

const codeOf = (cause: unknown): string => {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? code : String(cause);
};

const untrusted =
  'its certificate is from an authority that is not trusted here. Give that authority’s certificate as --admin-ca: it is admin-ca.pem in the data folder of the service';

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there. Is the service running?',
  ENOTFOUND: 'there is no host of that name',
  EACCES: 'its socket belongs to another user. --admin-url goes over TLS',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  ERR_TLS_CERT_ALTNAME_INVALID:
    'its certificate is for other names. Call it by one that its certificate carries',
  CERT_HAS_EXPIRED: 'its certificate has expired',
};

/** Nothing was sent where the connection was never made. */
const unsent = new Set(Object.keys(reasons));

interface Broken {
  readonly where: string;
  readonly method: string;
  readonly code: string;
  readonly timeoutMs: number;
}

function explain({ where, method, code, timeoutMs }: Broken): string {
  const reason =
    code === 'ABORT_ERR'
      ? `it took longer than ${timeoutMs / 1000} s`
      : (reasons[code] ?? `the connection broke (${code})`);
  const doubt =
    method === 'GET' || unsent.has(code)
      ? ''
      : ' It may have been done all the same: look before you repeat it.';
  const sentence = `The admin API at ${where} gave no answer: ${reason}`;
  return /[.?]$/.test(sentence) ? sentence + doubt : `${sentence}.${doubt}`;
}
