import { Command, CommanderError } from 'commander';
import { exitCodes } from './exit-codes.ts';
import { columns, fold } from './fold.ts';
import { helpText } from './help.ts';
import { addApproval } from './program/approval.ts';
import { addAuthority } from './program/authority.ts';
import { addCalls, addVersion } from './program/calls.ts';
import { addCredential } from './program/credential.ts';
import { addDoctor } from './program/doctor.ts';
import { addJournal } from './program/journal.ts';
import { addKey } from './program/key.ts';
import { addKit } from './program/kit.ts';
import { addNetwork } from './program/network.ts';
import { addPeople } from './program/people.ts';
import { addProject } from './program/project.ts';
import { addService } from './program/service.ts';
import { addSignIn } from './program/sign-in.ts';
import { addToken } from './program/token.ts';
import { refuseSecretArguments } from './secret-arguments.ts';
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
    refuseSecretArguments(args);
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

/** The groups of `whorl --help`, in its order. */
const groups = [
  ['Calls:', addCalling],
  ['Projects, certificates, keys:', addOnboarding],
  ['History:', addHistory],
  ['People and programs:', addWhoMay],
  ['The service:', addOperation],
] as const;

/** All that can be typed. */
export function createProgram(terminal: Terminal): Command {
  const program = new Command('whorl')
    .description('Identity insights for card-not-present transactions, on your own machine.')
    .exitOverride()
    .showHelpAfterError('Add --help for examples.')
    .configureOutput({ outputError: (text, write) => write(`${foldLines(text)}\n`) })
    .configureHelp({ subcommandTerm })
    .usage('<command> [options]')
    .addHelpText('after', helpText);
  for (const [heading, add] of groups) {
    program.commandsGroup(heading);
    add(program, terminal);
  }
  return program.helpCommand('help [command]', 'show the help of a command');
}

/** In a list of commands: each name, and what it is given. */
const subcommandTerm = (command: Command): string =>
  [command.name(), ...command.registeredArguments.map((one) => `<${one.name()}>`)].join(' ');

function addCalling(program: Command, terminal: Terminal): void {
  addCalls(program, terminal);
  addDoctor(program, terminal);
}

function addOnboarding(program: Command, terminal: Terminal): void {
  addProject(program, terminal);
  addCredential(program, terminal);
  addKey(program, terminal);
  addKit(program, terminal);
  addApproval(program, terminal);
}

function addHistory(program: Command, terminal: Terminal): void {
  addNetwork(program, terminal);
  addJournal(program, terminal);
}

function addWhoMay(program: Command, terminal: Terminal): void {
  addSignIn(program, terminal);
  addPeople(program, terminal);
  addToken(program, terminal);
}

function addOperation(program: Command, terminal: Terminal): void {
  addAuthority(program, terminal);
  addService(program, terminal);
  addVersion(program, terminal);
}

const foldLines = (text: string): string =>
  text
    .split('\n')
    .flatMap((line) => fold(line, columns))
    .join('\n');
