/** Records written anew at the same length, so that no position in the log moves. */
import { idBytes, nameTokensBytes } from '../../change.ts';
import { codeOf, elementCodes, erasedCode } from '../../kinds.ts';
import { signalsAtOf } from './journal.ts';
import { type ElementPlaces, layoutOf } from './layout.ts';
import { recordTypes } from './record-type.ts';
import type { SightedPlaces } from './sighted.ts';
import { findSignal } from './signal-vector.ts';

/**
 * A copy without what was erased: kinds become 255, identifiers zeros; of links to it too, and what their
 * names are compared by. What the answer names an erased device by becomes zeros.
 *
 * @param isErased by code of the kind, and by the identifier as it is stored
 * @returns `undefined` when the record names nothing that was erased
 * @throws RangeError for bytes that are no record
 */
export function eraseIn(
  record: Buffer,
  isErased: (kind: number, id: Uint8Array) => boolean,
): Buffer | undefined {
  const copy = Buffer.from(record);
  const { sighted, named } = layoutOf(copy);
  const erased = [...sighted, ...named].flatMap((places) => eraseElements(copy, places, isErased));
  for (const places of sighted) eraseLinks(copy, places);
  if (copy[0] === recordTypes.call) eraseDeviceNames(copy, erased);
  return erased.length > 0 ? copy : undefined;
}

function eraseElements(
  record: Buffer,
  { elements, kindsAt, idsAt }: ElementPlaces,
  isErased: (kind: number, id: Uint8Array) => boolean,
): readonly number[] {
  const erased: number[] = [];
  for (let n = 0; n < elements; n += 1) {
    const kind = record.readUInt8(kindsAt + n);
    const id = record.subarray(idsAt + n * idBytes, idsAt + (n + 1) * idBytes);
    if (kind === erasedCode || !isErased(kind, id)) continue;
    record.writeUInt8(erasedCode, kindsAt + n);
    id.fill(0);
    erased.push(kind);
  }
  return erased;
}

const deviceCode = codeOf(elementCodes, 'device');
const accountCode = codeOf(elementCodes, 'account');

/** Signals that are keyed hashes of elements, as pseudonyms are, and of which; the answer has them too. */
const deviceNames = [
  ['device.uDeviceId', [deviceCode]],
  ['device.accountDeviceId', [deviceCode, accountCode]],
] as const satisfies readonly (readonly [string, readonly number[]])[];

function eraseDeviceNames(call: Buffer, erased: readonly number[]): void {
  for (const [signal, kinds] of deviceNames) {
    if (!kinds.some((kind) => erased.includes(kind))) continue;
    const signalsAt = signalsAtOf(call);
    const name = findSignal(call, signalsAt, signal);
    if (typeof name !== 'string' || name === '') continue;
    const zeros = name.replaceAll(/[0-9a-f]/g, '0');
    for (let at = call.indexOf(name); at >= 0; at = call.indexOf(name, at + name.length))
      call.write(zeros, at, 'latin1');
  }
}

/** Those that touch an erased element. */
function eraseLinks(record: Buffer, { kindsAt, linksAt, namesAt }: SightedPlaces): void {
  const isGone = (at: number): boolean => record[kindsAt + (record[at] as number)] === erasedCode;
  let nameAt = namesAt;
  for (let at = linksAt; at < namesAt; at += 3) {
    const nameEnd = nameAt + 1 + (record[nameAt] as number) * nameTokensBytes;
    if (isGone(at + 1) || isGone(at + 2)) {
      record.writeUInt8(erasedCode, at);
      record.fill(0, nameAt + 1, nameEnd);
    }
    nameAt = nameEnd;
  }
}

/**
 * A copy with every identifier mapped: those of elements, keys of retries and references. What was erased stays
 * so.
 *
 * @param map 16 bytes each, as many back
 * @throws RangeError for bytes that are no record
 */
export function rekeyIn(record: Buffer, map: (ids: Uint8Array) => Uint8Array): Buffer {
  const copy = Buffer.from(record);
  const { sighted, named, names } = layoutOf(copy);
  for (const at of names) copy.set(map(record.subarray(at, at + idBytes)), at);
  for (const { elements, kindsAt, idsAt } of [...sighted, ...named]) {
    copy.set(map(record.subarray(idsAt, idsAt + elements * idBytes)), idsAt);
    for (let n = 0; n < elements; n += 1)
      if (record[kindsAt + n] === erasedCode)
        copy.fill(0, idsAt + n * idBytes, idsAt + (n + 1) * idBytes);
  }
  return copy;
}
