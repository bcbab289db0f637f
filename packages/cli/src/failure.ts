import { type ServiceError, WhorlError } from '@whorl/client';
import { AdminProblem } from './admin/problem.ts';
import { type Exit, exitCodes } from './exit-codes.ts';
import { columns, fold, foldIndented } from './fold.ts';
import type { Terminal } from './terminal.ts';

/** A failure as it is told: to the shell, to a program, to a person. */
export interface Failure {
  readonly exit: Exit;
  /** For programs: a ReasonCode of the service, a code of the admin API, or one of ours. */
  readonly code: string;
  readonly message: string;
  /** What else a program is told. */
  readonly members?: Readonly<Record<string, unknown>>;
  /** What a person is told, where it is more than the message. */
  readonly lines?: readonly string[];
}

interface Refused {
  readonly status: number | undefined;
  readonly correlationId: string | undefined;
  readonly errors: readonly ServiceError[];
}

/**
 * The failures whose message says all there is to say, one row each. By name: to have their classes, the whole
 * service would be loaded.
 */
const kinds = [
  ['UsageError', 'usage', 'USAGE'],
  ['SettingError', 'usage', 'SETTING'],
  ['DataFolderError', 'folder', 'DATA_FOLDER'],
  ['KeyringError', 'folder', 'KEYRING'],
  ['MasterKeyError', 'folder', 'MASTER_KEY'],
  ['RegistryError', 'folder', 'REGISTRY'],
  ['LogDamage', 'folder', 'LOG_DAMAGE'],
  ['AdminUnreachable', 'unreachable', 'ADMIN_UNREACHABLE'],
  ['HandOverLost', 'unreachable', 'HAND_OVER_LOST'],
  ['NotConfirmed', 'refused', 'NOT_CONFIRMED'],
  ['NotVerified', 'refused', 'NOT_VERIFIED'],
  ['NotFinished', 'refused', 'NOT_FINISHED'],
] as const;

/** Reads whatever was thrown. */
export function readFailure(error: unknown): Failure {
  if (error instanceof WhorlError) return readClientFailure(error);
  if (error instanceof AdminProblem) return readAdminProblem(error);
  if (isListenFailure(error)) return readListenFailure(error);
  const row = error instanceof Error && kinds.find(([name]) => error.name === name);
  if (row) return { exit: row[1], code: row[2], message: error.message };
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  // A stack is read line by line.
  return { exit: 'fault', code: 'FAULT', message, lines: [message] };
}

function readClientFailure(error: WhorlError): Failure {
  const { code, status, correlationId, errors, message } = error;
  const members = { status, correlationId, errors };
  if (errors.length > 0)
    return { exit: 'refused', code, message, members, lines: refusalLines(members) };
  const exit = code === 'CONFIGURATION' ? 'usage' : 'unreachable';
  return { exit, code, message: inFlags(message) + adviceOn(error) };
}

/** The codes of the admin API that do not mean that it would not. */
const adminExits: Readonly<Record<string, Exit>> = {
  invalid: 'usage',
  fault: 'fault',
  unavailable: 'unreachable',
};

function readAdminProblem({ code, message, status, faults }: AdminProblem): Failure {
  // The message has them in it, where there is but one way to say them.
  const further = faults.filter((fault) => !message.includes(fault));
  return {
    exit: adminExits[code] ?? 'refused',
    code,
    message,
    members: { status, faults },
    lines: [...fold(message, columns), ...further.flatMap((fault) => foldIndented(fault, 2))],
  };
}

/** What the SDK calls its options, and what they are called here. */
const flags: Readonly<Record<string, string>> = {
  'tls.cert': '--cert',
  'tls.key': '--key',
  'tls.ca': '--ca',
  requestKey: '--request-key',
  responseKey: '--response-key',
  baseUrl: '--base-url',
  idempotencyKey: 'Idempotency-Key',
};

const inFlags = (message: string): string =>
  message.replace(
    /\b(tls\.(?:cert|key|ca)|(?:request|response)Key|baseUrl|idempotencyKey)\b/g,
    (name) => flags[name] ?? name,
  );

/** What helps here, where the SDK cannot know it. */
function adviceOn({ code, cause }: WhorlError): string {
  if (code === 'TIMEOUT') return ' --timeout-ms waits longer.';
  const isAbsent = cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED';
  return isAbsent ? ' Start it with `npx whorl start`.' : '';
}

type ListenFailure = NodeJS.ErrnoException & {
  readonly port?: number;
  readonly address?: string;
  readonly hostname?: string;
};

const isListenFailure = (error: unknown): error is ListenFailure =>
  error instanceof Error &&
  'syscall' in error &&
  (error.syscall === 'listen' || error.syscall === 'getaddrinfo');

function readListenFailure({
  code = 'LISTEN',
  hostname,
  address = hostname,
  port,
}: ListenFailure): Failure {
  const host = address?.includes(':') ? `[${address}]` : address;
  const where = [host, port].filter(Boolean).join(':');
  const message =
    code === 'EADDRINUSE'
      ? `Something already listens on ${where}. Stop it, or choose another port: \`--port N\`, or \`--port 0\` for a free one.`
      : `${where} cannot be listened on (${code}). Choose another with --host and --port.`;
  return { exit: 'usage', code, message };
}

/** Tells a failure, and returns the exit code that it ends the command with. */
export function tellFailure(failure: Failure, terminal: Terminal): number {
  const { exit, code, message, members, lines = fold(message, columns) } = failure;
  terminal.emit('error', { exit: exitCodes[exit].code, code, message, ...members });
  for (const line of lines) terminal.complain(line);
  return exitCodes[exit].code;
}

function refusalLines({ status, correlationId, errors }: Refused): string[] {
  const items = errors.flatMap(({ reasonCode, description, details = '' }) => [
    ...foldIndented(`${reasonCode}: ${description}`, 2),
    ...foldIndented(details, 4),
  ]);
  const name = correlationId === undefined ? [] : [`The service's log names it ${correlationId}.`];
  const where = status === undefined ? '' : ` (${status})`;
  return [`The service refused the call${where}.`, ...items, ...name];
}
