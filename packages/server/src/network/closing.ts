import { type Network, NetworkClosed } from './network.ts';

/** The same network; once it is closed, whatever is asked of it is refused. Closing twice closes once. */
export function refuseAfterClose(network: Network): Network {
  let closing: Promise<void> | undefined;
  const open = (): Network => {
    if (closing !== undefined) throw new NetworkClosed();
    return network;
  };
  return {
    read: async (query) => open().read(query),
    record: async (call) => open().record(call),
    recall: async (key, nowMs) => open().recall(key, nowMs),
    size: async () => open().size(),
    countCalls: async (projectId) => open().countCalls(projectId),
    async close() {
      closing ??= network.close();
      await closing;
    },
  };
}
