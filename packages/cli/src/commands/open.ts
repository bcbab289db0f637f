import { interpretTransaction, openAnswer, type ServiceError, WhorlError } from '@whorl/client';
import { readProblem } from '@whorl/contract';
import { type CredentialFlags, readCredentialFile } from '../credentials.ts';
import { readInput } from '../input.ts';
import type { Terminal } from '../terminal.ts';
import { visibleJson } from '../visible.ts';

/** What `whorl open` was told. */
export interface OpenOptions extends CredentialFlags {
  readonly file?: string;
}

/**
 * Opens one answer body with the response key and prints what was in it.
 *
 * @throws WhorlError what `whorl call` throws, for a refusal too
 */
export async function open(options: OpenOptions, terminal: Terminal): Promise<void> {
  const responseKey = await readCredentialFile(options, 'responseKey');
  const what = 'an answer body ({"encryptedData":"…"})';
  const body = await readInput({ ...options, what }, terminal);
  if (readProblem(body) !== undefined) refuse(body, responseKey);
  const opened = openAnswer(body, responseKey);
  terminal.write(`${visibleJson(JSON.stringify(opened, undefined, 2))}\n`);
  terminal.emit('opened', { answer: opened });
}

/** A refusal is not sealed, and does not hold its own status: any but 200 has it read. */
function refuse(body: string, responseKey: string): void {
  try {
    interpretTransaction({ status: 400, headers: {}, body }, { responseKey });
  } catch (error) {
    if (!(error instanceof WhorlError) || error.errors.length === 0) return;
    const { code, errors } = error;
    throw new WhorlError(code, `The service refused the call: ${told(errors)}`, { errors });
  }
}

const told = (errors: readonly ServiceError[]): string =>
  errors.map(({ reasonCode, description }) => `${reasonCode}, ${description}`).join('; ');
