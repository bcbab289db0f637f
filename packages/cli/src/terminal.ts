import { LiveLine } from './live-line.ts';
import { harmless, visibleJson } from './visible.ts';

/** Where a command's words go. With `--json` every line of standard output is one event. */
export interface Terminal {
  readonly json: boolean;
  /** A line for a person; nothing with `--json`. */
  say(text?: string): void;
  /** An event for a program; nothing without `--json`. */
  emit(event: string, members: Readonly<Record<string, unknown>>): void;
  /** The command's product itself, written as it stands; with `--json` only events are written. */
  write(text: string): void;
  /** For standard error: what went wrong, or what is going on. */
  complain(text: string): void;
  /** Begins a line of what is going on, which makes room for all else; nothing with `--json`. */
  liveLine(): LiveLine;
  readonly style: Style;
}

/** Emphasis, where the terminal shows it. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  good(text: string): string;
  bad(text: string): string;
}

/** The streams and variables a terminal is made of. */
export interface TerminalOptions {
  readonly json: boolean;
  readonly out: { write(text: string): unknown; readonly isTTY?: boolean };
  readonly err: { write(text: string): unknown; readonly isTTY?: boolean };
  /** See no-color.org. */
  readonly noColor: boolean;
}

export function createTerminal({ json, out, err, noColor }: TerminalOptions): Terminal {
  let line: LiveLine | undefined;
  const print = (stream: TerminalOptions['err'], text: string): void => {
    line?.clear();
    stream.write(text);
  };
  return {
    json,
    say: (text = '') => void (json || print(out, `${harmless(text)}\n`)),
    emit: (event, members) =>
      void (json && print(out, `${visibleJson(JSON.stringify({ event, ...members }))}\n`)),
    write: (text) => void (json || print(out, text)),
    complain: (text) => print(err, `${harmless(text)}\n`),
    liveLine() {
      line = new LiveLine({ err, now: () => performance.now(), isSilent: json });
      return line;
    },
    style: createStyle(out.isTTY === true && !json && !noColor),
  };
}

function createStyle(colours: boolean): Style {
  const paint = (on: number, off: number) => (text: string) =>
    colours ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  return { bold: paint(1, 22), dim: paint(2, 22), good: paint(32, 39), bad: paint(31, 39) };
}
