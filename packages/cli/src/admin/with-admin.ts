import { whileWaiting } from '../waiting.ts';
import { type AdminApi, createApi } from './client.ts';
import { type Door, type DoorOptions, type Entry, openDoor } from './door.ts';
import { type Identity, identify, type Wanted } from './identity.ts';
import { openSessions, type Sessions, sessionsPath } from './sessions.ts';

export type EnvironmentName = 'sandbox' | 'production';

/** What every command of the admin API is told. */
export interface AdminOptions extends DoorOptions {
  readonly asOwner?: boolean;
}

/** Likewise, where there is one for each environment. */
export interface EnvironmentOptions extends AdminOptions {
  readonly environment: EnvironmentName;
}

/** The admin API, open. */
export interface Admin {
  readonly api: AdminApi;
  readonly door: Door;
  readonly who: Identity;
  readonly sessions: Sessions;
}

/** How a command goes about it. */
export interface Manner extends Entry {
  /** As whom; any known identity by default. */
  readonly as?: Wanted;
  /** What a person reads while it takes long: `Restoring`. */
  readonly doing?: string;
}

/**
 * Opens the admin API for one command, and closes it after.
 *
 * @throws UsageError, AdminUnreachable, AdminProblem, and what opening a folder throws
 * @example
 * await withAdmin({ ...options, terminal }, ({ api }) => answerOf(api.GET('/v1/status')));
 */
export async function withAdmin<Result>(
  options: AdminOptions & Manner,
  work: (admin: Admin) => Promise<Result>,
): Promise<Result> {
  const { doing, terminal } = options;
  if (doing === undefined) return workWith(options, work);
  return whileWaiting({ doing, terminal }, () => workWith(options, work));
}

async function workWith<Result>(
  options: AdminOptions & Manner,
  work: (admin: Admin) => Promise<Result>,
): Promise<Result> {
  const { as = 'any', asOwner = false } = options;
  const door = await openDoor(options, options);
  try {
    const sessions = openSessions(sessionsPath(process.env));
    const wanted = asOwner && as === 'any' ? 'owner' : as;
    const who = await identify(wanted, { door, sessions, environment: process.env });
    return await work({ api: createApi(door, who), door, who, sessions });
  } finally {
    await door.close();
  }
}
