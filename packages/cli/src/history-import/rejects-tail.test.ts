import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lastRejected } from './rejects-tail.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whorl-rejects-'));
  path = join(folder, 'rejects.csv');
});
afterEach(() => rm(folder, { recursive: true }));

describe('the last row that was rejected', () => {
  it.each([
    ['line,reason\r\n', 0],
    ['', 0],
    ['line,reason\r\n4,"time is missing"\r\n19,"mcc"\r\n', 19],
    [`line,reason\r\n${'7,"time is missing"\r\n'.repeat(10_000)}8,"x"\r\n`, 8],
  ])('is the last that is told of', async (text, line) => {
    await writeFile(path, text);
    expect(await lastRejected(path)).toBe(line);
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  it('is none where there is no file', async () => expect(await lastRejected(path)).toBe(0));

  it.each(['1', '12,"not as', '12,"not as it must be"\r'])(
    'is not one whose line a kill cut off: %j',
    async (torn) => {
      await writeFile(path, `line,reason\r\n9,"x"\r\n${torn}`);
      expect(await lastRejected(path)).toBe(9);
      expect(await readFile(path, 'utf8')).toBe('line,reason\r\n9,"x"\r\n');
    },
  );

  it('is none where the head itself was cut off', async () => {
    await writeFile(path, 'line,rea');
    expect(await lastRejected(path)).toBe(0);
    expect(await readFile(path, 'utf8')).toBe('');
  });
});
