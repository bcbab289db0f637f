import { resolve } from 'node:path';
import { answerOf } from '../admin/client.ts';
import { type AdminOptions, withAdmin } from '../admin/with-admin.ts';
import { confirm } from '../ask.ts';
import { tell } from '../tell.ts';
import type { Terminal } from '../terminal.ts';

/** Sets production up. */
export async function initProduction(options: AdminOptions, terminal: Terminal): Promise<void> {
  await withAdmin({ ...options, terminal, as: 'owner' }, async ({ api }) => {
    const status = await answerOf(api.POST('/v1/production'));
    terminal.emit('status', { ...status });
    const production = status.environments.find(({ name }) => name === 'production');
    const { state, baseUrl, unmet = [] } = production ?? {};
    if (state === 'running') return tell(`Production runs at ${baseUrl}.`, terminal);
    tell('Production is set up.', terminal);
    if (unmet.length === 0) return tell('It starts with `npx whorl start`.', terminal);
    tell('Before it starts:', terminal);
    for (const sentence of unmet) tell(`- ${sentence}`, terminal);
  });
}

/** What `whorl master-key rotate` was told. */
export interface RotateMasterKeyOptions extends AdminOptions {
  readonly newKeyFile: string;
  readonly yes?: boolean;
}

/** Wraps every key anew, under a new master key. */
export async function rotateMasterKey(
  options: RotateMasterKeyOptions,
  terminal: Terminal,
): Promise<void> {
  // The service may have been started elsewhere: what it is told is whole.
  const newKeyFile = resolve(options.newKeyFile);
  await confirm({ question: `Wrap every key anew, under ${newKeyFile}?`, yes: options.yes });
  await withAdmin({ ...options, terminal, as: 'owner' }, async ({ api }) => {
    const body = { newKeyFile };
    const done = await answerOf(api.POST('/v1/master-key/rotation', { body }));
    terminal.emit('master-key-rotated', { ...done });
    tell(`${done.rewrapped} secrets are wrapped anew.`, terminal);
    tell(done.next, terminal);
  });
}
