import type { Network } from './network.ts';
import { type NetworkMethod, wrapNetwork } from './wrapper.ts';

/** What adds to the journal. */
const growing: ReadonlySet<NetworkMethod> = new Set(['record', 'recordHistory']);

/** The same network; whoever follows its log is told when something was added to it, which must take no time. */
export const followed = (network: Network, onGrowth: () => void): Network =>
  wrapNetwork(network, async (ask, method) => {
    const answer = await ask();
    if (growing.has(method)) onGrowth();
    return answer;
  });
