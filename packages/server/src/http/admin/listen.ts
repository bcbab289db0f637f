/** The two doors that the admin API stands open at: a socket for the owner, TLS for everybody else. */
import { chmod, rm } from 'node:fs/promises';
import { createServer as createHttpServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { userInfo } from 'node:os';
import { getRequestListener } from '@hono/node-server';
import type { Door } from './actor.ts';
import type { AdminApp } from './app.ts';

/** Slow senders are let go; the bodies are small. */
const timeouts = { headersTimeout: 15_000, requestTimeout: 30_000, keepAliveTimeout: 10_000 };
const drainTimeoutMs = 2_000;

/** A door that stands open. */
export interface AdminListener {
  close(): Promise<void>;
}

/** The operating system's name for who owns this process, and with it the data folder. */
export const ownerDoor = (): Door => ({ kind: 'owner', user: ownerName() });

function ownerName(): string {
  try {
    return userInfo().username;
  } catch {
    // A user id without a name, as containers have.
    return String(process.getuid?.() ?? 'owner');
  }
}

/**
 * Opens the socket, which its owner alone can connect to. One that a crash left behind is replaced: the
 * data folder's lock is held.
 *
 * @param path of the socket (see config/data-folder.ts)
 */
export async function listenOnSocket(app: AdminApp, path: string): Promise<AdminListener> {
  const door = ownerDoor();
  const server = createHttpServer(
    timeouts,
    listenerFor(app, () => door),
  );
  await rm(path, { force: true });
  // Made with the owner's mode from the start: between making and changing it others could connect.
  const mask = process.umask(0o177);
  const listening = listen(server, (ready) => server.listen(path, ready));
  process.umask(mask);
  await listening;
  await chmod(path, 0o600);
  return { close: () => drain(server) };
}

/** Where the admin API listens with TLS. PEM. */
export interface AdminTls {
  readonly host: string;
  readonly port: number;
  readonly certificate: string;
  readonly privateKey: string;
}

/** @throws the system's error when the address cannot be listened on */
export async function listenWithTls(
  app: AdminApp,
  { host, port, certificate, privateKey }: AdminTls,
): Promise<AdminListener & { readonly port: number }> {
  const server = createHttpsServer(
    { ...timeouts, cert: certificate, key: privateKey, minVersion: 'TLSv1.2' },
    listenerFor(app, ({ socket }) => ({
      kind: 'network',
      address: socket.remoteAddress ?? 'unknown',
    })),
  );
  await listen(server, (ready) => server.listen(port, host, ready));
  return { port: (server.address() as AddressInfo).port, close: () => drain(server) };
}

const listenerFor = (app: AdminApp, doorOf: (message: IncomingMessage) => Door) =>
  getRequestListener(
    (request, env) => app(request, doorOf((env as { incoming: IncomingMessage }).incoming)),
    { overrideGlobalObjects: false },
  );

function listen(server: Server, begin: (ready: () => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    begin(() => {
      server.removeListener('error', reject);
      resolve();
    });
  });
}

function drain(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), drainTimeoutMs);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
