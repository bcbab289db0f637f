import type { Facts, LinkRole } from '@whorl/engine';
import type { LinkRef, Purchase, SeenLink } from '../network/network.ts';
import type { Pseudonyms } from './pseudonymise.ts';

/**
 * What is counted of a call, or of a purchase of before.
 *
 * @param known the links that were seen before: they keep the names that they were first seen with
 */
export function toPurchase(
  seen: Pseudonyms,
  { atMs, known }: { readonly atMs: number; readonly known: Facts['links'] },
): Purchase {
  const links = Object.entries(seen.links) as readonly (readonly [LinkRole, LinkRef])[];
  return {
    atMs,
    elements: Object.values(seen.elements),
    links: links.map(([role, link]): SeenLink => {
      const nameTokens = known[role] === undefined ? seen.nameTokens[role] : undefined;
      return nameTokens ? { ...link, name: nameTokens() } : link;
    }),
    ...(seen.spend && { spend: seen.spend }),
  };
}
