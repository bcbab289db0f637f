import type { ElementRole, Facts, NameMatch, Sighting } from '@whorl/engine';
import type { ElementRef, LinkRef, Network } from '../network/network.ts';
import { askForNames, type Known, matchNames } from './name-matches.ts';
import type { Pseudonyms } from './pseudonymise.ts';
import { orUnavailable } from './unavailable.ts';

/** Where facts come from, and the instant they are asked for. */
export interface Origins {
  readonly network: Network;
  readonly nowMs: number;
}

/** With how many of an element's names a call's are compared, the latest first: a household, not a crowd. */
const comparedNames = 64;

/**
 * All the reads of a call, and the only ones: what the network saw before now.
 *
 * @throws Refusal `unavailable` when the network does not answer, or not in time.
 */
export async function gather(seen: Pseudonyms, origins: Origins): Promise<Facts> {
  const known = await readSightings(seen, origins);
  const nameMatches = await readNames(seen, { known, network: origins.network });
  return { ...known, nameMatches, ...(seen.deviceIds && { deviceIds: seen.deviceIds }) };
}

async function readSightings(seen: Pseudonyms, { network, nowMs }: Origins): Promise<Known> {
  const roles: readonly [string, ElementRef][] = Object.entries(seen.elements);
  const links: readonly [string, LinkRef][] = Object.entries(seen.links);
  const query = { elements: roles.map(second), links: links.map(second), nowMs };
  const reading = await asked(network.read(query));
  return { elements: byName(roles, reading.elements), links: byName(links, reading.links) };
}

/** A second trip, for elements alone that were seen with other names than the call's. */
async function readNames(
  seen: Pseudonyms,
  { known, network }: { known: Known; network: Network },
): Promise<Readonly<Partial<Record<ElementRole, NameMatch>>>> {
  const { told, open } = askForNames(seen, known);
  if (open.length === 0) return told;
  const elements = open.flatMap((role) => seen.elements[role] ?? []);
  const names = await asked(network.linkedNames(elements, comparedNames));
  const compared = open.map((role, index) => {
    return [role, matchNames(seen, { role, linked: names[index] ?? [] })] as const;
  });
  return { ...told, ...Object.fromEntries(compared) };
}

const asked = <Value>(answer: Promise<Value>): Promise<Value> =>
  orUnavailable('the network could not be read', answer);

const second = <Value>([, value]: readonly [string, Value]): Value => value;

function byName(
  asked: readonly (readonly [string, unknown])[],
  answers: readonly (Sighting | undefined)[],
): Record<string, Sighting> {
  const found: Record<string, Sighting> = {};
  for (const [index, [name]] of asked.entries()) {
    const answer = answers[index];
    if (answer !== undefined) found[name] = answer;
  }
  return found;
}
