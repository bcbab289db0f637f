import type { DatabaseSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import { JournalDamage } from './faults.ts';

/** How far a log was followed. */
export interface FollowState {
  /** Which log it is. */
  readonly logId: string;
  /** Between two commits. */
  readonly file: number;
  readonly length: number;
  /** How many rows of the next commit are done. */
  readonly done: number;
  /** The last row's number. */
  readonly seq: number;
}

/** @returns `undefined` when none was followed yet. @throws JournalDamage */
export function readState(database: DatabaseSync): FollowState | undefined {
  const row = database.prepare('select * from state').get();
  if (row === undefined) return undefined;
  const { logId, file, length, done, seq, checked } = row as unknown as FollowState & {
    readonly checked: number;
  };
  const state = { logId, file, length, done, seq };
  if (checksumOf(state) !== checked)
    throw new JournalDamage('how far it goes is not as it was written');
  return state;
}

/** How it is written: within the transaction of the rows. */
export function stateWriter(database: DatabaseSync): (state: FollowState) => void {
  const write = database.prepare('insert or replace into state values (1, ?, ?, ?, ?, ?, ?)');
  return (state) => {
    const { logId, file, length, done, seq } = state;
    write.run(logId, file, length, done, seq, checksumOf(state));
  };
}

const checksumOf = ({ logId, file, length, done, seq }: FollowState): number =>
  crc32(`${logId} ${file} ${length} ${done} ${seq}`);
