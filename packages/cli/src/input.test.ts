import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UsageError } from './exit-codes.ts';
import { readTransaction } from './input.ts';
import { createTerminal } from './terminal.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whorl-input-'));
});
afterEach(() => rm(folder, { recursive: true }));

const said: string[] = [];
const err = { write: (text: string) => said.push(text) };
const terminal = createTerminal({ json: false, out: err, err, noColor: true });
beforeEach(() => {
  said.length = 0;
});

async function readFile(content: string): Promise<object> {
  const file = join(folder, 'tx.json');
  await writeFile(file, content);
  return readTransaction({ file }, terminal);
}

const typed = (text: string, isTTY: boolean) => Object.assign(Readable.from([text]), { isTTY });

describe('a transaction', () => {
  it('is read from a file, with or without a byte order mark', async () => {
    expect(await readFile('{"mcc":"5942"}')).toEqual({ mcc: '5942' });
    expect(await readFile('\uFEFF{"mcc":"5942"}')).toEqual({ mcc: '5942' });
  });

  it.each([[undefined], ['-']])('is read from standard input for %s', async (file) => {
    const stdin = typed('{"mcc":"5942"}', false);
    expect(await readTransaction({ file, stdin }, terminal)).toEqual({ mcc: '5942' });
    expect(said).toEqual([]);
  });

  it('is asked for at the keyboard, rather than waited for in silence', async () => {
    await readTransaction({ stdin: typed('{}', true) }, terminal);
    expect(said.join('')).toMatch(/^Waiting for a transaction .* Ctrl-D\.\n$/);
  });

  it.each([
    ['', 'is empty'],
    [' \n', 'is empty'],
    ['[{"mcc":"5942"}]', 'holds a JSON list'],
    ['"text"', 'holds a single JSON value'],
    ['null', 'holds a single JSON value'],
    ['{\n "mcc": 5942,\n}', 'is not JSON (line 3, column 1)'],
    ['{"mcc": "5942"', 'is not JSON'],
  ])('is not %j', async (content, fault) => {
    const error = await readFile(content).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UsageError);
    expect(String(error)).toContain(`tx.json ${fault}`);
  });

  it('is not quoted when it is broken', async () => {
    const error = await readFile('{"primaryEmail": avery@example.com}').catch(String);
    expect(error).not.toContain('avery');
  });
});
