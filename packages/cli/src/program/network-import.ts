import { type Command, Option } from 'commander';
import type { ImportOptions } from '../commands/network-import.ts';
import type { Terminal } from '../terminal.ts';
import { addVerb } from './noun.ts';
import { collected, withProjectDoor } from './options.ts';

/** Adds `whorl network import`. */
export function addHistoryImport(network: Command, terminal: Terminal): void {
  const command = addVerb(network, {
    usage: 'import <file>',
    summary: 'count the purchases of before: CSV or JSON Lines, plain or gzip',
    help: `
Examples:
  npx whorl network import purchases.csv --project shop
  npx whorl network import purchases.csv.gz --project shop --currency EUR \\
    --map time=ORDERED_AT --map primaryEmail=EMAIL --map amount=TOTAL
  npx whorl network import purchases.jsonl --project shop --mapping mapping.json

Columns are mapped to fields of a request by its own names, such as primaryEmail or
billingAddress.addressCity, and to time, account, merchant, amount and reference. Only
time is required: ISO 8601, YYYY-MM-DD HH:MM:SS or seconds since 1970.

It can be stopped at any moment: the same command goes on, and counts nothing twice.
Rows that are rejected are told of in a file, by line and reason.

Event with --json: import.`,
  })
    .option('--map <field=column>', 'which column has a field; repeatable', collected)
    .option('--mapping <file>', 'the same as JSON: {"account": "CUSTOMER_ID"}')
    .addOption(
      new Option(
        '--delimiter <name>',
        'between cells of CSV (default: as its header has it)',
      ).choices(['comma', 'semicolon', 'tab']),
    )
    .option('--time-zone <name>', 'of times without one: Europe/Berlin (default: UTC)')
    .option('--currency <code>', 'of amounts without one (default: 840)')
    .option('--amount-minor', 'amounts are in the smallest unit: 4999 is 49.99')
    .option('--rejects <file>', 'for rejected rows (default: ./<file>.rejects.csv)');
  withProjectDoor(command).action(async (file: string, options: Omit<ImportOptions, 'file'>) => {
    const { importHistory } = await import('../commands/network-import.ts');
    await importHistory({ ...options, file }, terminal);
  });
}
