import type { Change } from '../change.ts';
import type { Forgotten, Pseudonym } from '../network.ts';
import { createRetries, type Retries } from '../retries.ts';
import { Table } from '../table/table.ts';
import type { LogPosition, RecordPosition } from './log-files.ts';
import { decodeChange, retryKeyOf } from './record/decode.ts';

/** All that is in memory of a log. */
export interface State {
  readonly table: Table;
  /** By sealed key, where in the log the call is. */
  readonly retries: Retries<RecordPosition>;
}

/** Memory as the log tells it, up to there. */
export interface RestoredState extends State {
  readonly position: LogPosition;
}

export const createState = (memoryLimitBytes = Number.POSITIVE_INFINITY): State => ({
  table: new Table({ memoryLimitBytes }),
  retries: createRetries(),
});

/** What a change was, and how it was written. */
export interface Logged {
  readonly change: Change;
  readonly record: Buffer;
  readonly position: RecordPosition;
}

/** The one place where memory follows the log, while calls are served and when it is replayed. */
export function applyLogged({ table, retries }: State, logged: Logged): Forgotten {
  const { change, record, position } = logged;
  const key = retryKeyOf(record);
  if (change.type === 'call' && key !== undefined)
    retries.keep(key.toString('hex') as Pseudonym, change.atMs, position);
  return table.apply(change);
}

/** @throws RangeError for bytes that are no record */
export function replayRecord(state: State, record: Buffer, position: RecordPosition): void {
  applyLogged(state, { change: decodeChange(record), record, position });
}
