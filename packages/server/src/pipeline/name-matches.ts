/** Which elements of a call were seen with one of its names before. */
import {
  type ElementRole,
  type Facts,
  isNameLink,
  type LinkRow,
  linkRows,
  type NameMatch,
  namesAgree,
} from '@whorl/engine';
import type { NameTokens } from '../network/network.ts';
import type { Pseudonyms } from './pseudonymise.ts';

/** What was read of a call's elements and links. */
export type Known = Pick<Facts, 'elements' | 'links'>;

/** What can be told without the names that elements were linked with, and of which they are needed. */
export interface NameQuestion {
  readonly told: Readonly<Partial<Record<ElementRole, NameMatch>>>;
  readonly open: readonly ElementRole[];
}

/** The roles that names are linked to, each with the names that a call can have. */
const rowsByRole = Map.groupBy(
  linkRows.filter(({ kind }) => isNameLink(kind)),
  ({ from }) => from,
);

/** Tells what counts alone tell: most elements are new, or come with the name that they always come with. */
export function askForNames(seen: Pseudonyms, known: Known): NameQuestion {
  const told: Partial<Record<ElementRole, NameMatch>> = {};
  const open: ElementRole[] = [];
  for (const [role, rows] of rowsByRole) {
    const asked = rows.filter((row) => seen.links[row.role] !== undefined);
    if (asked.length === 0) continue;
    const match = matchByCounts(asked, known);
    if (match === undefined) open.push(role);
    else told[role] = match;
  }
  return { told, open };
}

function matchByCounts(rows: readonly LinkRow[], { elements, links }: Known) {
  if (rows.some(({ role }) => links[role] !== undefined)) return 'match';
  const isLinked = rows.some(({ from, kind }) => (elements[from]?.partners[kind] ?? 0) > 0);
  return isLinked ? undefined : 'not-found';
}

/** Compares the call's names with those that an element was linked with: one that agrees is enough. */
export function matchNames(
  seen: Pseudonyms,
  { role, linked }: { role: ElementRole; linked: readonly (readonly NameTokens[])[] },
): NameMatch {
  const rows = rowsByRole.get(role) ?? [];
  const own = rows.flatMap((row) => seen.nameTokens[row.role] ?? []).map((make) => make());
  return own.some((name) => linked.some((other) => namesAgree(name, other))) ? 'match' : 'no-match';
}
