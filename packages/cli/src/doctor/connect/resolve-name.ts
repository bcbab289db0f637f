import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { inTime } from './in-time.ts';
import type { Finding } from './step.ts';
import type { Target } from './target.ts';

/**
 * Asks for the addresses of a host, in the order in which they are to be tried.
 *
 * @throws the platform's error, or the signal's reason
 */
export async function resolveName(
  { host }: Target,
  signal: AbortSignal,
): Promise<Finding<readonly string[]>> {
  if (isIP(host) !== 0)
    return { value: [host], found: ['an address already'], facts: { addresses: [host] } };
  const found = await inTime(lookup(host, { all: true, order: 'verbatim' }), signal);
  const addresses = found.map(({ address }) => address);
  return {
    value: addresses,
    found: [`${host} is ${addresses.join(', ')}`],
    facts: { host, addresses },
  };
}
