/** What changes a network, as records of its log, identifiers sealed: docs/log-format.md. */
import {
  type CallChange,
  type EraseChange,
  type HistoryChange,
  idBytes,
  type PruneChange,
  type ReportChange,
} from '../../change.ts';
import type {
  CallRecord,
  ElementRef,
  FraudReport,
  HistoryBatch,
  PruneRule,
  Pseudonym,
} from '../../network.ts';
import {
  type IdForm,
  storeElements,
  storeHistory,
  storePruneRule,
  storePurchase,
  storeReport,
} from '../../stored-form.ts';
import { callIdAt, callKeyAt, purchaseHeadBytes } from './layout.ts';
import { recordTypes, textBytes, writeText } from './record-type.ts';
import { sightedBytes, writeSighted } from './sighted.ts';
import { signalsBytes, writeSignals } from './signal-vector.ts';

/** What happened, twice: for the table and for the log. */
export interface Encoded<Made> {
  readonly change: Made;
  readonly record: Buffer;
}

/** Identifiers that are not of elements. @throws RangeError for a pseudonym that is none */
export function sealNames(names: readonly Pseudonym[], ids: IdForm): Uint8Array {
  const bytes = Buffer.from(names.join(''), 'hex');
  if (bytes.length === names.length * idBytes) return ids.seal(bytes);
  throw new RangeError('A pseudonym is 32 hex digits; one is not.');
}

/** @throws RangeError for a call that the format cannot hold */
export function encodeCall(call: CallRecord, ids: IdForm): Encoded<CallChange> {
  const { projectId, id, idempotencyKey, answer, model, signals } = call;
  const change: CallChange = { type: 'call', projectId, ...storePurchase(call, ids) };
  const key = sealNames(idempotencyKey === undefined ? [] : [idempotencyKey], ids);
  const answerBytes = Buffer.byteLength(answer);
  const counted = callKeyAt + key.length + textBytes(projectId) + sightedBytes(change);
  const journal = 4 + answerBytes + textBytes(model) + signalsBytes(signals);
  const record = Buffer.allocUnsafe(counted + journal);
  record.writeUInt8(recordTypes.call, 0);
  record.writeUInt8(key.length === 0 ? 0 : 1, 1);
  if (record.write(id.replaceAll('-', ''), callIdAt, 'hex') !== callKeyAt - callIdAt)
    throw new RangeError(`A call's id is a UUID; ${id} is none.`);
  record.set(key, callKeyAt);
  const at = writeSighted(record, writeText(record, callKeyAt + key.length, projectId), change);
  record.writeUInt32BE(answerBytes, at);
  record.write(answer, at + 4);
  writeSignals(record, writeText(record, at + 4 + answerBytes, model), signals);
  return { change, record };
}

/** @throws RangeError for a batch that the format cannot hold */
export function encodeHistory(batch: HistoryBatch, ids: IdForm): Encoded<HistoryChange> {
  const change = storeHistory(batch, ids);
  const named = batch.purchases.flatMap(({ reference }) => reference ?? []);
  const references = sealNames(named, ids);
  const importId = Buffer.from(batch.importId, 'hex');
  if (importId.length !== 32) throw new RangeError("A history's name has 64 hex digits.");
  const purchases = change.purchases.reduce((sum, one) => sum + sightedBytes(one), 0);
  const heads = purchaseHeadBytes * change.purchases.length + references.length;
  const head = 1 + textBytes(batch.projectId) + importId.length + 6;
  const record = Buffer.allocUnsafe(head + heads + purchases);
  record.writeUInt8(recordTypes.history, 0);
  const at = writeText(record, 1, batch.projectId);
  record.set(importId, at);
  record.writeUInt32BE(batch.throughLine, at + 32);
  record.writeUInt16BE(change.purchases.length, at + 36);
  writePurchases(record, { at: head, batch, change, references });
  return { change, record };
}

interface PurchasesToWrite {
  readonly at: number;
  readonly batch: HistoryBatch;
  readonly change: HistoryChange;
  /** Of the purchases that have one, in their order. */
  readonly references: Uint8Array;
}

function writePurchases(record: Buffer, { at, batch, change, references }: PurchasesToWrite): void {
  let end = at;
  let used = 0;
  change.purchases.forEach((purchase, n) => {
    const bytes = batch.purchases[n]?.reference === undefined ? 0 : idBytes;
    record.writeUInt32BE(purchase.line, end);
    record.writeUInt8(bytes / idBytes, end + 4);
    record.set(references.subarray(used, used + bytes), end + purchaseHeadBytes);
    used += bytes;
    end = writeSighted(record, end + purchaseHeadBytes + bytes, purchase);
  });
}

/** @throws RangeError for a report that the format cannot hold */
export function encodeReport(report: FraudReport, ids: IdForm): Encoded<ReportChange> {
  const change = storeReport(report, ids);
  const record = Buffer.allocUnsafe(2 + sightedBytes(change));
  record.writeUInt8(recordTypes.report, 0);
  record.writeInt8(change.by, 1);
  writeSighted(record, 2, change);
  return { change, record };
}

/** @throws RangeError for a pseudonym that is none */
export function encodeErasure(elements: readonly ElementRef[], ids: IdForm): Encoded<EraseChange> {
  const change: EraseChange = { type: 'erase', ...storeElements(elements, ids) };
  const head = Buffer.allocUnsafe(5);
  head.writeUInt8(recordTypes.erase, 0);
  head.writeUInt32BE(elements.length, 1);
  return { change, record: Buffer.concat([head, change.kinds, change.ids]) };
}

export function encodePruning(rule: PruneRule): Encoded<PruneChange> {
  const change = storePruneRule(rule) as PruneChange;
  const record = Buffer.allocUnsafe(2 + 9 * change.before.length);
  record.writeUInt8(recordTypes.prune, 0);
  record.writeUInt8(change.before.length, 1);
  change.before.forEach(([kind, atMs], n) => {
    record.writeUInt8(kind, 2 + 9 * n);
    record.writeDoubleBE(atMs, 3 + 9 * n);
  });
  return { change, record };
}
