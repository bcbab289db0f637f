import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTerminal } from './terminal.ts';
import { printElapsed, whileWaiting } from './waiting.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** What is written while something takes so long, and says a word half-way. */
async function wait(durationMs: number, { isTTY = false, json = false }): Promise<string> {
  let written = '';
  const stream = { write: (text: string) => (written += text), isTTY };
  const terminal = createTerminal({ json, noColor: true, out: stream, err: stream });
  const work = async (): Promise<string> => {
    await vi.advanceTimersByTimeAsync(durationMs / 2);
    terminal.complain('a warning');
    await vi.advanceTimersByTimeAsync(durationMs / 2);
    terminal.say('Back.');
    return 'done';
  };
  expect(await whileWaiting({ doing: 'Restoring', terminal }, work)).toBe('done');
  expect(vi.getTimerCount()).toBe(0);
  return written;
}

const erase = '\r\u001b[K';

describe('a line of what is waited for', () => {
  it('does not come where it is quick', async () => {
    expect(await wait(1600, { isTTY: true })).toBe('a warning\nBack.\n');
  });

  it('tells on a terminal how long it takes, and makes room for words', async () => {
    const written = await wait(6000, { isTTY: true });
    expect(written.startsWith(`${erase}Restoring … 2 s${erase}Restoring … 2 s`)).toBe(true);
    expect(written).toContain(`Restoring … 3 s${erase}a warning\n${erase}Restoring … 3 s`);
    expect(written.endsWith(`Restoring … 6 s${erase}Back.\n`)).toBe(true);
  });

  it('is a line every ten seconds elsewhere', async () => {
    expect(await wait(80_000, {})).toBe(
      [10, 20, 30, 40].map((seconds) => `Restoring … ${seconds} s\n`).join('') +
        'a warning\nRestoring … 50 s\nRestoring … 1 min 0 s\nRestoring … 1 min 10 s\n' +
        'Restoring … 1 min 20 s\nBack.\n',
    );
  });

  it('is nothing for programs', async () => {
    expect(await wait(60_000, { isTTY: true, json: true })).toBe('a warning\n');
  });

  it('goes when it fails', async () => {
    const terminal = createTerminal({
      ...{ json: false, noColor: true },
      out: process.stdout,
      err: process.stderr,
    });
    const failing = whileWaiting({ doing: 'Restoring', terminal }, () =>
      Promise.reject(new Error('no')),
    );
    await expect(failing).rejects.toThrow('no');
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('how long it goes on', () => {
  it.each([
    [0, '0 s'],
    [59_999, '59 s'],
    [60_000, '1 min 0 s'],
    [3_725_000, '62 min 5 s'],
  ])('of %d ms', (ms, text) => expect(printElapsed(ms)).toBe(text));
});
