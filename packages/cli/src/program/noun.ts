import type { Command } from 'commander';
import { columns, fold } from '../fold.ts';

/** A command, before its options. */
export interface VerbRow {
  /** As it is typed: `create <name>`. */
  readonly usage: string;
  readonly summary: string;
  /** What `--help` shows under the options: lines to copy, and what else is worth knowing. */
  readonly help: string;
}

/** Adds a noun that groups commands: `project`. */
export const addNoun = (program: Command, name: string, summary: string): Command =>
  program
    .command(name)
    .helpCommand(false)
    .usage('<command> [options]')
    .summary(summary)
    .description(sentence(summary));

/** Adds one command, with its help. */
export const addVerb = (parent: Command, { usage, summary, help }: VerbRow): Command =>
  parent
    .command(usage)
    .summary(summary)
    .description(sentence(summary))
    .addHelpText('after', `\n${layOut(help)}\n`);

/** Paragraphs are folded; examples stand as they are, to be copied. */
const layOut = (help: string): string =>
  help
    .trim()
    .split('\n\n')
    .map((part) => (part.startsWith('Examples:') ? part : fold(part, columns).join('\n')))
    .join('\n\n');

const sentence = (summary: string): string =>
  `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
