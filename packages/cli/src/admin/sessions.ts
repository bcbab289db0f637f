import { mkdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { writeDurably } from '../durable-file.ts';
import { UsageError } from '../exit-codes.ts';

/** A sign-in that `whorl login` keeps for the commands after it. */
export interface SavedSession {
  readonly token: string;
  readonly email: string;
  /** ISO 8601. */
  readonly expiresAt: string;
}

/** The sessions of one user of this machine, by door (see door.ts). */
export interface Sessions {
  find(door: string): Promise<SavedSession | undefined>;
  save(door: string, session: SavedSession): Promise<void>;
  remove(door: string): Promise<void>;
}

type Kept = Readonly<Record<string, SavedSession>>;

/** Where sessions are kept (XDG Base Directory Specification 0.8: a relative path is no path). */
export function sessionsPath({ XDG_CONFIG_HOME = '' }: NodeJS.ProcessEnv): string {
  const config = isAbsolute(XDG_CONFIG_HOME) ? XDG_CONFIG_HOME : join(homedir(), '.config');
  return join(config, 'whorl', 'sessions.json');
}

/** @param path of the file, which only its owner can read */
export function openSessions(path: string): Sessions {
  async function change(edit: (kept: Kept) => Kept): Promise<void> {
    const sessions = edit(await readKept(path));
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const content = `${JSON.stringify({ sessions }, undefined, 2)}\n`;
    await writeDurably({ path, content, mode: 0o600, replace: true });
  }
  return {
    find: async (door) => (await readKept(path))[door],
    save: (door, session) => change((kept) => ({ ...kept, [door]: session })),
    remove: (door) => change(({ [door]: _, ...others }) => others),
  };
}

async function readKept(path: string): Promise<Kept> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return '{}';
    throw new UsageError(`${path} cannot be read (${cause.code}).`, { cause });
  });
  return parseKept(text, path);
}

function parseKept(text: string, path: string): Kept {
  try {
    const { sessions = {} } = JSON.parse(text) as { sessions?: Record<string, SavedSession> };
    return Object.fromEntries(Object.entries(sessions).filter(([, one]) => isSession(one)));
  } catch {
    throw new UsageError(`${path} is damaged. Delete it, and sign in again.`);
  }
}

const isSession = (value: unknown): value is SavedSession =>
  typeof value === 'object' &&
  value !== null &&
  'token' in value &&
  typeof value.token === 'string' &&
  'email' in value &&
  typeof value.email === 'string';
