/** A service that does whatever a test wants of it: a real listener with mutual TLS, on a free port. */
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { type ClientOptions, createClient, type WhorlClient } from '../src/index.ts';
import { type Identity, makeIdentity } from './certificates.ts';
import { sealBody } from './seal-like-others.ts';

/** One request as it arrived. */
export interface Arrival {
  readonly path: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** Whether its connection resumed an earlier TLS session. */
  readonly resumed: boolean;
}

export type Behaviour = (response: ServerResponse, arrival: Arrival) => void;

export interface LocalService {
  readonly baseUrl: string;
  readonly arrivals: readonly Arrival[];
  /** How many connections were made so far. */
  connections(): number;
  /** Resolves when all of them are closed. */
  disconnected(): Promise<unknown>;
  /** What is done with the next requests; the last one with all that follow. */
  behave(...behaviours: readonly Behaviour[]): void;
  /** A client with the right credentials, closed with the service. */
  client(options?: Partial<ClientOptions>): WhorlClient;
  close(): Promise<void>;
}

export interface Keys {
  readonly server: Identity;
  readonly caller: Identity;
  /** Requests are encrypted to its certificate. */
  readonly request: Identity;
  /** Answers are decrypted with its key. */
  readonly response: Identity;
}

/** All keys of one caller and one service. */
export const makeKeys = (): Keys => ({
  server: makeIdentity({ name: 'server' }),
  caller: makeIdentity({ name: 'caller' }),
  request: makeIdentity({ name: 'request key', kind: 'rsa' }),
  response: makeIdentity({ name: 'response key', kind: 'rsa' }),
});

/** Options of a client that the service accepts. */
export const clientOptions = ({ caller, request, response, server }: Keys, baseUrl: string) => ({
  baseUrl,
  tls: { cert: caller.cert, key: caller.key, ca: server.cert },
  encryption: { requestKey: request.cert, responseKey: response.key },
});

export async function startLocalService(keys: Keys): Promise<LocalService> {
  const arrivals: Arrival[] = [];
  const clients: WhorlClient[] = [];
  const sockets: Socket[] = [];
  let behaviours: readonly Behaviour[] = [];
  const { server, caller } = keys;
  const listener = createServer(
    { ...server, ca: caller.cert, requestCert: true, rejectUnauthorized: true },
    async (request, response) => {
      const arrival = await arrive(request);
      const behaviour = behaviours[Math.min(arrivals.length, behaviours.length - 1)];
      arrivals.push(arrival);
      behaviour?.(response, arrival);
    },
  );
  // As the service does (Node's default of 5 s would hide what an idle connection holds up).
  listener.keepAliveTimeout = 310_000;
  listener.on('secureConnection', (socket) => sockets.push(socket));
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const baseUrl = `https://localhost:${(listener.address() as AddressInfo).port}/identity`;
  return {
    baseUrl,
    arrivals,
    connections: () => sockets.length,
    disconnected: () =>
      Promise.all(sockets.filter(({ closed }) => !closed).map((socket) => once(socket, 'close'))),
    behave(...next) {
      arrivals.length = 0;
      sockets.length = 0;
      behaviours = next;
    },
    client(options) {
      const client = createClient({ ...clientOptions(keys, baseUrl), ...options });
      clients.push(client);
      return client;
    },
    async close() {
      for (const client of clients) client.close();
      listener.closeAllConnections();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}

async function arrive(request: IncomingMessage): Promise<Arrival> {
  const { url: path, headers, socket } = request;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const resumed = (socket as TLSSocket).isSessionReused();
  return { path, headers, body: Buffer.concat(chunks).toString(), resumed };
}

/** Answers 200 with these insights, sealed. */
export const answerWith =
  (insights: object, { response: { key } }: Keys): Behaviour =>
  (response) => {
    response.writeHead(200, { 'Content-Type': 'application/json', 'X-MC-Correlation-ID': 'c-1' });
    response.end(sealBody(insights, { key }));
  };

export interface RefusalOptions {
  readonly status: number;
  readonly reasonCode: string;
  readonly recoverable?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Refuses as the service does. */
export const refuseWith =
  ({ status, reasonCode, recoverable = false, headers }: RefusalOptions): Behaviour =>
  (response) => {
    response.writeHead(status, { 'X-MC-Correlation-ID': 'c-2', ...headers });
    response.end(refusalBody({ ReasonCode: reasonCode, Recoverable: recoverable }));
  };

/** An error body of one item. */
export const refusalBody = (item: object): string =>
  JSON.stringify({ Errors: { Error: [{ Source: 'IIT', Description: 'Because', ...item }] } });

/** Closes the connection in place of an answer. */
export const hangUp: Behaviour = (response) => response.socket?.destroy();

/** Says nothing at all. */
export const keepSilent: Behaviour = () => {};
