import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { columns } from './fold.ts';
import { createProgram } from './run.ts';
import { createTerminal } from './terminal.ts';

const silent = { write: () => undefined };
const terminal = createTerminal({ json: false, out: silent, err: silent, noColor: true });

/** A command and all below it, each with what is typed for it. */
function allOf(command: Command, path = ''): (readonly [string, Command])[] {
  const own = [[path, command]] as const;
  return [...own, ...command.commands.flatMap((one) => allOf(one, `${path} ${one.name()}`.trim()))];
}

const all = allOf(createProgram(terminal));
const leaves = all.filter(([, { commands }]) => commands.length === 0);

function helpOf(command: Command): string {
  let text = '';
  command.configureOutput({
    writeOut: (words) => {
      text += words;
    },
    getOutHelpWidth: () => columns,
  });
  command.outputHelp();
  return text;
}

describe('the help', () => {
  it.each(all)('of "whorl %s" fits a terminal of 80 columns', (_, command) => {
    const long = helpOf(command)
      .split('\n')
      .filter((line) => line.length > columns);
    expect(long).toEqual([]);
  });

  it.each(leaves)('of "whorl %s" has examples to copy that name it', (path, command) => {
    expect(helpOf(command)).toContain('\nExamples:\n');
    expect(helpOf(command)).toContain(`npx whorl ${path}`);
  });

  it.each(leaves)('of "whorl %s" says what programs get', (_, command) => {
    expect(command.options.map(({ long }) => long)).toContain('--json');
  });
});

describe('what can be typed', () => {
  it('names no option that would take a secret', () => {
    const options = all.flatMap(([, { options: own }]) => own.map(({ long }) => long));
    expect(options.filter((name) => /password$|passphrase$|totp$|token$/.test(name ?? ''))).toEqual(
      [],
    );
  });

  it('has what the issue promises', () => {
    const paths = leaves.map(([path]) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        ...['project create', 'project list', 'project show', 'project promote'],
        ...['credential request', 'credential issue', 'credential list', 'credential rotate'],
        ...['credential revoke', 'key create', 'key import', 'key list', 'key rotate'],
        ...['key revoke', 'key download', 'admin create', 'login', 'audit verify'],
        ...['production init', 'master-key rotate', 'approval approve'],
      ]),
    );
  });
});
