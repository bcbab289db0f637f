import { openAnswer } from '@whorl/client';
import { type CredentialFlags, readCredentialFile } from '../credentials.ts';
import { readInput } from '../input.ts';
import type { Terminal } from '../terminal.ts';

/** What `whorl open` was told. */
export interface OpenOptions extends CredentialFlags {
  readonly file?: string;
}

/** Opens one answer body with the response key and prints what was in it. */
export async function open(options: OpenOptions, terminal: Terminal): Promise<void> {
  const responseKey = await readCredentialFile(options, 'responseKey');
  const what = 'an answer body ({"encryptedData":"…"})';
  const body = await readInput({ ...options, what }, terminal);
  const opened = openAnswer(body, responseKey);
  terminal.write(`${JSON.stringify(opened, undefined, 2)}\n`);
  terminal.emit('opened', { answer: opened });
}
