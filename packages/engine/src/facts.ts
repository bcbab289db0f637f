/**
 * What the outside world said about a subject: everything the engine may know beside the call
 * itself. `gather.ts` in the server is the only place that fills it.
 */
import type { LinkKind, LinkRole } from './links.ts';
import type { ElementRole, RememberedRole } from './subject/subject.ts';

/**
 * How often something was seen in each window that signals use, the call at hand not counted.
 * "N days" is the current UTC day and the N−1 before it; "N hours" likewise by clock hour.
 */
export interface WindowCounts {
  readonly last1Hour: number;
  readonly last24Hours: number;
  readonly last1Day: number;
  readonly last7Days: number;
  readonly last30Days: number;
  readonly last90Days: number;
  readonly last180Days: number;
}

/** Purchases whose amounts are added up: how many, and their sum in ten-thousandths of the major unit. */
export interface AmountSum {
  readonly count: number;
  readonly tenThousandths: number;
}

/**
 * What an element spent, or what was spent at it, in the currency that it was first seen with. Purchases in
 * others are counted among its sightings, and not here: sums of several currencies mean nothing.
 */
export interface AmountWindows {
  /** ISO 4217 numeric. */
  readonly currency: string;
  readonly last1Day: AmountSum;
  readonly last7Days: AmountSum;
  readonly last30Days: AmountSum;
}

/** Purchases reported as fraud so far, each counted on the day of the purchase. */
export interface ReportedCounts {
  readonly total: number;
  readonly last7Days: number;
  readonly last30Days: number;
  readonly last90Days: number;
  readonly last180Days: number;
}

/** The history of one element or of one link between two elements. Instants are Unix milliseconds. */
export interface Sighting {
  readonly firstSeenMs: number;
  readonly lastSeenMs: number;
  readonly total: number;
  readonly counts: WindowCounts;
  /** Absent when none was reported. */
  readonly reported?: ReportedCounts;
  /** Of accounts, cards and merchants that a purchase with an amount was seen of. */
  readonly amounts?: AmountWindows;
  /** Of a merchant category in one currency: the median purchase, at most 1 % off. */
  readonly median?: AmountSum;
  /**
   * For an element: with how many different elements it was linked, by kind of link. An element is
   * not its own partner: equal billing and shipping addresses make none.
   */
  readonly partners: Readonly<Partial<Record<LinkKind, number>>>;
}

/** The device's public identifiers: keyed hashes, made where the keys are. */
export interface DeviceIds {
  /** `UDID-` and 32 lower-case hex digits. */
  readonly uDeviceId: string;
  /** 32 lower-case hex digits; absent without an account. */
  readonly accountDeviceId?: string;
}

/**
 * Whether one of the call's names is among those that an element was seen with: `not-found` when it was
 * never seen with any.
 */
export type NameMatch = 'match' | 'no-match' | 'not-found';

/** What is known of a call's elements and links. A role or link that is absent was never seen. */
export interface Facts {
  readonly deviceIds?: DeviceIds;
  readonly elements: Readonly<Partial<Record<RememberedRole, Sighting>>>;
  readonly links: Readonly<Partial<Record<LinkRole, Sighting>>>;
  /** Of the roles that names are linked to; absent where the call has no name, or not that element. */
  readonly nameMatches?: Readonly<Partial<Record<ElementRole, NameMatch>>>;
}
