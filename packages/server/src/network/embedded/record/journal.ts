/** What the journal takes of a record: who may ask for it, and the whole entry, pseudonyms again. */

import { elementCodes, erasedCode, kindOf, linkCodes } from '../../kinds.ts';
import type {
  CallRecord,
  ElementRef,
  LinkRef,
  PastPurchase,
  Pseudonym,
  RecordedAnswer,
} from '../../network.ts';
import type { IdForm } from '../../stored-form.ts';
import { behindText, callIdAt, callKeyAt, findPurchases, projectAtOf } from './layout.ts';
import { readText, recordTypes } from './record-type.ts';
import { findSighted, type SightedPlaces } from './sighted.ts';
import { findSignal, readSignals } from './signal-vector.ts';

/** A call as it was answered; what was erased of it is left out. */
export type CallEntry = Pick<
  CallRecord,
  'id' | 'projectId' | 'atMs' | 'elements' | 'links' | 'answer' | 'signals' | 'model'
> & { readonly type: 'call' };

/** A purchase of a history; what was erased of it is left out. */
export type PastEntry = Pick<PastPurchase, 'atMs' | 'line' | 'elements' | 'links' | 'reference'> & {
  readonly type: 'past';
  readonly projectId: string;
};

export type JournalEntry = CallEntry | PastEntry;

/** By what an entry is found: little enough to be kept of each. */
export interface JournalRow {
  readonly projectId: string;
  readonly atMs: number;
  /** Of a call. */
  readonly id?: string;
  /** Of a purchase of a history, where it was given one. */
  readonly reference?: Pseudonym;
  /** Of a call: the score that was made of its signals, whether it was answered or not. */
  readonly score?: number;
  /** Which of its record's purchases it is, counted from 0. */
  readonly purchase: number;
}

/** The rows of a record: one of a call, one of each purchase of a history, none of others. @throws RangeError */
export function* journalRowsOf(record: Buffer, ids: IdForm): Generator<JournalRow> {
  if (record[0] === recordTypes.call) yield callRowOf(record);
  if (record[0] !== recordTypes.history) return;
  const { text: projectId } = readText(record, 1);
  let purchase = 0;
  for (const { at, referenceAt } of findPurchases(record)) {
    const reference =
      referenceAt === undefined ? {} : { reference: openAt(record, referenceAt, ids) };
    yield { projectId, atMs: record.readDoubleBE(at), ...reference, purchase };
    purchase += 1;
  }
}

function callRowOf(record: Buffer): JournalRow {
  const { text: projectId, end } = readText(record, projectAtOf(record));
  const score = scoreOf(record);
  return {
    projectId,
    atMs: record.readDoubleBE(end),
    id: callIdOf(record),
    ...(score !== undefined && { score }),
    purchase: 0,
  };
}

const scoreSignal = 'identityRisk.score';

/** A whole number is a score; what another model calls so is none of ours. */
function scoreOf(call: Buffer): number | undefined {
  const score = findSignal(call, signalsAtOf(call), scoreSignal);
  return Number.isInteger(score) ? Number(score) : undefined;
}

/** Where a call's signals begin. @throws RangeError */
export function signalsAtOf(call: Buffer): number {
  const { end } = findSighted(call, behindText(call, projectAtOf(call)));
  return behindText(call, behindAnswer(call, end));
}

/**
 * The entry of a call, or of one of a history's purchases.
 *
 * @param which `purchase`: {@link JournalRow.purchase}
 * @throws RangeError for a record that has none
 */
export function decodeEntry(
  record: Buffer,
  { ids, purchase }: { readonly ids: IdForm; readonly purchase: number },
): JournalEntry {
  if (record[0] === recordTypes.call) return decodeCallEntry(record, ids);
  const places = record[0] === recordTypes.history && [...findPurchases(record)][purchase];
  if (!places) throw new RangeError('The record has no such entry of the journal.');
  const { lineAt, referenceAt } = places;
  return {
    type: 'past',
    projectId: readText(record, 1).text,
    line: record.readUInt32BE(lineAt),
    ...(referenceAt !== undefined && { reference: openAt(record, referenceAt, ids) }),
    ...readRefs(record, { places, ids }),
  };
}

/** The answer of a call. @throws RangeError for another record */
export function decodeAnswer(record: Buffer): RecordedAnswer {
  if (record[0] !== recordTypes.call) throw new RangeError('The record is of no call.');
  const { end } = findSighted(record, behindText(record, projectAtOf(record)));
  return { id: callIdOf(record), answer: readAnswer(record, end).answer };
}

function decodeCallEntry(record: Buffer, ids: IdForm): CallEntry {
  const { text: projectId, end } = readText(record, projectAtOf(record));
  const places = findSighted(record, end);
  const { answer, end: journalAt } = readAnswer(record, places.end);
  const { text: model, end: signalsAt } = readText(record, journalAt);
  const signals = readSignals(record, signalsAt);
  const refs = readRefs(record, { places, ids });
  return { type: 'call', id: callIdOf(record), projectId, ...refs, answer, model, signals };
}

/** Where what is behind an answer begins. @throws RangeError when the record ends before the answer does */
function behindAnswer(record: Buffer, at: number): number {
  const end = at + 4 + record.readUInt32BE(at);
  if (end > record.length) throw new RangeError('The record ends before its answer does.');
  return end;
}

function readAnswer(record: Buffer, at: number): { readonly answer: string; readonly end: number } {
  const end = behindAnswer(record, at);
  return { answer: record.toString('utf8', at + 4, end), end };
}

const callIdOf = (call: Buffer): string =>
  call
    .toString('hex', callIdAt, callKeyAt)
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

const openAt = (record: Buffer, at: number, ids: IdForm): Pseudonym =>
  Buffer.from(ids.open(record.subarray(at, at + 16))).toString('hex') as Pseudonym;

interface Refs {
  readonly atMs: number;
  readonly elements: readonly ElementRef[];
  readonly links: readonly LinkRef[];
}

function readRefs(
  record: Buffer,
  { places, ids }: { readonly places: SightedPlaces; readonly ids: IdForm },
): Refs {
  const { at, kindsAt, idsAt, linksAt, namesAt } = places;
  const pseudonyms = Buffer.from(ids.open(record.subarray(idsAt, linksAt)));
  const elements = Array.from(record.subarray(kindsAt, idsAt), (code, n) =>
    code === erasedCode ? undefined : refOf(code, pseudonyms.toString('hex', 16 * n, 16 * n + 16)),
  );
  const links: LinkRef[] = [];
  for (let link = linksAt; link < namesAt; link += 3) {
    const [code = erasedCode, one = 0, other = 0] = record.subarray(link, link + 3);
    const [from, to] = [elements[one], elements[other]];
    if (code !== erasedCode && from && to) links.push({ kind: kindOf(linkCodes, code), from, to });
  }
  return {
    atMs: record.readDoubleBE(at),
    elements: elements.filter((one) => one !== undefined),
    links,
  };
}

const refOf = (code: number, pseudonym: string): ElementRef => ({
  kind: kindOf(elementCodes, code),
  pseudonym: pseudonym as Pseudonym,
});
