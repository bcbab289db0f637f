import { type ExecFileException, execFile } from 'node:child_process';
import { splitCommand } from './text-forms.ts';

/** What an external command answered, or why it did not. */
export type CommandAnswer =
  | { readonly ok: true; readonly output: string }
  | { readonly ok: false; readonly reason: string };

const maxOutputBytes = 64 * 1024;
const maxReasonCharacters = 500;

/**
 * Runs a command that prints a secret. No shell reads it, and it is asked nothing: its input is closed.
 *
 * @param command as {@link splitCommand} reads it
 * @returns what it wrote to standard output; or a reason of its exit and its standard error, never of its output
 */
export function runKeyCommand(command: string, timeoutMs: number): Promise<CommandAnswer> {
  const [program, ...args] = splitCommand(command) ?? [''];
  const options = {
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
    maxBuffer: maxOutputBytes,
    windowsHide: true,
  } as const;
  return new Promise((resolve) => {
    const child = execFile(program, args, options, (error, output, complaint) => {
      if (error === null) resolve({ ok: true, output });
      else resolve({ ok: false, reason: [how(error, timeoutMs), quote(complaint)].join('') });
    });
    // One that ended before it was asked nothing is told of otherwise.
    child.stdin?.on('error', () => undefined).end();
  });
}

function how({ code, killed, signal }: ExecFileException, timeoutMs: number): string {
  if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return 'it printed more than a key';
  if (typeof code === 'string') return `it cannot be run, ${code}`;
  if (killed === true) return `it took longer than ${timeoutMs / 1000} s`;
  return typeof code === 'number' ? `exit code ${code}` : `ended by ${signal}`;
}

/** A script that is told to trace itself prints the key to standard error. */
const keys = /(?<![\w+/=-])([\da-f]{64}|[\w+/-]{43}=?)(?![\w+/=-])/gi;

function quote(complaint: string): string {
  const line = complaint
    .replace(keys, '[key]')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return line === '' ? '' : `: ${line.slice(0, maxReasonCharacters)}`;
}
