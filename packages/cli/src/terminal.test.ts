import { describe, expect, it } from 'vitest';
import { createTerminal, type Terminal, type TerminalOptions } from './terminal.ts';

function open(options: Partial<TerminalOptions> & { isTTY?: boolean } = {}) {
  const { isTTY = false, ...others } = options;
  const said: Record<'out' | 'err', string[]> = { out: [], err: [] };
  const stream = (name: 'out' | 'err') => ({
    write: (text: string) => said[name].push(text),
    isTTY,
  });
  const streams = { out: stream('out'), err: stream('err') };
  const terminal = createTerminal({ json: false, noColor: false, ...streams, ...others });
  return { terminal, written: () => ({ out: said.out.join(''), err: said.err.join('') }) };
}

function sayAll(terminal: Terminal): void {
  terminal.say('a line');
  terminal.say();
  terminal.write('the product');
  terminal.emit('done', { ms: 1 });
  terminal.complain('a complaint');
}

describe('a terminal', () => {
  it('speaks to a person in words', () => {
    const { terminal, written } = open();
    sayAll(terminal);
    expect(written()).toEqual({ out: 'a line\n\nthe product', err: 'a complaint\n' });
  });

  it('speaks to a program in events alone', () => {
    const { terminal, written } = open({ json: true });
    sayAll(terminal);
    expect(written()).toEqual({ out: '{"event":"done","ms":1}\n', err: 'a complaint\n' });
  });

  it('is not steered by others’ words, and keeps its own emphasis', () => {
    const { terminal, written } = open({ isTTY: true });
    terminal.say(`${terminal.style.bold('shop')} \u001b]0;title\u0007 \u202Efdp\u200B\u001b[2Jx`);
    terminal.complain('\u001b[31mred\u001b[0m\u001b[9999;1Hhome\nnext');
    expect(written().out).toBe('\u001b[1mshop\u001b[22m ]0;title   fdp [2Jx\n');
    expect(written().err).toBe('\u001b[31mred\u001b[0m[9999;1Hhome\nnext\n');
  });

  it.each([
    ['on a terminal', { isTTY: true }, '\u001b[1mx\u001b[22m'],
    ['not into a file', { isTTY: false }, 'x'],
    ['not with NO_COLOR', { isTTY: true, noColor: true }, 'x'],
    ['not with --json', { isTTY: true, json: true }, 'x'],
  ])('emphasises %s', (_, options, expected) => {
    expect(open(options).terminal.style.bold('x')).toBe(expected);
  });
});
