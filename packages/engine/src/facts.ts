/**
 * What the outside world said about a subject: everything the engine may know beside the call
 * itself. `gather.ts` in the server is the only place that fills it.
 */
import type { ElementRole } from './subject/subject.ts';

/**
 * How often something was seen in each window that signals use, the call at hand not counted.
 * "N days" is the current UTC day and the N−1 before it; "N hours" likewise by clock hour.
 */
export interface WindowCounts {
  readonly last1Hour: number;
  readonly last24Hours: number;
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
  /**
   * For an element: with how many different elements it was linked, by kind of link. An element is
   * not its own partner: equal billing and shipping addresses make none.
   */
  readonly partners: Readonly<Partial<Record<LinkKind, number>>>;
}

/** Pairs of elements whose being seen together is itself remembered. */
export type LinkKind = (typeof linkKinds)[number];

/** Every kind of link, with the two roles of a call that it joins. One row per kind. */
export const linkRoles = {
  'card-name': ['card', 'cardHolderName'],
  'billing-shipping': ['billingAddress', 'shippingAddress'],
} as const satisfies Record<string, readonly [ElementRole, ElementRole]>;

export const linkKinds = Object.keys(linkRoles) as readonly (keyof typeof linkRoles)[];

/** The device's public identifiers: keyed hashes, made where the keys are. */
export interface DeviceIds {
  /** `UDID-` and 32 lower-case hex digits. */
  readonly uDeviceId: string;
  /** 32 lower-case hex digits; absent without an account. */
  readonly accountDeviceId?: string;
}

/** What is known of a call's elements and links. A role or link that is absent was never seen. */
export interface Facts {
  readonly deviceIds?: DeviceIds;
  readonly elements: Readonly<Partial<Record<ElementRole, Sighting>>>;
  readonly links: Readonly<Partial<Record<LinkKind, Sighting>>>;
}
