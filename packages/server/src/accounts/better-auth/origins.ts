/** Where attempts come from, and from where an account signed in well lately. */
import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { Origin } from '../accounts.ts';

/** A holiday week. After that an account has to come in once while nobody guesses at it. */
const knownForMs = 7 * 24 * 3_600_000;
/** Home, office, telephone, and what they change into within a week. */
const knownPerAccount = 8;

/**
 * The origins from which an account signed in well within seven days. In memory and hashed: a restart forgets
 * them. The eight latest of each account, so that there are no more of them than eight times the accounts
 * that somebody could sign in to.
 */
export interface KnownOrigins {
  has(account: string, origin: Origin): boolean;
  /** To be called after a sign-in that went well, and for nothing less. */
  add(account: string, origin: Origin): void;
}

export function createKnownOrigins(nowMs: () => number): KnownOrigins {
  const known = new Map<string, Map<string, number>>();
  return {
    has(account, origin) {
      const atMs = known.get(hash(account))?.get(hash(networkOf(origin)));
      return atMs !== undefined && nowMs() - atMs < knownForMs;
    },
    add(account, origin) {
      const network = hash(networkOf(origin));
      const others = [...(known.get(hash(account)) ?? [])].filter(([one]) => one !== network);
      const kept = [...others, [network, nowMs()] as const].slice(-knownPerAccount);
      known.set(hash(account), new Map(kept));
    },
  };
}

/** Hostile names are long, and an address has no business in memory. */
export const hash = (named: string): string =>
  createHash('sha256').update(named).digest('base64url');

/** Of an IPv6 address its /64, which one customer has whole (RFC 6177): else each try comes from another. */
export function networkOf(origin: Origin): string {
  if (!isIPv6(origin) || origin.includes('.')) return origin.replace(/^::ffff:/i, '');
  const [head = '', tail] = origin.split('%')[0]?.split('::') ?? [];
  const groups = head === '' ? [] : head.split(':');
  const missing =
    tail === undefined ? 0 : 8 - groups.length - tail.split(':').filter(Boolean).length;
  return [...groups, ...Array<string>(missing).fill('0'), ...(tail ?? '').split(':')]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
