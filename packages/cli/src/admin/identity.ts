import { UsageError } from '../exit-codes.ts';
import type { Door } from './door.ts';
import type { Sessions } from './sessions.ts';

/** As whom a command asks. */
export interface Identity {
  /** `nobody` is the owner where the door is the folder's own; a `stranger` is about to say who it is. */
  readonly kind: 'token' | 'session' | 'nobody' | 'stranger';
  readonly bearer?: string;
  readonly email?: string;
}

/**
 * Which identities a command takes: `any` as the environment and the saved session have it; `session` that
 * alone; `owner` and `stranger` none.
 */
export type Wanted = 'any' | 'session' | 'owner' | 'stranger';

export interface Known {
  readonly door: Pick<Door, 'id' | 'kind'>;
  readonly sessions: Sessions;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * Who one is at a door: WHORL_TOKEN goes before the session that `whorl login` saved, and that before nobody.
 *
 * @throws UsageError for an owner where there is none
 */
export async function identify(wanted: Wanted, known: Known): Promise<Identity> {
  const { door, sessions, environment } = known;
  if (wanted === 'stranger') return { kind: 'stranger' };
  if (wanted === 'owner') return owner(door);
  const token = environment.WHORL_TOKEN;
  if (wanted === 'any' && token !== undefined && token !== '')
    return { kind: 'token', bearer: token.trim() };
  const saved = await sessions.find(door.id);
  return saved === undefined
    ? { kind: 'nobody' }
    : { kind: 'session', bearer: saved.token, email: saved.email };
}

function owner({ kind }: Pick<Door, 'kind'>): Identity {
  if (kind !== 'tls') return { kind: 'nobody' };
  throw new UsageError(
    'Over TLS nobody is the owner of the folder. Leave --admin-url out (and WHORL_ADMIN_URL), on the machine of the service, or sign in.',
  );
}
