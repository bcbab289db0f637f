import { type AdminApi, answerOf } from '../admin/client.ts';
import { type AdminOptions, withAdmin } from '../admin/with-admin.ts';
import { openAsker } from '../ask.ts';
import { retyped } from '../retyped.ts';
import { readSecret } from '../secrets.ts';
import type { Terminal } from '../terminal.ts';
import type { PasswordOptions } from './sign-in.ts';

/** Begins to set a second factor up, and, where somebody sits at a terminal, puts it in force. */
export async function enableTotp(options: PasswordOptions, terminal: Terminal): Promise<void> {
  const password = await readSecret({ secret: 'password', file: options.passwordFile });
  await withAdmin({ ...options, terminal, as: 'session' }, async ({ api }) => {
    const { uri } = await answerOf(api.POST('/v1/totp', { body: { password } }));
    terminal.emit('totp-secret', { uri });
    await showSecret(uri, terminal);
    if (openAsker() === undefined)
      terminal.complain(
        `It is in force once a first code was given: \`WHORL_TOTP=… ${retyped('totp confirm', options)}\`.`,
      );
    else await confirmWith(api, terminal);
  });
}

async function showSecret(uri: string, terminal: Terminal): Promise<void> {
  if (!terminal.json && process.stdout.isTTY === true) {
    const { renderUnicodeCompact } = await import('uqr');
    terminal.say(renderUnicodeCompact(uri));
    terminal.complain('Scan this with an authenticator app, or give it this address:');
  }
  terminal.write(`${uri}\n`);
}

/** Puts a second factor in force with a first code. */
export async function confirmTotp(options: AdminOptions, terminal: Terminal): Promise<void> {
  await withAdmin({ ...options, terminal, as: 'session' }, ({ api }) => confirmWith(api, terminal));
}

async function confirmWith(api: AdminApi, terminal: Terminal): Promise<void> {
  const code = (await readSecret({ secret: 'totp' })).trim();
  await answerOf(api.POST('/v1/totp/confirmation', { body: { code } }));
  terminal.emit('totp-enabled', {});
  terminal.say('In force: signing in takes a code from now on.');
}
