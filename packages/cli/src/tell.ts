import { columns, fold } from './fold.ts';
import type { Terminal } from './terminal.ts';

/** Says sentences to a person, folded. */
export function tell(text: string, { say }: Terminal): void {
  for (const line of fold(text, columns)) say(line);
}

/** Likewise on standard error, where standard output is for what was made, or for a program. */
export function tellAside(text: string, { complain }: Terminal): void {
  for (const line of fold(text, columns)) complain(line);
}

/** Says which commands come next, each on a line of its own, to copy. */
export function tellNext(
  { why = 'Next:', commands }: { readonly why?: string; readonly commands: readonly string[] },
  { say, style }: Terminal,
): void {
  say(`\n${style.bold(why)}`);
  for (const command of commands) say(`  ${command}`);
}
