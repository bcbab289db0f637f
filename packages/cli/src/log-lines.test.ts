import { describe, expect, it } from 'vitest';
import { createLogLines } from './log-lines.ts';

const line = (fields: object): string =>
  `${JSON.stringify({ level: 30, time: '2026-11-24T10:35:55.123Z', ...fields })}\n`;
const call = { event: 'call', status: 200, durationMs: 8.3, correlationId: 'id-1' };

/** What is printed for these lines once nothing is held back. */
function printed(...lines: object[]): string[] {
  const said: string[] = [];
  const log = createLogLines((text) => said.push(text));
  log.release();
  log.write(lines.map(line).join(''));
  return said;
}

describe('a log line', () => {
  it('tells when, what, how it went, how long it took and what it is called', () => {
    expect(printed(call)).toEqual(['10:35:55  call      200    8.3 ms  id-1']);
  });

  it('gives the reason of a refusal below it, folded', () => {
    const note = `required-missing: ${'purchaseDate, '.repeat(8)}mcc`;
    const [text = ''] = printed({
      ...{ ...call, event: 'refused', status: 400 },
      ...{ reasonCode: 'VALIDATION_ERROR', note },
    });
    const [head, ...reason] = text.split('\n');
    expect(head).toBe('10:35:55  refused   400    8.3 ms  id-1');
    expect(reason.length).toBeGreaterThan(1);
    expect(reason[0]).toMatch(/^ {10}VALIDATION_ERROR: required-missing: purchaseDate,/);
    expect(Math.max(...reason.map(({ length }) => length))).toBeLessThanOrEqual(80);
  });

  it('says that an answer was given before', () => {
    expect(printed({ ...call, repeated: true })[0]).toMatch(/ repeated$/);
  });

  it('gives the message of a failure, not its stack', () => {
    const err = { message: 'disk full', stack: 'at …' };
    const [text] = printed({ level: 50, event: 'failed', note: 'not recorded', err });
    expect(text).toBe('10:35:55  failed\n          not recorded: disk full');
  });

  it('comes alone, however many arrive together', () => {
    expect(printed(call, call)).toHaveLength(2);
  });
});

describe('while the greeting is printed', () => {
  it('lines wait, but warnings do not', () => {
    const said: string[] = [];
    const log = createLogLines((text) => said.push(text));
    log.write(line({ event: 'listening' }) + line(call));
    log.write(line({ level: 40, event: 'image-not-written', note: 'is the disk full?' }));
    expect(said).toEqual(['10:35:55  image-not-written\n          is the disk full?']);
  });

  it('what it tells itself is not told again, and what others did is', () => {
    const said: string[] = [];
    const log = createLogLines((text) => said.push(text));
    log.write(line({ event: 'listening' }) + line(call));
    log.write(line({ ...call, correlationId: 'id-2' }));
    log.release('id-1');
    expect(said).toEqual(['10:35:55  call      200    8.3 ms  id-2']);
  });

  it('a call of no name is told, when the greeting had none either', () => {
    const said: string[] = [];
    const log = createLogLines((text) => said.push(text));
    log.write(line({ event: 'refused', status: 408 }));
    log.release(undefined);
    expect(said).toHaveLength(1);
  });
});
