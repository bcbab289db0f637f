import { type DestinationStream, destination, pino } from 'pino';
import type { Settings } from '../config/settings.ts';

/**
 * The members a log line may have. A closed list, none of which can hold raw identity, a PAN, a
 * key or a payload: what is not here cannot be logged.
 */
export interface LogFields {
  readonly correlationId?: string;
  readonly project?: string;
  readonly status?: number;
  readonly reasonCode?: string;
  /** The operator's sentence about a refusal. */
  readonly note?: string;
  readonly durationMs?: number;
  readonly bodyBytes?: number;
  readonly tls?: string;
  readonly repeated?: boolean;
  readonly baseUrl?: string;
  readonly dataDir?: string;
  readonly inFlight?: number;
  readonly elements?: number;
  readonly environment?: string;
  /** An operation of the admin API. */
  readonly operation?: string;
  /** Who did it, as the audit trail names them. */
  readonly actor?: string;
  readonly kind?: string;
  /** SHA-256 of a certificate or of a public key. */
  readonly fingerprint?: string;
  readonly expiresAt?: string;
  readonly daysLeft?: number;
  /** A failure of ours: class, message and stack, never the caller's data. */
  readonly err?: Error;
}

/** Structured log: one JSON object a line. */
export interface Log {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
  /** Writes what is still held back. */
  flush(): void;
}

/** Where lines go and which are written. */
export interface LogOptions {
  readonly level: Settings['logLevel'];
  readonly stream?: DestinationStream;
}

/**
 * Lines are written together: one write costs as much as composing ten lines. They are held back no longer
 * than `flushMs`, and a crash may lose that much.
 */
const minLength = 8 * 1024;
const flushMs = 200;

/**
 * Opens the log; without a stream it goes to standard error.
 *
 * @example
 * const log = createLog({ level: 'info' });
 * log.info('listening', { baseUrl: 'https://localhost:8443/identity' });
 */
export function createLog({ level, stream }: LogOptions): Log {
  const out = stream ?? destination({ fd: 2, sync: false, minLength, periodicFlush: flushMs });
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, out);
  const write =
    (severity: 'debug' | 'info' | 'warn' | 'error') =>
    (event: string, fields: LogFields = {}) =>
      logger[severity]({ event, ...fields });
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    flush: () => logger.flush(),
  };
}
