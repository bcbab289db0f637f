/** Where things lie in a record: docs/log-format.md, "A record". */
import { idBytes } from '../../change.ts';
import { recordTypes } from './record-type.ts';
import { findSighted, type SightedPlaces } from './sighted.ts';

/** Of a call: type, whether there is a key, id, then the key. */
export const callIdAt = 2;
export const callKeyAt = 18;

/** Of a history's purchase: its line, whether it has a reference, then the reference. */
export const purchaseHeadBytes = 5;

/** Elements that a record names. */
export interface ElementPlaces {
  readonly elements: number;
  readonly kindsAt: number;
  readonly idsAt: number;
}

/** Where a record has what may have to be written anew. */
export interface RecordLayout {
  readonly sighted: readonly SightedPlaces[];
  /** Elements outside of purchases. */
  readonly named: readonly ElementPlaces[];
  /** Identifiers of calls and purchases: keys of retries, references. */
  readonly names: readonly number[];
}

/** Where a call's project begins. @throws RangeError for a call that says neither of both */
export function projectAtOf(call: Buffer): number {
  const keys = call.readUInt8(1);
  if (keys > 1) throw new RangeError('The record tells neither a key nor that it has none.');
  return callKeyAt + keys * idBytes;
}

/** Where what is behind a text of two bytes of length begins. */
export const behindText = (record: Buffer, at: number): number => at + 2 + record.readUInt16BE(at);

/** Of a history, where each of its purchases begins, and what is counted of it. */
export function* findPurchases(
  history: Buffer,
): Generator<SightedPlaces & { readonly lineAt: number; readonly referenceAt?: number }> {
  const head = historyHeadAt(history);
  let at = head.end;
  for (let left = history.readUInt16BE(head.countAt); left > 0; left -= 1) {
    const references = history.readUInt8(at + 4);
    if (references > 1)
      throw new RangeError('A purchase tells no reference, nor that it has none.');
    const referenceAt = at + purchaseHeadBytes;
    const places = findSighted(history, referenceAt + references * idBytes);
    yield { ...places, lineAt: at, ...(references === 1 && { referenceAt }) };
    at = places.end;
  }
}

/** Of a history: its project, then 32 bytes of its own name, the line it has been read through, a count. */
export function historyHeadAt(history: Buffer) {
  const importAt = behindText(history, 1);
  return {
    importAt,
    throughAt: importAt + 32,
    countAt: importAt + 36,
    end: importAt + 38,
  };
}

/** Of an erasure: how many elements, their kinds, their identifiers. @throws RangeError */
export function findErased(erasure: Buffer): ElementPlaces {
  const elements = erasure.readUInt32BE(1);
  const idsAt = 5 + elements;
  if (idsAt + elements * idBytes !== erasure.length)
    throw new RangeError('The record ends where its contents do not.');
  return { elements, kindsAt: 5, idsAt };
}

/** @throws RangeError for bytes that are no record */
export function layoutOf(record: Buffer): RecordLayout {
  const layout = { sighted: [], named: [], names: [] };
  switch (record.readUInt8(0)) {
    case recordTypes.call: {
      const projectAt = projectAtOf(record);
      const names = projectAt === callKeyAt ? [] : [callKeyAt];
      return { ...layout, names, sighted: [findSighted(record, behindText(record, projectAt))] };
    }
    case recordTypes.history: {
      const sighted = [...findPurchases(record)];
      const names = sighted.flatMap(({ referenceAt }) => referenceAt ?? []);
      return { ...layout, sighted, names };
    }
    case recordTypes.report:
      return { ...layout, sighted: [findSighted(record, 2)] };
    case recordTypes.erase:
      return { ...layout, named: [findErased(record)] };
    case recordTypes.prune:
      return layout;
    default:
      throw new RangeError(`There is no record of type ${record[0]}.`);
  }
}
