import { KeepingRefused, type NetworkKeeping } from '../keeping.ts';
import type { Network } from '../network.ts';

/** The keeping of a network without files: it forgets, and has nothing to copy or to write anew. */
export function keepInMemory(
  network: Network,
  clock: { readonly nowMs: () => number },
): NetworkKeeping {
  const refuse = async (): Promise<never> => {
    throw new KeepingRefused('A network in memory has no files. Use the embedded one.');
  };
  return {
    backup: refuse,
    restore: refuse,
    rekey: refuse,
    erase: async (elements) => ({
      ...(await network.erase(elements, clock.nowMs())),
      records: 0,
    }),
    pruneLog: async () => 0,
    rewrap: async () => 0,
  };
}
