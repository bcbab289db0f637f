import { access, readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UsageError } from '../exit-codes.ts';
import { createLogLines } from '../log-lines.ts';
import { readNamed } from '../read-text.ts';
import { tellAside } from '../tell.ts';
import type { Terminal } from '../terminal.ts';
import { fetchFrom } from './node-fetch.ts';
import { AdminUnreachable } from './problem.ts';

/** Which admin API is meant. */
export interface DoorOptions {
  /** The data folder. */
  readonly data: string;
  /** `https://host:port`; goes before the folder. */
  readonly adminUrl?: string;
  /** File of the authority to believe there. */
  readonly adminCa?: string;
}

/** A way to the admin API, and the only one: no command opens a store by itself. */
export interface Door {
  /** The URL's origin, or the folder's absolute path: sessions are kept by it. */
  readonly id: string;
  readonly kind: 'tls' | 'socket' | 'here';
  /** @throws AdminUnreachable */
  fetch(request: Request): Promise<Response>;
  close(): Promise<void>;
}

/** How a door is gone through. */
export interface Entry {
  /** Where the service's warnings go while it is this process. */
  readonly terminal: Terminal;
  /** Whether a data folder is made where there is none; else that is an error. */
  readonly makesFolder?: boolean;
  /** How long a process that holds the folder may take to open its socket, or to let go. */
  readonly patienceMs?: number;
  /** How long an answer may take, where it may take longer than most. */
  readonly timeoutMs?: number;
}

/**
 * Opens the door: the URL that was given; else the socket of the folder's service; else, where none is
 * running, the same handlers in this process, which then holds the folder.
 *
 * @throws UsageError, AdminUnreachable, and what opening a folder throws
 */
export async function openDoor(
  { data, adminUrl, adminCa }: DoorOptions,
  { makesFolder = false, ...entry }: Entry,
): Promise<Door> {
  if (adminUrl !== undefined) {
    const { timeoutMs } = entry;
    return openTls(readAdminUrl(adminUrl), { data, adminCa, timeoutMs });
  }
  const path = resolve(data);
  const isThere = await exists(join(path, 'whorl.json'));
  if (!isThere && !makesFolder) throw new UsageError(absent(path));
  const door = await openFolder(path, entry);
  if (!isThere) tellAside(`Made the data folder ${path}.`, entry.terminal);
  return door;
}

const absent = (path: string): string =>
  `There is no data folder ${path}. \`npx whorl start\` makes one, so does \`npx whorl project create\`; --data DIR names another.`;

/** @throws UsageError for what is no https origin: secrets are sent there */
export function readAdminUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'https:' && `${url.origin}/` === url.href) return url.origin;
  throw new UsageError('--admin-url must be an https URL without a path: https://host:9443.');
}

interface TlsOptions {
  readonly data: string;
  readonly adminCa: string | undefined;
  readonly timeoutMs: number | undefined;
}

async function openTls(id: string, { data, adminCa, timeoutMs }: TlsOptions): Promise<Door> {
  const ca =
    adminCa === undefined
      ? await readFile(join(data, 'admin-ca.pem'), 'utf8').catch(() => undefined)
      : await readNamed('--admin-ca', adminCa);
  const target = { timeoutMs, ...(ca !== undefined && { ca }) };
  return {
    id,
    kind: 'tls',
    fetch: (request) => fetchFrom(target, request),
    close: async () => undefined,
  };
}

const pauseMs = 200;

async function openFolder(path: string, entry: Entry): Promise<Door> {
  const { terminal, patienceMs = 5_000, timeoutMs } = entry;
  const lastMs = performance.now() + patienceMs;
  for (;;) {
    const door = (await openSocket(path, timeoutMs)) ?? (await openHere(path, terminal));
    if (door !== undefined) return door;
    if (performance.now() > lastMs) throw new AdminUnreachable(silent(path));
    await sleep(pauseMs);
  }
}

const silent = (path: string): string =>
  `A process holds ${path} and does not answer on its admin.sock: it is starting, stopping, or is another command at work. Try again; its log may say more.`;

async function openSocket(path: string, timeoutMs?: number): Promise<Door | undefined> {
  const { adminSocketPath } = await import('@whorl/server/admin-socket');
  const socket = await adminSocketPath(path);
  if (!(await listens(socket.path))) {
    await socket.release();
    return undefined;
  }
  return {
    id: path,
    kind: 'socket',
    fetch: (request) => fetchFrom({ socketPath: socket.path, timeoutMs }, request),
    close: async () => socket.release(),
  };
}

/** @throws AdminUnreachable for a socket that may not be used by this user */
function listens(socketPath: string): Promise<boolean> {
  return new Promise((yes, no) => {
    const socket = connect(socketPath);
    socket.once('connect', () => {
      socket.destroy();
      yes(true);
    });
    socket.once('error', ({ code }: NodeJS.ErrnoException) => {
      if (code === 'ENOENT' || code === 'ECONNREFUSED') yes(false);
      else no(new AdminUnreachable(`${socketPath} cannot be used (${code}): ${foreign}`));
    });
  });
}

const foreign =
  'a data folder is for the user who owns it. Others go over TLS: `--admin-url https://HOST:9443`.';

/** Nothing where another process holds the folder. */
async function openHere(path: string, terminal: Terminal): Promise<Door | undefined> {
  const { openAdminHere } = await import('@whorl/server');
  try {
    const here = await openAdminHere({
      dataDir: path,
      environment: process.env,
      logStream: createLogLines((line) => terminal.complain(line)),
    });
    return { id: path, kind: 'here', fetch: here.handle, close: here.close };
  } catch (error) {
    if (isHeld(error)) return undefined;
    throw error;
  }
}

/** SQLITE_BUSY (5), in the low byte of what may be an extended code: the lock is a database's. */
const isHeld = (error: unknown): boolean => {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'errcode' in cause && (Number(cause.errcode) & 0xff) === 5;
};

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
