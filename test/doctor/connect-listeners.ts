/** Services that do whatever a test wants of them, on free ports; ended with the test. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer as createHttps, type ServerOptions } from 'node:https';
import { type AddressInfo, createServer as createTcp, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { type SealOptions, sealBody } from '../../packages/client/testing/seal-like-others.ts';
import type { Cast, Holder } from './connect-cast.ts';

/** Where it listens. */
export interface Listening {
  readonly port: number;
}

async function listen(server: Server): Promise<Listening> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port };
}

/** Takes connections, and does this with each. */
export const listenTcp = (meet: (socket: Socket) => void): Promise<Listening> =>
  listen(createTcp(meet));

/** A port where nothing listens: one that was free a moment ago. */
export async function freePort(): Promise<Listening> {
  const server = createTcp().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return { port };
}

export interface Service {
  readonly cast: Cast;
  /** In place of what a service of this API does: it requires a certificate of its own authority. */
  readonly tls?: ServerOptions;
  readonly answer?: RequestListener;
}

/** A service of this API. */
export function listenTls({ cast, tls, answer = () => undefined }: Service): Promise<Listening> {
  const usual = {
    ...cast.server,
    ca: cast.clientAuthority.certificate,
    requestCert: true,
    rejectUnauthorized: true,
  };
  const server = createHttps({ ...usual, ...tls }, answer);
  server.on('tlsClientError', () => undefined);
  return listen(server);
}

export interface Sealed extends Partial<SealOptions> {
  readonly insights?: unknown;
  /** What is done to the body once it is sealed. */
  readonly change?: (body: string) => string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers as a service does, in whichever way others seal. */
export const answerSealed =
  ({ responseKey }: Cast, sealed: Sealed = {}): RequestListener =>
  (request, response) => {
    const { insights = { id: 'c-1' }, change = (body) => body, headers, ...options } = sealed;
    request.resume().on('end', () => {
      response.writeHead(200, { 'Content-Type': 'application/json', ...headers });
      response.end(change(sealBody(insights, { key: responseKey, ...options })));
    });
  };

/** Answers with anything at all. */
export const answerPlain =
  (status: number, body: string, headers: Readonly<Record<string, string>> = {}): RequestListener =>
  (request, response) => {
    request.resume().on('end', () => {
      response.writeHead(status, headers).end(body);
    });
  };

export interface OpensslServer extends Holder {
  /** Whose clients it takes. */
  readonly ca: string;
  readonly version: 'TLSv1.2' | 'TLSv1.3';
}

/** OpenSSL's own server: it refuses a certificate with an alert, where Node.js hangs up. */
export async function listenAsOpenssl({
  cert,
  key,
  ca,
  version,
}: OpensslServer): Promise<Listening> {
  const folder = mkdtempSync(join(tmpdir(), 'whorl-doctor-'));
  const files = Object.entries({ cert, key, CAfile: ca }).flatMap(([option, pem]) => {
    const path = join(folder, option);
    writeFileSync(path, pem);
    return [`-${option}`, path];
  });
  const only = version === 'TLSv1.2' ? '-tls1_2' : '-tls1_3';
  const options = ['-accept', '127.0.0.1:0', '-Verify', '2', '-verify_return_error', only];
  const child = spawn('openssl', ['s_server', ...files, ...options]);
  onTestFinished(() => {
    child.kill();
    rmSync(folder, { recursive: true });
  });
  for await (const line of createInterface(child.stdout)) {
    const port = /^ACCEPT .*:(\d+)$/.exec(line)?.[1];
    if (port !== undefined) return { port: Number(port) };
  }
  throw new Error('openssl s_server did not start.');
}
