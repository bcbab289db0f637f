/** Calls, histories and reports as tests make them: short names for elements, everything else filled in. */
import { randomUUID } from 'node:crypto';
import type { ElementKind, LinkKind } from '@whorl/engine';
import type {
  CallRecord,
  ElementRef,
  FraudReport,
  HistoryBatch,
  LinkRef,
  NameTokens,
  PastPurchase,
  Pseudonym,
} from '../network.ts';

/** When calls take place unless told otherwise. */
export const noonMs = Date.UTC(2026, 10, 24, 12);

/** The pseudonym of the n-th thing. */
export const pseudonym = (n: number | bigint): Pseudonym =>
  n.toString(16).padStart(32, '0') as Pseudonym;

/** The n-th element of a kind. */
export const element = (kind: ElementKind, n: number): ElementRef => ({
  kind,
  pseudonym: pseudonym(n),
});

/** A link between two elements. */
export const link = (kind: LinkKind, from: ElementRef, to: ElementRef): LinkRef => ({
  kind,
  from,
  to,
});

/** What a name is compared by: one part for each number. */
export const name = (...parts: readonly number[]): readonly NameTokens[] =>
  parts.map((n) => ({ exact: token(1, n), root: token(2, n), phonetic: token(3, n) }));

const token = (which: number, n: number): string => `${which}${n.toString(16).padStart(15, '0')}`;

/** A call that names these elements and links. */
export const call = (changes: Partial<CallRecord> = {}): CallRecord => ({
  id: randomUUID(),
  projectId: 'project',
  atMs: noonMs,
  elements: [],
  links: [],
  answer: '{"id":"answer"}',
  signals: { ageDays: 3, isNew: false, country: '840' },
  model: 'v0',
  ...changes,
});

/** A purchase of a history. */
export const past = (changes: Partial<PastPurchase> = {}): PastPurchase => ({
  atMs: noonMs,
  line: 1,
  elements: [],
  links: [],
  ...changes,
});

/** The name of the n-th history. */
export const importId = (n: number): string => n.toString(16).padStart(64, '0');

/** Part of a history, read as far as its last purchase. */
export const batch = (changes: Partial<HistoryBatch> = {}): HistoryBatch => ({
  projectId: 'project',
  importId: importId(1),
  purchases: [],
  throughLine: changes.purchases?.at(-1)?.line ?? 0,
  ...changes,
});

/** A report of a purchase that was made at noon. */
export const report = (changes: Partial<FraudReport> = {}): FraudReport => ({
  projectId: 'project',
  purchaseAtMs: noonMs,
  elements: [],
  links: [],
  change: 'reported',
  ...changes,
});
