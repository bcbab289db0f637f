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
    expect(written().err).toBe('\u001b[31mred[0m[9999;1Hhome\nnext\n');
  });

  it('keeps every emphasis of its own, and no other', () => {
    const { terminal, written } = open({ isTTY: true });
    const { bold, dim, good, bad } = terminal.style;
    const ours = bold('a') + dim('b') + good('c') + bad('d');
    terminal.say(ours);
    for (let code = 0; code < 110; code += 1) terminal.complain(`\u001b[${code}m`);
    expect(written().out).toBe(`${ours}\n`);
    const kept = written()
      .err.split('\n')
      .filter((line) => line.startsWith('\u001b'));
    expect(kept).toEqual([1, 2, 22, 31, 32, 39].map((code) => `\u001b[${code}m`));
  });

  it('has nothing in an event that would steer a terminal, and all of its words', () => {
    const { terminal, written } = open({ json: true });
    const words = '\u009b31m \u202Efdp\u200b\u007f \u{e0041} \u001b[8m é 😀 "';
    terminal.emit('done', { words });
    expect(written().out).toContain('\\u009b31m \\u202efdp\\u200b\\u007f \\udb40\\udc41');
    expect(written().out.trimEnd()).toMatch(/^[^\p{Cc}\p{Cf}]*$/u);
    expect(JSON.parse(written().out)).toEqual({ event: 'done', words });
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
