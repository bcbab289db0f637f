import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { CallOptions } from './commands/call.ts';
import type { OpenOptions } from './commands/open.ts';
import type { SealOptions } from './commands/seal.ts';
import { exitCodes } from './exit-codes.ts';
import { columns, fold } from './fold.ts';
import { helpTexts } from './help.ts';
import { createTerminal, type Terminal } from './terminal.ts';

/** Runs what was typed and returns the exit code (see exit-codes.ts). */
export async function run(args: readonly string[]): Promise<number> {
  const terminal = createTerminal({
    json: args.includes('--json'),
    out: process.stdout,
    err: process.stderr,
    noColor: process.env.NO_COLOR !== undefined && process.env.NO_COLOR !== '',
  });
  try {
    await createProgram(terminal).parseAsync(spelledOut(args), { from: 'user' });
    return exitCodes.ok.code;
  } catch (error) {
    if (error instanceof CommanderError) return endByCommander(error, terminal);
    const { readFailure, tellFailure } = await import('./failure.ts');
    return tellFailure(readFailure(error), terminal);
  }
}

/** `whorl --version` is what people try first. */
const spelledOut = (args: readonly string[]): readonly string[] =>
  args[0] === '--version' || args[0] === '-V' ? ['version', ...args.slice(1)] : args;

/** What commander ends by itself: a help text, or a complaint; it has printed both already. */
function endByCommander({ exitCode, message }: CommanderError, terminal: Terminal): number {
  if (exitCode === 0) return exitCodes.ok.code;
  const { code } = exitCodes.usage;
  const sentence = message.replace(/^error: /, '').replaceAll('\n', ' ');
  terminal.emit('error', { exit: code, code: 'USAGE', message: sentence });
  return code;
}

function createProgram(terminal: Terminal): Command {
  const program = new Command('whorl')
    .description('Identity insights for card-not-present transactions, on your own machine.')
    .exitOverride()
    .showHelpAfterError('Add --help for examples.')
    .configureOutput({ outputError: (text, write) => write(`${foldLines(text)}\n`) })
    .addHelpText('after', helpTexts.whorl);
  addStart(program, terminal);
  addCall(program, terminal);
  addSeal(program, terminal);
  addOpen(program, terminal);
  addVersion(program, terminal);
  return program;
}

const foldLines = (text: string): string =>
  text
    .split('\n')
    .flatMap((line) => fold(line, columns))
    .join('\n');

const addCommand = (program: Command, name: keyof typeof helpTexts, summary: string): Command =>
  program
    .command(name)
    .summary(summary)
    .description(`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`)
    .addHelpText('after', helpTexts[name]);

/** The option that every command takes. */
const withJson = (command: Command): Command =>
  command.option('--json', 'for programs: one JSON event per line, failures too');

const withData = (command: Command): Command =>
  withJson(
    command.addOption(
      new Option('--data <dir>', 'the data folder')
        .default('.whorl')
        .env('WHORL_DATA')
        .argParser(readFolder),
    ),
  );

function readFolder(text: string): string {
  if (text !== '') return text;
  throw new InvalidArgumentError('It must name a folder.');
}

/** The longest that a timer of the platform can wait. */
const maxTimeoutMs = 2 ** 31 - 1;

function readTimeoutMs(text: string): number {
  const timeoutMs = Number(text);
  if (/^\d+$/.test(text) && timeoutMs >= 1 && timeoutMs <= maxTimeoutMs) return timeoutMs;
  throw new InvalidArgumentError(`It must be a whole number from 1 to ${maxTimeoutMs}.`);
}

// Each command's module is loaded when it runs: `whorl version` should not wait for a server.

function addStart(program: Command, terminal: Terminal): void {
  const command = addCommand(program, 'start', 'start the sandbox, and send it one call')
    .option('--port <n>', 'the port to listen on, 0 for a free one (default: 8443)')
    .option('--host <address>', 'the address to listen on (default: 127.0.0.1)')
    .option('--log-level <level>', 'debug, info, warn, error or silent (default: info)');
  withData(command).action(async ({ data, json: _, ...flags }) => {
    const { start } = await import('./commands/start.ts');
    await start({ data, flags }, terminal);
  });
}

function addCall(program: Command, terminal: Terminal): void {
  const command = withFile(
    addCommand(program, 'call', 'send one sealed call, and print the opened answer'),
    'the transaction, a JSON file',
  )
    .option('--raw', 'print both envelopes too')
    .addOption(
      new Option('--timeout-ms <n>', 'how long to wait').default(3000).argParser(readTimeoutMs),
    );
  withData(withCredentials(command)).action(async (options: CallOptions) => {
    const { call } = await import('./commands/call.ts');
    await call(options, terminal);
  });
}

function addSeal(program: Command, terminal: Terminal): void {
  const command = withFile(
    addCommand(program, 'seal', 'seal one transaction into a request body'),
    'the transaction, a JSON file',
  );
  withData(withRequestKey(command)).action(async (options: SealOptions) => {
    const { seal } = await import('./commands/seal.ts');
    await seal(options, terminal);
  });
}

function addOpen(program: Command, terminal: Terminal): void {
  const command = withFile(
    addCommand(program, 'open', 'open one answer body, and print what is in it'),
    'the answer body',
  );
  withData(withResponseKey(command)).action(async (options: OpenOptions) => {
    const { open } = await import('./commands/open.ts');
    await open(options, terminal);
  });
}

function addVersion(program: Command, terminal: Terminal): void {
  withJson(addCommand(program, 'version', 'print which Whorl this is')).action(async () => {
    const { version } = await import('./commands/version.ts');
    version(terminal);
  });
}

const withFile = (command: Command, what: string): Command =>
  command.option('--file <path>', `${what}; - or nothing is standard input`);

const withRequestKey = (command: Command): Command =>
  command.option('--request-key <path>', 'the Client Encryption Key: certificate or public key');

const withResponseKey = (command: Command): Command =>
  command.option('--response-key <path>', 'the private response key');

/** Each in place of the demo's own. PEM files. */
const withCredentials = (command: Command): Command =>
  withResponseKey(
    withRequestKey(
      command
        .option('--base-url <url>', 'where to call (default: where the sandbox listens)')
        .option('--cert <path>', 'client certificate and its issuer')
        .option('--key <path>', 'private key of the client certificate')
        .option('--ca <path>', 'authorities to trust for the server'),
    ),
  );
