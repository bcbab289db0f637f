import { createInterface } from 'node:readline/promises';
import { UsageError } from './exit-codes.ts';

/** Asks the person at the terminal. Questions go to standard error: standard output is for what is made. */
export interface Asker {
  /** Typed unseen. */
  secret(question: string): Promise<string>;
  line(question: string): Promise<string>;
}

/** @returns nothing where nobody sits at a terminal */
export function openAsker(): Asker | undefined {
  const { stdin: input, stderr: output } = process;
  if (!input.isTTY || !output.isTTY) return undefined;
  return {
    async secret(message) {
      const { default: password } = await import('@inquirer/password');
      return password({ message, mask: true }, { input, output }).catch(stopped);
    },
    async line(question) {
      const lines = createInterface({ input, output });
      const stop = new AbortController();
      lines.once('SIGINT', () => stop.abort());
      try {
        return await lines.question(`${question} `, { signal: stop.signal }).catch(stopped);
      } finally {
        lines.close();
      }
    },
  };
}

function stopped(cause: unknown): never {
  throw new UsageError('Stopped; nothing was done.', { cause });
}

/** Somebody was asked whether to go on, and did not say yes. */
export class NotConfirmed extends Error {
  override readonly name = 'NotConfirmed';
}

/** What is about to be done, and whether `--yes` was given. */
export interface Question {
  readonly question: string;
  readonly yes?: boolean | undefined;
  readonly asker?: Asker | undefined;
}

/**
 * Has a step confirmed.
 *
 * @throws NotConfirmed; UsageError where nobody can be asked
 */
export async function confirm({ question, yes, asker = openAsker() }: Question): Promise<void> {
  if (yes === true) return;
  if (asker === undefined)
    throw new UsageError(`${question} There is no terminal to ask on: --yes says so beforehand.`);
  const said = await asker.line(`${question} [y/N]`);
  if (!/^y(es)?$/i.test(said.trim())) throw new NotConfirmed('Nothing was changed.');
}
