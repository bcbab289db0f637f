import { type Network, NetworkClosed } from './network.ts';
import { wrapNetwork } from './wrapper.ts';

/** The same network; once it is closed, whatever is asked of it is refused. Closing twice closes once. */
export function refuseAfterClose(network: Network): Network {
  let closing: Promise<void> | undefined;
  return {
    ...wrapNetwork(network, async (ask) => {
      if (closing !== undefined) throw new NetworkClosed();
      return ask();
    }),
    async close() {
      closing ??= network.close();
      await closing;
    },
  };
}
