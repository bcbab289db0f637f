import type { Facts, LinkKind, Sighting } from '@whorl/engine';
import type { ElementRef, LinkRef, Network } from '../network/network.ts';
import type { Pseudonyms } from './pseudonymise.ts';
import { orUnavailable } from './unavailable.ts';

/** Where facts come from, and the instant they are asked for. */
export interface Origins {
  readonly network: Network;
  readonly nowMs: number;
}

/**
 * All the reads of a call, and the only ones: what the network saw before now.
 *
 * @throws Refusal `unavailable` when the network does not answer.
 */
export async function gather(seen: Pseudonyms, { network, nowMs }: Origins): Promise<Facts> {
  const roles = Object.entries(seen.elements) as [string, ElementRef][];
  const links = Object.entries(seen.links) as [LinkKind, LinkRef][];
  const query = { elements: roles.map(second), links: links.map(second), nowMs };
  const reading = await orUnavailable('the network could not be read', network.read(query));
  return {
    elements: byName(roles, reading.elements),
    links: byName(links, reading.links),
    ...(seen.deviceIds && { deviceIds: seen.deviceIds }),
  };
}

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
