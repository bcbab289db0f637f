import { sealRequest } from '@whorl/client';
import { type CredentialFlags, readCredentialFile } from '../credentials.ts';
import { readTransaction } from '../input.ts';
import type { Terminal } from '../terminal.ts';

/** What `whorl seal` was told. */
export interface SealOptions extends CredentialFlags {
  readonly file?: string;
}

/** Seals one transaction to the Client Encryption Key: a request body, ready for curl. */
export async function seal(options: SealOptions, terminal: Terminal): Promise<void> {
  const requestKey = await readCredentialFile(options, 'requestKey');
  const transaction = await readTransaction(options, terminal);
  const body = sealRequest(transaction, requestKey);
  terminal.write(`${body}\n`);
  terminal.emit('sealed', { body: JSON.parse(body) });
}
