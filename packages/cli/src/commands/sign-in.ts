import type { AdminBody } from '@whorl/contract/admin';
import { type AdminApi, answerOf } from '../admin/client.ts';
import { AdminProblem } from '../admin/problem.ts';
import { type AdminOptions, withAdmin } from '../admin/with-admin.ts';
import { retyped } from '../retyped.ts';
import { readSecret, secretRows } from '../secrets.ts';
import type { Terminal } from '../terminal.ts';
import { minuteOf } from '../visible.ts';

/** What `whorl login` was told. */
export interface LoginOptions extends AdminOptions {
  readonly email: string;
  readonly passwordFile?: string;
}

/** Signs in, and keeps the session for the commands that follow. */
export async function login(options: LoginOptions, terminal: Terminal): Promise<void> {
  const { email, passwordFile } = options;
  const password = await readSecret({ secret: 'password', file: passwordFile });
  await withAdmin({ ...options, terminal, as: 'stranger' }, async ({ api, door, sessions }) => {
    const session = await signIn(api, { email, password, ...totpGiven() });
    const { token, expiresAt, account } = session;
    await sessions.save(door.id, { token, expiresAt, email: account.email });
    terminal.emit('signed-in', { account, expiresAt, door: door.id });
    terminal.say(`Signed in as ${account.email}, ${account.role}, until ${minuteOf(expiresAt)}.`);
    if (door.kind !== 'tls')
      terminal.say('Commands are yours now; --as-owner gives one as the owner of the folder.');
    if (process.env.WHORL_TOKEN !== undefined)
      terminal.complain('WHORL_TOKEN is set, and goes before the session.');
  });
}

function totpGiven(): { totp?: string } {
  const totp = process.env[secretRows.totp.variable];
  return totp === undefined || totp === '' ? {} : { totp };
}

/** An account says only then that it takes a code. */
async function signIn(api: AdminApi, body: AdminBody<'session.create'>) {
  try {
    return await answerOf(api.POST('/v1/sessions', { body }));
  } catch (error) {
    if (!(error instanceof AdminProblem) || error.code !== 'totp-required') throw error;
    const totp = (await readSecret({ secret: 'totp' })).trim();
    return answerOf(api.POST('/v1/sessions', { body: { ...body, totp } }));
  }
}

/** Ends the session, and forgets it even where it was over. */
export async function logout(options: AdminOptions, terminal: Terminal): Promise<void> {
  await withAdmin({ ...options, terminal, as: 'session' }, async ({ api, door, who, sessions }) => {
    if (who.kind === 'session') {
      await sessions.remove(door.id);
      await answerOf(api.DELETE('/v1/sessions/current')).catch(passOver('unauthenticated'));
    }
    terminal.emit('signed-out', { door: door.id, email: who.email });
    terminal.say(who.kind === 'session' ? `Signed out ${who.email}.` : 'Nobody was signed in.');
  });
}

const passOver =
  (code: string) =>
  (error: unknown): void => {
    if (!(error instanceof AdminProblem) || error.code !== code) throw error;
  };

/** What commands about one's password are told. */
export interface PasswordOptions extends AdminOptions {
  readonly passwordFile?: string;
  readonly newPasswordFile?: string;
}

/** Changes one's own password. */
export async function changePassword(options: PasswordOptions, terminal: Terminal): Promise<void> {
  const { passwordFile, newPasswordFile } = options;
  const current = await readSecret({ secret: 'password', file: passwordFile });
  const next = await readSecret({ secret: 'newPassword', file: newPasswordFile, isNew: true });
  await withAdmin({ ...options, terminal, as: 'session' }, async ({ api }) => {
    await answerOf(api.PUT('/v1/password', { body: { current, next } }));
    terminal.emit('password-changed', {});
    terminal.say('Changed. Your other sessions have ended.');
    terminal.say(`A second factor: \`${retyped('totp enable', options)}\`.`);
  });
}
