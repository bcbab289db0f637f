import type { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { connect as connectTcp, isIP } from 'node:net';
import { connect as connectTls, type SecureContextOptions, type TLSSocket } from 'node:tls';
import { readModernMessages } from './modern-messages.ts';
import { readClearMessages } from './records.ts';
import { readServerFlight, type ServerFlight, type TlsVersion } from './server-flight.ts';
import { Tap } from './tap.ts';

/** With whom to shake hands, and how. */
export interface HandshakeOptions {
  readonly address: string;
  readonly port: number;
  /** The name in the URL: the server's certificate is judged by it. */
  readonly host: string;
  /** Certificate, key and authorities, as far as there are any; versions. */
  readonly context: SecureContextOptions;
  readonly signal: AbortSignal;
}

/** How a handshake went. */
export interface Handshake {
  /** Nothing where it failed on this side. */
  readonly session: Session | undefined;
  /** Why it failed, or what the server said of us after it. */
  readonly failure: Error | undefined;
  readonly flight: ServerFlight;
}

/** A handshake that came to its end on this side. */
export interface Session {
  readonly version: string;
  readonly cipher: string;
  /** The platform's code for why the server is not to be believed; nothing where it is. */
  readonly distrust: string | undefined;
  /** The certificate that we would show. */
  readonly own: X509Certificate | undefined;
  readonly peer: X509Certificate | undefined;
}

/**
 * Shakes hands as a client of this API would, and listens in. Whether the server is to be believed is told, not
 * enforced: nothing is sent afterwards.
 *
 * @throws the signal's reason
 */
export async function shakeHands(options: HandshakeOptions): Promise<Handshake> {
  const { address, port, host, context, signal } = options;
  const tap = new Tap(connectTcp({ host: address, port }));
  const name = isIP(host) === 0 ? { servername: host } : {};
  const socket = connectTls({ ...context, ...name, host, socket: tap, rejectUnauthorized: false });
  const secrets: string[] = [];
  socket.on('keylog', (line: Buffer) => secrets.push(line.toString('latin1')));
  const broken = await failureBefore('secureConnect', { socket, signal });
  const session = broken === undefined ? sessionOf(socket) : undefined;
  const failure = broken ?? (await hearVerdict(socket, signal));
  // Whatever comes now is of no interest, and must not be thrown.
  socket.on('error', () => undefined).destroy();
  if (signal.aborted) throw signal.reason;
  return { session, failure, flight: flightOf(tap.heard, { session, secrets }) };
}

interface Waiting {
  readonly socket: TLSSocket;
  readonly signal: AbortSignal;
}

/** What goes wrong before an event; nothing once it is there. */
const failureBefore = (event: string, { socket, signal }: Waiting): Promise<Error | undefined> =>
  once(socket, event, { signal }).then(
    () => undefined,
    (error: Error) => error,
  );

const verdictMs = 300;

/**
 * With TLS 1.3 a server judges its client when the client has done its part, and a refusal that meets a request in
 * flight is lost with the connection: so it is heard before anything is sent. A session ticket, or silence, is good news.
 */
async function hearVerdict(socket: TLSSocket, signal: AbortSignal): Promise<Error | undefined> {
  if (socket.getProtocol() !== 'TLSv1.3') return undefined;
  const patience = AbortSignal.any([signal, AbortSignal.timeout(verdictMs)]);
  const failure = await failureBefore('session', { socket, signal: patience });
  return patience.aborted ? undefined : failure;
}

function sessionOf(socket: TLSSocket): Session {
  // Node has the code here, where its types have an Error.
  const distrust = socket.authorizationError as Error | string | undefined | null;
  return {
    version: socket.getProtocol() ?? '',
    cipher: socket.getCipher().name,
    distrust: distrust ? String(distrust) : undefined,
    own: socket.getX509Certificate(),
    peer: socket.getPeerX509Certificate(),
  };
}

interface Heard {
  readonly session: Session | undefined;
  readonly secrets: readonly string[];
}

/** A handshake that failed was one of TLS 1.2: with TLS 1.3 a client has done its part before the server refuses it. */
function flightOf(heard: Buffer, { session, secrets }: Heard): ServerFlight {
  const version: TlsVersion = session?.version === 'TLSv1.3' ? 'TLSv1.3' : 'TLSv1.2';
  if (session === undefined || version === 'TLSv1.2')
    return readServerFlight(readClearMessages(heard), version);
  const { cipher } = session;
  return readServerFlight(
    readModernMessages(heard, { cipher, secret: secretOf(secrets) }),
    version,
  );
}

/** Of a key log's lines (`LABEL client_random secret`) the one that the server's handshake was encrypted with. */
function secretOf(lines: readonly string[]): Buffer {
  const line = lines.find((one) => one.startsWith('SERVER_HANDSHAKE_TRAFFIC_SECRET '));
  return Buffer.from(line?.trim().split(' ')[2] ?? '', 'hex');
}
