/**
 * The identity network: what was seen, with what, how often, since when. The one promise every store keeps;
 * `testing/contract.ts` is the suite that holds them to it.
 *
 * - **Keyed.** Elements arrive as pseudonyms; a store never sees raw identity. Projects do not
 *   meet, because each has a network key of its own: equal elements have unequal pseudonyms.
 * - **Exact.** Counts are exact by the rule of days and hours (see {@link WindowCounts}) at every
 *   instant from an hour before the newest sighting on: clocks differ, and are set. Time is an
 *   argument: a store has no clock.
 * - **Before its own call.** {@link Network.read} answers what was recorded before; a call becomes
 *   visible when it is recorded, all of it at once.
 * - **One call, one sighting.** An element or link named twice in one record counts once.
 * - **Distinct partners.** Two elements are each other's partner once, whichever way round they are
 *   linked; an element is not its own.
 * - **Amounts** are added up of accounts, cards and merchants, in the currency that each was first seen
 *   with; the amounts of a category make up its median, at most 1 % off.
 * - **Reported fraud** counts on the day of the purchase, from when it is reported. A report that is
 *   taken back takes one off that day, where one counts there, and nothing off any other.
 * - **Durable.** {@link Network.record} resolves when the record outlives a crash of the process
 *   (and, where the store says so, of the machine). A record that was not acknowledged may be lost
 *   or kept, whole, never in part.
 * - **Late events** fill their past day. Older than 180 days they move only first seen and totals.
 * - **Forgetting.** What was erased or pruned was never seen, for whoever asks afterwards, and what it was
 *   linked to has no partner in it any more.
 */
import type { ElementKind, LinkKind, Sighting, Spend } from '@whorl/engine';

/**
 * The first 16 bytes, as 32 lower-case hex digits, of HMAC-SHA-256(K, canonical form), where
 * K = HKDF(network key, 'whorl/v1/' + kind).
 */
export type Pseudonym = string & { readonly pseudonym: unique symbol };

/** An element as the network knows it. */
export interface ElementRef {
  readonly kind: ElementKind;
  readonly pseudonym: Pseudonym;
}

/** Two elements seen together, in the order that the kind of link names its roles. */
export interface LinkRef {
  readonly kind: LinkKind;
  readonly from: ElementRef;
  readonly to: ElementRef;
}

/**
 * What one part of a name is compared by, bound to the element that it is linked to: each the first 8 bytes,
 * as 16 hex digits, of HMAC-SHA-256(K, element's pseudonym ‖ which of the three ‖ text). Equal names under
 * different elements look unrelated.
 */
export interface NameTokens {
  readonly exact: string;
  readonly root: string;
  readonly phonetic: string;
}

/** The most parts that are kept of one name. */
export const maxNameParts = 6;

/** A link as it is recorded. */
export interface SeenLink extends LinkRef {
  /** Of a link to a name: its parts, kept when the link is first seen. At most {@link maxNameParts}. */
  readonly name?: readonly NameTokens[];
}

/** What one call asks of the network: everything at once, so that a store can answer in one trip. */
export interface NetworkQuery {
  readonly elements: readonly ElementRef[];
  readonly links: readonly LinkRef[];
  readonly nowMs: number;
}

/** The answers, index by index; `undefined` is "never seen". */
export interface NetworkReading {
  readonly elements: readonly (Sighting | undefined)[];
  readonly links: readonly (Sighting | undefined)[];
}

/** What is counted of a purchase. */
export interface Purchase {
  readonly atMs: number;
  /** At most 255. */
  readonly elements: readonly ElementRef[];
  /** Each joins two of the elements; at most 255. */
  readonly links: readonly SeenLink[];
  readonly spend?: Spend;
}

/** One answered call: the network's changes and the journal entry, kept together or not at all. */
export interface CallRecord extends Purchase {
  /** The answer's id, a UUID. */
  readonly id: string;
  readonly projectId: string;
  /** Keyed pseudonym of the caller's Idempotency-Key, where one was sent. */
  readonly idempotencyKey?: Pseudonym;
  /** The printed answer, as it was sealed. It holds no raw identity. */
  readonly answer: string;
  /** The signal vector that the score was computed from, by signal name. */
  readonly signals: Readonly<Record<string, number | string | boolean>>;
  /** The model that scored it. */
  readonly model: string;
}

/** A purchase of before, as a history tells it. */
export interface PastPurchase extends Purchase {
  /** Where it stands in the history, counted from 1 and rising: how far an import has come. */
  readonly line: number;
  /** Keyed pseudonym of what its owner calls it, for outcomes. */
  readonly reference?: Pseudonym;
}

/** Some purchases of one history: counted together or not at all. */
export interface HistoryBatch {
  readonly projectId: string;
  /** Names the history: 64 hex digits, the SHA-256 of what is imported and how. */
  readonly importId: string;
  /** At most 10,000, in the order of their lines. */
  readonly purchases: readonly PastPurchase[];
  /** How far the history has been read with this, rejected lines and all. */
  readonly throughLine: number;
}

/** A purchase that was recorded is reported as fraud, or a report is taken back. */
export interface FraudReport {
  readonly projectId: string;
  /** The day of it is what counts. */
  readonly purchaseAtMs: number;
  readonly elements: readonly ElementRef[];
  readonly links: readonly LinkRef[];
  readonly change: 'reported' | 'withdrawn';
}

/** A call that was answered before, as kept for its retries. */
export interface RecordedAnswer {
  readonly id: string;
  readonly answer: string;
}

/** How long a named retry finds its first answer. */
export const idempotencyWindowMs = 10 * 60_000;

/** What is known of one element, for a person to look at. */
export interface ElementPortrait {
  readonly sighting: Sighting;
  /** Those that it was linked with, by kind of link; of each kind the latest recorded first. */
  readonly partners: readonly Partner[];
}

/** One that an element was linked with. */
export interface Partner {
  readonly link: LinkKind;
  readonly element: ElementRef;
  /** Of the link. */
  readonly sighting: Sighting;
}

/** A network's size, for metrics and for the operator. */
export interface NetworkSize {
  readonly elements: number;
  readonly links: number;
  /** Elements and links by kind; kinds that hold nothing are left out. */
  readonly byKind: Readonly<Partial<Record<ElementKind | LinkKind, number>>>;
  /** What the table takes in memory. */
  readonly bytes: number;
}

/** How many were forgotten. */
export interface Forgotten {
  readonly elements: number;
  readonly links: number;
}

/** What is forgotten when it was last seen before these instants. Kinds that are not named stay. */
export type PruneRule = Readonly<Partial<Record<ElementKind, number>>>;

/** A network was used after it had been closed. */
export class NetworkClosed extends Error {
  override readonly name = 'NetworkClosed';

  constructor() {
    super('The identity network was closed and takes no more calls; open it again.');
  }
}

/** The table has reached the memory that the operator gave it. Reads go on. */
export class NetworkFull extends Error {
  override readonly name = 'NetworkFull';

  constructor() {
    super('The identity network has reached the memory that it was given, and counts no more.');
  }
}

/** What was to be recorded could not be kept, and nothing of it is counted. Reads go on. */
export class NetworkUnwritable extends Error {
  override readonly name: string = 'NetworkUnwritable';
}

export interface Network {
  /** What was seen of these elements and links before now. Deduplicates nothing: one answer per question. */
  read(query: NetworkQuery): Promise<NetworkReading>;
  /**
   * The names that each element was linked with, the latest recorded first, by what they are compared by.
   *
   * @param limit the most names of one element
   */
  linkedNames(
    elements: readonly ElementRef[],
    limit: number,
  ): Promise<readonly (readonly (readonly NameTokens[])[])[]>;
  /**
   * Counts the call's elements and links once each and keeps the call. Resolves when it is durable
   * and visible. Rejects when the call could not be kept: then nothing of it is counted.
   *
   * @throws NetworkFull, NetworkUnwritable, RangeError for a link to an element that the call does not name
   */
  record(call: CallRecord): Promise<void>;
  /**
   * Counts those purchases of a history that lie behind what was counted of it before: a batch that comes
   * twice counts once. Resolves as {@link record} does.
   */
  recordHistory(batch: HistoryBatch): Promise<void>;
  /** The line through which a history was counted; 0 when nothing of it was. */
  historyLine(projectId: string, importId: string): Promise<number>;
  /**
   * Counts a report of fraud, or takes it off, wherever the purchase's elements and links are known.
   *
   * @throws RangeError for a link to an element that the report does not name
   */
  report(report: FraudReport): Promise<void>;
  /** The answer recorded under this key less than {@link idempotencyWindowMs} from `nowMs`, if any. */
  recall(idempotencyKey: Pseudonym, nowMs: number): Promise<RecordedAnswer | undefined>;
  /**
   * What is known of one element; `undefined` when it was never seen.
   *
   * @param view `limit`: the most partners by links of one kind
   */
  portray(
    element: ElementRef,
    view: { readonly nowMs: number; readonly limit: number },
  ): Promise<ElementPortrait | undefined>;
  /** Forgets elements and every link to them. */
  erase(elements: readonly ElementRef[], nowMs: number): Promise<Forgotten>;
  /** Forgets what was not seen for a while. */
  prune(rule: PruneRule): Promise<Forgotten>;
  size(): Promise<NetworkSize>;
  /** How many calls of a project were recorded. */
  countCalls(projectId: string): Promise<number>;
  /** Looks at every record: what is wrong, one sentence each. */
  verify(): Promise<readonly string[]>;
  /** Finishes what was begun, then lets go of files. Every later call rejects with NetworkClosed. */
  close(): Promise<void>;
}
