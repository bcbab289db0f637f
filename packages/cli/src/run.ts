import { Command, CommanderError, Option } from 'commander';
import type { CredentialFlags } from './credentials.ts';
import { exitCodes } from './exit-codes.ts';
import { exitCodeOf, explain } from './failure.ts';
import { helpTexts } from './help.ts';
import { createTerminal, type Terminal } from './terminal.ts';

/** Runs what was typed and returns the exit code (see exit-codes.ts). */
export async function run(args: readonly string[]): Promise<number> {
  const terminal = createTerminal({
    json: args.includes('--json'),
    out: process.stdout,
    err: process.stderr,
    noColor: process.env.NO_COLOR !== undefined,
  });
  try {
    await createProgram(terminal).parseAsync(args, { from: 'user' });
    return exitCodes.ok.code;
  } catch (error) {
    if (error instanceof CommanderError)
      return error.exitCode === 0 ? exitCodes.ok.code : exitCodes.usage.code;
    terminal.complain(explain(error));
    return exitCodeOf(error);
  }
}

function createProgram(terminal: Terminal): Command {
  const program = new Command('whorl')
    .description('Identity insights for card-not-present transactions, on your own machine.')
    .exitOverride()
    .addHelpText('after', helpTexts.whorl)
    .configureHelp({ showGlobalOptions: true });
  addStart(program, terminal);
  addCall(program, terminal);
  addSeal(program, terminal);
  addOpen(program, terminal);
  addVersion(program, terminal);
  return program;
}

/** A command with the two options that every command takes. */
const addCommand = (program: Command, name: keyof typeof helpTexts, summary: string): Command =>
  program
    .command(name)
    .summary(summary)
    .description(summary)
    .addOption(new Option('--data <dir>', 'the data folder').default('.whorl').env('WHORL_DATA'))
    .option('--json', 'one JSON event per line on standard output, all else on standard error')
    .addHelpText('after', helpTexts[name]);

// Each command's module is loaded when it runs: `whorl version` should not wait for a server.

function addStart(program: Command, terminal: Terminal): void {
  addCommand(program, 'start', 'start the sandbox')
    .option('--port <n>', 'the port to listen on, 0 for a free one (default: 8443)')
    .option('--host <address>', 'the address to listen on (default: 127.0.0.1)')
    .option('--log-level <level>', 'debug, info, warn, error or silent (default: info)')
    .action(async ({ data, ...flags }) => {
      const { start } = await import('./commands/start.ts');
      const { json: _, ...typed } = flags as Record<string, string>;
      await start({ data, flags: typed }, terminal);
    });
}

function addCall(program: Command, terminal: Terminal): void {
  addCredentialOptions(addCommand(program, 'call', 'send one sealed call, print the opened answer'))
    .option('--file <path>', 'the transaction, a JSON file; - or nothing is standard input')
    .option('--raw', 'print both envelopes too')
    .addOption(new Option('--timeout-ms <n>', 'how long to wait').default(3000).argParser(Number))
    .action(async (options) => {
      const { call } = await import('./commands/call.ts');
      await call(options, terminal);
    });
}

function addSeal(program: Command, terminal: Terminal): void {
  addCommand(program, 'seal', 'seal one transaction into a request body')
    .option('--file <path>', 'the transaction, a JSON file; - or nothing is standard input')
    .option('--request-key <path>', 'the Client Encryption Key: certificate or public key, PEM')
    .action(async (options: CredentialFlags & { file?: string }) => {
      const { seal } = await import('./commands/seal.ts');
      await seal(options, terminal);
    });
}

function addOpen(program: Command, terminal: Terminal): void {
  addCommand(program, 'open', 'open one answer body')
    .option('--file <path>', 'the answer body; - or nothing is standard input')
    .option('--response-key <path>', 'the private response key, PEM')
    .action(async (options: CredentialFlags & { file?: string }) => {
      const { open } = await import('./commands/open.ts');
      await open(options, terminal);
    });
}

function addVersion(program: Command, terminal: Terminal): void {
  addCommand(program, 'version', 'print which Whorl this is').action(async () => {
    const { version } = await import('./commands/version.ts');
    version(terminal);
  });
}

const addCredentialOptions = (command: Command): Command =>
  command
    .option('--base-url <url>', 'where to call (default: from the demo credentials)')
    .option('--cert <path>', 'client certificate and chain, PEM')
    .option('--key <path>', 'private key of the client certificate, PEM')
    .option('--ca <path>', 'authorities to trust for the server, PEM')
    .option('--request-key <path>', 'the Client Encryption Key: certificate or public key, PEM')
    .option('--response-key <path>', 'the private response key, PEM');
