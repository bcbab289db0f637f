import { describe, expect, it } from 'vitest';
import { LiveLine } from '../live-line.ts';
import { printProgress } from './progress.ts';
import { ProgressBar } from './progress-bar.ts';
import { summarise, Tallying } from './tally.ts';

describe('a line of progress', () => {
  it.each([
    [
      { rows: 0, elapsedMs: 0, readBytes: 0, sizeBytes: 4 },
      '[--------------------]   0 %  0 rows  0/s',
    ],
    [
      { rows: 500_000, elapsedMs: 25_000, readBytes: 1, sizeBytes: 4 },
      '[#####---------------]  25 %  500,000 rows  20,000/s  1:15 left',
    ],
    [
      { rows: 7, elapsedMs: 7_200_000, readBytes: 1, sizeBytes: 2 },
      '[##########----------]  50 %  7 rows  0/s  2:00:00 left',
    ],
    [
      { rows: 9, elapsedMs: 1000, readBytes: 5, sizeBytes: 4 },
      '[####################] 100 %  9 rows  9/s  0:00 left',
    ],
    [{ rows: 1234, elapsedMs: 61_000, readBytes: 9 }, '1,234 rows  20/s  1:01 so far'],
    [{ rows: 1, elapsedMs: 1000, readBytes: 0, sizeBytes: 0 }, '1 rows  1/s  0:01 so far'],
  ])('of %o', (progress, line) => expect(printProgress(progress)).toBe(line));
});

/** A bar under a clock of the test's, and what it wrote. */
function open(options: { isTTY?: boolean; isSilent?: boolean } = {}) {
  const { isTTY = false, isSilent = false } = options;
  const written: string[] = [];
  let nowMs = 5000;
  const err = { write: (text: string) => written.push(text), isTTY };
  const bar = new ProgressBar({
    line: new LiveLine({ err, now: () => nowMs, isSilent }),
    sizeBytes: 100,
  });
  const showAt = (elapsedMs: number) => {
    nowMs = 5000 + elapsedMs;
    bar.show({ rows: elapsedMs, readBytes: 50 });
  };
  return { bar, written, showAt };
}

describe('a bar of progress', () => {
  it('comes after two seconds on a terminal, in place, and goes', () => {
    const { bar, written, showAt } = open({ isTTY: true });
    for (const at of [0, 1999, 2000, 2100, 2200]) showAt(at);
    bar.clear();
    bar.clear();
    expect(written).toEqual([
      '\r\u001b[K[##########----------]  50 %  2,000 rows  1,000/s  0:02 left',
      '\r\u001b[K[##########----------]  50 %  2,200 rows  1,000/s  0:03 left',
      '\r\u001b[K',
    ]);
  });

  it('is a line every ten seconds elsewhere', () => {
    const { bar, written, showAt } = open();
    for (const at of [2000, 9999, 10_000, 15_000, 20_000]) showAt(at);
    bar.clear();
    expect(written).toEqual([
      '[##########----------]  50 %  10,000 rows  1,000/s  0:10 left\n',
      '[##########----------]  50 %  20,000 rows  1,000/s  0:20 left\n',
    ]);
  });

  it('is silent for programs', () => {
    const { bar, written, showAt } = open({ isTTY: true, isSilent: true });
    showAt(60_000);
    bar.clear();
    expect(written).toEqual([]);
  });
});

describe('a summary', () => {
  const taken = { line: 2, atMs: 0, members: {} };

  it('says how many rows were taken, and why others were not', () => {
    const tallying = new Tallying();
    tallying.count([taken, { line: 3, reject: 'time is missing' }]);
    tallying.count([
      { line: 4, reject: 'is odd' },
      { line: 5, reject: 'time is missing' },
    ]);
    expect(summarise(tallying.tally, 'r.csv')).toEqual([
      'Read 1 of 4 rows; 3 rejected. Line by line, with reasons: r.csv',
      '  2 × time is missing',
      '  1 × is odd',
    ]);
  });

  it('is short when all is well', () => {
    const tallying = new Tallying();
    tallying.count([taken]);
    expect(summarise(tallying.tally, 'r.csv')).toEqual(['Read 1 of 1 rows; none was rejected.']);
  });

  it('does not grow with the number of reasons', () => {
    const tallying = new Tallying();
    for (let cells = 0; cells < 5000; cells += 1)
      tallying.count([{ line: cells, reject: `has ${cells} cells where the header has 9999` }]);
    expect(tallying.tally.rejected).toBe(5000);
    expect(tallying.tally.reasons).toHaveLength(5);
  });
});
