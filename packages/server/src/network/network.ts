/**
 * The identity network: what was seen, how often, since when. The one promise every store keeps;
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
 * - **Durable.** {@link Network.record} resolves when the record outlives a crash of the process
 *   (and, where the store says so, of the machine). A record that was not acknowledged may be lost
 *   or kept, whole, never in part.
 * - **Late events** fill their past day. Older than 180 days they move only first seen and totals.
 */
import type { ElementKind, LinkKind, Sighting } from '@whorl/engine';

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

/** One answered call: the network's changes and the journal entry, kept together or not at all. */
export interface CallRecord {
  /** The answer's id, a UUID. */
  readonly id: string;
  readonly projectId: string;
  readonly atMs: number;
  /** At most 255. */
  readonly elements: readonly ElementRef[];
  /** Each joins two of the elements; at most 255. */
  readonly links: readonly LinkRef[];
  /** Keyed pseudonym of the caller's Idempotency-Key, where one was sent. */
  readonly idempotencyKey?: Pseudonym;
  /** The printed answer, as it was sealed. It holds no raw identity. */
  readonly answer: string;
  /** The signal vector that the score was computed from, by signal name. */
  readonly signals: Readonly<Record<string, number | string | boolean>>;
  /** The model that scored it. */
  readonly model: string;
}

/** A call that was answered before, as kept for its retries. */
export interface RecordedAnswer {
  readonly id: string;
  readonly answer: string;
}

/** How long a named retry finds its first answer. */
export const idempotencyWindowMs = 10 * 60_000;

/** A network's size, for metrics and for the operator. */
export interface NetworkSize {
  readonly elements: number;
  readonly links: number;
}

/** A network was used after it had been closed. */
export class NetworkClosed extends Error {
  override readonly name = 'NetworkClosed';

  constructor() {
    super('The identity network was closed and takes no more calls; open it again.');
  }
}

export interface Network {
  /** What was seen of these elements and links before now. Deduplicates nothing: one answer per question. */
  read(query: NetworkQuery): Promise<NetworkReading>;
  /**
   * Counts the call's elements and links once each and keeps the call. Resolves when it is durable
   * and visible. Rejects when the call could not be kept: then nothing of it is counted.
   */
  record(call: CallRecord): Promise<void>;
  /** The answer recorded under this key less than {@link idempotencyWindowMs} from `nowMs`, if any. */
  recall(idempotencyKey: Pseudonym, nowMs: number): Promise<RecordedAnswer | undefined>;
  size(): Promise<NetworkSize>;
  /** How many calls of a project were recorded. */
  countCalls(projectId: string): Promise<number>;
  /** Finishes what was begun, then lets go of files. Every later call rejects with NetworkClosed. */
  close(): Promise<void>;
}
