import { constants, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { finished } from 'node:stream/promises';
import type { SecureContextOptions, TLSSocket } from 'node:tls';
import { type Connections, trackConnections } from './connections.ts';

/** A listener's own identity and whom it lets in. PEM throughout. */
export interface ListenerTls {
  readonly certificateChain: string;
  readonly privateKey: string;
  /** Announced to clients as the issuers of their certificates: root and issuing intermediate. */
  readonly clientAuthorities: readonly string[];
}

export interface ListenerOptions {
  readonly tls: ListenerTls;
  readonly host: string;
  readonly port: number;
  readonly idleTimeoutMs: number;
  readonly handle: (message: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Called for bytes that are no HTTP request, once what came before them is answered. */
  readonly refuseUnreadable: (error: NodeJS.ErrnoException, socket: Socket) => void;
  /** Called for every completed handshake, before a request is read: may destroy the socket. */
  readonly onConnection?: (socket: TLSSocket) => void;
}

/** A listening server. */
export interface Listener {
  readonly port: number;
  /** Announces other issuers to clients from the next handshake on. PEM. */
  announce(clientAuthorities: readonly string[]): void;
  /** Stops taking connections, waits for calls in flight, then closes what is left. */
  close(drainTimeoutMs: number): Promise<void>;
}

const dayMs = 24 * 60 * 60_000;
const ticketKeyBytes = 48;

/**
 * Opens a mutual TLS listener. Whether a certificate is good is judged for every request (see
 * resolve-caller.ts), so the handshake lets everyone in.
 *
 * Each listener has its own ticket keys and session context: a session of one is worth nothing at
 * another. The keys change daily.
 *
 * @throws the system's error when the address cannot be listened on
 */
export async function openListener(options: ListenerOptions): Promise<Listener> {
  const { tls, host, port, idleTimeoutMs, handle, refuseUnreadable, onConnection } = options;
  let ticketKeys = randomBytes(ticketKeyBytes);
  const secure: SecureContextOptions = {
    cert: tls.certificateChain,
    key: tls.privateKey,
    minVersion: 'TLSv1.2',
    secureOptions: constants.SSL_OP_NO_RENEGOTIATION,
    sessionIdContext: randomBytes(16).toString('hex'),
  };
  const server = createServer(
    {
      ...secure,
      ca: [...tls.clientAuthorities],
      requestCert: true,
      rejectUnauthorized: false,
      ticketKeys,
      keepAliveTimeout: idleTimeoutMs,
      // Bodies are timed by their reader, which can answer; these bound what never becomes a request.
      headersTimeout: 20_000,
      requestTimeout: 0,
      // The platform's own refusal has no body.
      requireHostHeader: false,
      noDelay: true,
    },
    (message, response) => void handle(message, response),
  );
  const connections = trackConnections(server);
  if (onConnection) server.prependListener('secureConnection', onConnection);
  // Unmet expectations may be ignored (RFC 9110 §10.1.1); the platform's own refusal has no body.
  server.on('checkExpectation', (message, response) => server.emit('request', message, response));
  server.on('clientError', createUnreadableListener(connections, refuseUnreadable));
  const rotation = setInterval(() => {
    ticketKeys = randomBytes(ticketKeyBytes);
    server.setTicketKeys(ticketKeys);
  }, dayMs);
  rotation.unref();
  await listen(server, host, port);
  return {
    port: (server.address() as AddressInfo).port,
    // The platform goes back to the ticket keys that it was made with, unless it is given those of today.
    announce: (clientAuthorities) =>
      server.setSecureContext({ ...secure, ticketKeys, ca: [...clientAuthorities] }),
    async close(drainTimeoutMs) {
      clearInterval(rotation);
      await drain(server, connections, drainTimeoutMs);
    },
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
}

function drain(server: Server, connections: Connections, timeoutMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), timeoutMs);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    connections.drain();
  });
}

/**
 * Hands over what cannot be read, once for each connection. Requests before it on the same connection are
 * answered first, or their caller would take the refusal for their answer.
 */
function createUnreadableListener(
  { awaited }: Connections,
  refuseUnreadable: ListenerOptions['refuseUnreadable'],
) {
  const seen = new WeakSet<Socket>();
  return async (error: NodeJS.ErrnoException, socket: Socket): Promise<void> => {
    if (error.code === 'ECONNRESET') socket.destroy();
    if (seen.has(socket)) return;
    seen.add(socket);
    const earlier = awaited(socket).filter(({ req }) => req.complete);
    await Promise.allSettled(earlier.map((response) => finished(response)));
    if (socket.writable) refuseUnreadable(error, socket);
    else socket.destroy();
  };
}
