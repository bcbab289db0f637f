import { diagnose } from '@whorl/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columns } from '../../fold.ts';
import { createTerminal } from '../../terminal.ts';
import type { Step } from './step.ts';
import { tellStep } from './tell-step.ts';

/** What is printed of one step. */
function printed(step: Partial<Step>, json = false): readonly string[] {
  const lines: string[] = [];
  const out = { write: (text: string) => lines.push(...text.trimEnd().split('\n')) };
  const terminal = createTerminal({ json, out, err: out, noColor: true });
  const usual = {
    name: 'tls',
    durationMs: 12.34,
    state: 'ok',
    found: [],
    facts: {},
    notes: [],
  } as const;
  tellStep({ ...usual, ...step }, terminal);
  return lines;
}

describe('a step', () => {
  it('is told with its time at the right, and what was seen below itself', () => {
    expect(printed({ found: ['TLS 1.3', 'localhost'] })).toEqual([
      `✓ TLS         TLS 1.3${' '.repeat(52)}12.3 ms`,
      '              localhost',
    ]);
  });

  it('that was skipped has no time', () => {
    expect(printed({ name: 'call', state: 'skipped', found: ['needs --key'] })).toEqual([
      '– call        needs --key',
    ]);
  });

  it('that ends the way is told with what helps', () => {
    expect(printed({ state: 'fault', fault: diagnose('no-certificate-asked') })).toEqual([
      `✗ TLS${' '.repeat(68)}12.3 ms`,
      '',
      'What is wrong: the server asks for no client certificate.',
      'To mend it: see whether a proxy in front of it ends TLS: then nobody knows who',
      'calls.',
    ]);
  });

  it('has its notes below it', () => {
    const [, ...lines] = printed({ notes: [diagnose('answer-iv', { bytes: 16 })] });
    expect(lines.join(' ')).toMatch(/^ {14}note: the IV of the answer has 16 bytes; have/);
  });

  it('fits a terminal, whatever was seen', () => {
    const words = fc.array(fc.string({ maxLength: 30 }), { maxLength: 40 });
    fc.assert(
      fc.property(
        fc.array(words, { maxLength: 3 }),
        fc.double({ min: 0, max: 99_999, noNaN: true }),
        (found, durationMs) => {
          const lines = printed({ found: found.map((text) => text.join(' ')), durationMs });
          for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns);
        },
      ),
    );
  });

  it('is an event for a program', () => {
    const fault = diagnose('no-certificate-asked');
    const [line = ''] = printed({ state: 'fault', facts: { authorities: [] }, fault }, true);
    expect(JSON.parse(line)).toEqual({
      ...{ event: 'step', name: 'tls', ok: false, durationMs: 12.34, authorities: [] },
      diagnosis: fault,
    });
  });
});
