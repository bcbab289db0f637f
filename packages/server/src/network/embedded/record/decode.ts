/** What a record changes in a table: views of its bytes, because replaying a log is this and counting. */
import type { Change, HistoryChange, PruneChange, ReportChange } from '../../change.ts';
import { callKeyAt, findErased, findPurchases, historyHeadAt, projectAtOf } from './layout.ts';
import { readText, recordTypes } from './record-type.ts';
import { findSighted, readSighted } from './sighted.ts';

/** @throws RangeError for bytes that are no record */
export function decodeChange(record: Buffer): Change {
  switch (record.readUInt8(0)) {
    case recordTypes.call: {
      const { text: projectId, end } = readText(record, projectAtOf(record));
      const places = findSighted(record, end);
      if (places.end + 4 + record.readUInt32BE(places.end) > record.length)
        throw new RangeError('The record ends before its answer does.');
      return { type: 'call', projectId, ...readSighted(record, places) };
    }
    case recordTypes.history:
      return decodeHistory(record);
    case recordTypes.report:
      return decodeReport(record);
    case recordTypes.erase: {
      const { kindsAt, idsAt } = findErased(record);
      const kinds = record.subarray(kindsAt, idsAt);
      return { type: 'erase', kinds, ids: record.subarray(idsAt) };
    }
    case recordTypes.prune:
      return decodePruning(record);
    default:
      throw new RangeError(`There is no record of type ${record[0]}.`);
  }
}

/** The sealed key of a call that was named for its retries; `undefined` of any other record. */
export const retryKeyOf = (record: Buffer): Buffer | undefined =>
  record[0] === recordTypes.call && record[1] === 1
    ? record.subarray(callKeyAt, callKeyAt + 16)
    : undefined;

function decodeHistory(record: Buffer): HistoryChange {
  const { importAt, throughAt } = historyHeadAt(record);
  const purchases = Array.from(findPurchases(record), (places) => ({
    ...readSighted(record, places),
    line: record.readUInt32BE(places.lineAt),
  }));
  return {
    type: 'history',
    projectId: readText(record, 1).text,
    importId: record.toString('hex', importAt, importAt + 32),
    throughLine: record.readUInt32BE(throughAt),
    purchases,
  };
}

function decodeReport(record: Buffer): ReportChange {
  const by = record.readInt8(1);
  if (by !== 1 && by !== -1) throw new RangeError(`A report counts 1 or -1, not ${by}.`);
  return { type: 'report', by, ...readSighted(record, findSighted(record, 2)) };
}

function decodePruning(record: Buffer): PruneChange {
  const before = Array.from(
    { length: record.readUInt8(1) },
    (_, n) => [record.readUInt8(2 + 9 * n), record.readDoubleBE(3 + 9 * n)] as const,
  );
  return { type: 'prune', before };
}
