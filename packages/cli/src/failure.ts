import { type ServiceError, WhorlError } from '@whorl/client';
import {
  DataFolderError,
  KeyringError,
  LogDamage,
  RegistryError,
  SettingError,
} from '@whorl/server';
import { type Exit, exitCodes, UsageError } from './exit-codes.ts';
import { columns, fold, foldIndented } from './fold.ts';
import type { Terminal } from './terminal.ts';

/** A failure as it is told: to the shell, to a program, to a person. */
export interface Failure {
  readonly exit: Exit;
  /** For programs: a ReasonCode of the service, or one of ours. */
  readonly code: string;
  readonly message: string;
  /** What the service said, where it refused. */
  readonly refusal?: Refused;
}

interface Refused {
  readonly status: number | undefined;
  readonly correlationId: string | undefined;
  readonly errors: readonly ServiceError[];
}

/** The failures whose message says all there is to say, one row each. */
const kinds = [
  [UsageError, 'usage', 'USAGE'],
  [SettingError, 'usage', 'SETTING'],
  [DataFolderError, 'folder', 'DATA_FOLDER'],
  [KeyringError, 'folder', 'KEYRING'],
  [RegistryError, 'folder', 'REGISTRY'],
  [LogDamage, 'folder', 'LOG_DAMAGE'],
] as const;

/** Reads whatever was thrown. */
export function readFailure(error: unknown): Failure {
  if (error instanceof WhorlError) return readClientFailure(error);
  if (isListenFailure(error)) return readListenFailure(error);
  const row = kinds.find(([kind]) => error instanceof kind);
  if (row !== undefined) return { exit: row[1], code: row[2], message: (error as Error).message };
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { exit: 'fault', code: 'FAULT', message };
}

function readClientFailure(error: WhorlError): Failure {
  const { code, status, correlationId, errors, message } = error;
  const refusal = { status, correlationId, errors };
  if (errors.length > 0) return { exit: 'refused', code, message, refusal };
  const exit = code === 'CONFIGURATION' ? 'usage' : 'unreachable';
  return { exit, code, message: inFlags(message) + adviceOn(error) };
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
  const { exit, code, message, refusal } = failure;
  terminal.emit('error', { exit: exitCodes[exit].code, code, message, ...refusal });
  for (const line of linesOf(failure)) terminal.complain(line);
  return exitCodes[exit].code;
}

function linesOf({ exit, message, refusal }: Failure): string[] {
  // A stack is read line by line.
  if (exit === 'fault') return [message];
  return refusal === undefined ? fold(message, columns) : refusalLines(refusal);
}

function refusalLines({ status, correlationId, errors }: Refused): string[] {
  const items = errors.flatMap(({ reasonCode, description, details = '' }) => [
    ...foldIndented(`${reasonCode}: ${description}`, 2),
    ...foldIndented(details, 4),
  ]);
  const name = correlationId === undefined ? [] : [`The service's log names it ${correlationId}.`];
  return [`The service refused the call (${status}).`, ...items, ...name];
}
