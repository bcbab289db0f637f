import { type Command, Option } from 'commander';
import type { ListCallsOptions, ShowCallOptions } from '../commands/calls.ts';
import type { Terminal } from '../terminal.ts';
import { addNoun, addVerb } from './noun.ts';
import { wholeNumber, withProjectDoor } from './options.ts';

/** The journal: which calls were answered, with what. */
export function addJournal(program: Command, terminal: Terminal): void {
  const calls = addNoun(program, 'calls', 'the journal: which calls were answered, with what');
  addList(calls, terminal);
  addShow(calls, terminal);
}

function addList(calls: Command, terminal: Terminal): void {
  const command = addVerb(calls, {
    usage: 'list',
    summary: 'list the calls of a project, the newest first',
    help: `
Examples:
  npx whorl calls list --project shop
  npx whorl calls list --project shop --since 2026-11-24 --until 2026-11-25
  npx whorl calls list --project shop --environment production --json | jq .id

Days begin at midnight UTC. The journal is kept for journalDays, 400 unless it is
set. Where there are more, the last line says how to go on.

Events with --json, for each: call-summary; then more, where there are more.`,
  })
    .option('--since <time>', 'not before this, ISO 8601')
    .option('--until <time>', 'before this, ISO 8601')
    .addOption(
      new Option('--kind <kind>', 'calls, or purchases of histories that were imported')
        .choices(['call', 'history'])
        .default('call'),
    )
    .addOption(
      new Option('--limit <n>', 'how many at most').default(20).argParser(wholeNumber(1, 1000)),
    )
    .option('--after <place>', 'from where the last page ended');
  withProjectDoor(command).action(async (options: ListCallsOptions) => {
    const { listCalls } = await import('../commands/calls.ts');
    await listCalls(options, terminal);
  });
}

function addShow(calls: Command, terminal: Terminal): void {
  const command = addVerb(calls, {
    usage: 'show <id>',
    summary: 'show one call: its answer, and what that was computed from',
    help: `
Examples:
  npx whorl calls show 0f5d9c1e-7a43-4f0e-9a5b-2c8d1e6f7a90 --project shop
  npx whorl calls show 0f5d9c1e-7a43-4f0e-9a5b-2c8d1e6f7a90 --json

The id is that of the answer, as in X-MC-Correlation-ID. Elements are shown by the
beginning of their pseudonyms; what was erased is not shown. Event with --json: call.`,
  });
  withProjectDoor(command).action(async (id: string, options: Omit<ShowCallOptions, 'id'>) => {
    const { showCall } = await import('../commands/calls.ts');
    await showCall({ ...options, id }, terminal);
  });
}
