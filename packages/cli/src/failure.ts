import { WhorlError } from '@whorl/client';
import {
  DataFolderError,
  KeyringError,
  LogDamage,
  RegistryError,
  SettingError,
} from '@whorl/server';
import { CommandError, exitCodes } from './exit-codes.ts';

/** The exit code that a failure ends the command with. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommandError) return exitCodes[error.exit].code;
  if (error instanceof SettingError) return exitCodes.usage.code;
  if (isOfFolder(error)) return exitCodes.folder.code;
  if (error instanceof WhorlError) return exitCodes[exitOf(error)].code;
  return isListenFailure(error) ? exitCodes.usage.code : exitCodes.refused.code;
}

function exitOf({ code, status }: WhorlError): keyof typeof exitCodes {
  if (code === 'CONFIGURATION') return 'usage';
  return status === undefined || status === 200 ? 'unreachable' : 'refused';
}

/** A failure in a sentence for the person who typed the command. */
export function explain(error: unknown): string {
  if (isListenFailure(error)) return explainListen(error);
  if (!(error instanceof Error)) return String(error);
  return isOurs(error) ? error.message : (error.stack ?? error.message);
}

const isOurs = (error: Error): boolean =>
  isOfFolder(error) ||
  [CommandError, SettingError, WhorlError].some((kind) => error instanceof kind);

/** The folder itself, or a store within it, is busy, damaged or of a newer version. */
const isOfFolder = (error: unknown): boolean =>
  [DataFolderError, KeyringError, RegistryError, LogDamage].some((kind) => error instanceof kind);

type ListenFailure = NodeJS.ErrnoException & { readonly port?: number; readonly address?: string };

const isListenFailure = (error: unknown): error is ListenFailure =>
  error instanceof Error && 'syscall' in error && error.syscall === 'listen';

function explainListen({ code, address, port }: ListenFailure): string {
  const where = `${address ?? ''}:${port ?? ''}`;
  return code === 'EADDRINUSE'
    ? `Something already listens on ${where}. Stop it, or choose another port: --port N, or --port 0 for a free one.`
    : `${where} cannot be listened on (${code}). Choose another with --host and --port.`;
}
