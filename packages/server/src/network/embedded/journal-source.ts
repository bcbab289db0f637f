import { EntryLost, type JournalCommit, type JournalSource } from '../journal-source.ts';
import { type IdForm, plainIds } from '../stored-form.ts';
import type { EmbeddedNetwork } from './embedded-network.ts';
import { fileHeadOf, LogDamage } from './log-files.ts';
import type { LoggedBatch } from './read-log.ts';
import { sealNames } from './record/encode.ts';
import { journalRowsOf } from './record/journal.ts';

/**
 * An embedded network's log, for its journal. References stay sealed: a stolen copy of the journal alone links
 * nothing, and once the storage key was replaced an old copy never will.
 *
 * @param ids what the network was opened with
 *
 * @example
 * const source = journalSourceOf(network, storageKey);
 * for await (const { rows } of source.commits({ number: 1, length: 0 })) console.log([...rows]);
 */
export function journalSourceOf(
  network: Pick<EmbeddedNetwork, 'records' | 'readEntry' | 'sync'>,
  ids: IdForm,
): JournalSource {
  return {
    logId: fileHeadOf(ids).subarray(-8).toString('hex'),
    async *commits(from) {
      for await (const batch of network.records(from)) yield commitOf(batch);
    },
    async reaches({ number, length }) {
      const end = await network.sync();
      return number < end.number || (number === end.number && length <= end.length);
    },
    async readEntry({ position, purchase }) {
      try {
        return await network.readEntry(position, purchase);
      } catch (error) {
        throw lostOr(error);
      }
    },
    storedReference: (reference) => Buffer.from(sealNames([reference], ids)).toString('hex'),
  };
}

const commitOf = ({ records, end }: LoggedBatch): JournalCommit => ({ rows: rowsOf(records), end });

function* rowsOf(records: LoggedBatch['records']): JournalCommit['rows'] {
  for (const { record, position } of records)
    for (const row of journalRowsOf(record, plainIds)) yield { ...row, position };
}

/** A file that is not there any more was pruned; a record that is not as it was written is damaged. */
function lostOr(error: unknown): unknown {
  if (error instanceof LogDamage && (error.cause as NodeJS.ErrnoException)?.code === 'ENOENT')
    return new EntryLost('The part of the log that held it was removed; this row is what is left.');
  const isUnreadable =
    error instanceof LogDamage || error instanceof RangeError || error instanceof SyntaxError;
  return isUnreadable ? new EntryLost(error.message, { cause: error }) : error;
}
