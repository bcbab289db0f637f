import { describe, expect, it } from 'vitest';
import type { Settings } from '../config/settings.ts';
import { createLog, type Log } from './log.ts';

/** What a log at this level writes, line by line. */
function written(level: Settings['logLevel'], use: (log: Log) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  use(createLog({ level, stream: { write: (line) => void lines.push(line) } }));
  return lines.map((line) => {
    expect(line.endsWith('\n')).toBe(true);
    return JSON.parse(line);
  });
}

const everything = (log: Log): void => {
  log.debug('d');
  log.info('i');
  log.warn('w');
  log.error('e');
};

describe('the log', () => {
  it.each([
    ['debug', ['d', 'i', 'w', 'e']],
    ['info', ['i', 'w', 'e']],
    ['warn', ['w', 'e']],
    ['error', ['e']],
    ['silent', []],
  ] as const)('at level %s writes what is at least that important', (level, events) => {
    expect(written(level, everything).map(({ event }) => event)).toEqual(events);
  });

  it('writes one JSON object a line, with the time in UTC and nothing of the machine', () => {
    const [line] = written('info', (log) => log.info('call', { status: 200, durationMs: 1.5 }));
    const { time, ...others } = line ?? {};
    expect(others).toEqual({ level: 30, event: 'call', status: 200, durationMs: 1.5 });
    expect(time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  });

  it('keeps a failure of ours whole: class, message and stack', () => {
    const err = new TypeError('x is undefined');
    const [line] = written('info', (log) => log.error('failed', { err }));
    const stack = expect.stringContaining('log.test.ts');
    expect(line?.err).toMatchObject({ type: 'TypeError', message: 'x is undefined', stack });
  });

  it('does not let a text break out of its line', () => {
    const [line, ...rest] = written('info', (log) => log.info('refused', { note: 'a\nb"c' }));
    expect(line?.note).toBe('a\nb"c');
    expect(rest).toEqual([]);
  });
});
