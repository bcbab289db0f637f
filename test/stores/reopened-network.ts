import type { Network } from '../../packages/server/src/network/network.ts';

const changes: ReadonlySet<string> = new Set([
  'record',
  'recordHistory',
  'report',
  'erase',
  'prune',
]);

/**
 * A network that was just opened, whatever it answers: where something was changed since, it is closed first and
 * opened anew.
 *
 * @param open the same network, every time
 */
export async function reopenBeforeQuestions(open: () => Promise<Network>): Promise<Network> {
  let network = await open();
  let isChanged = false;
  let isClosed = false;
  let reopening = Promise.resolve();

  async function reopen(): Promise<void> {
    if (!isChanged) return;
    isChanged = false;
    await network.close();
    network = await open();
  }

  /** Another may begin while one waits. */
  async function reopened(): Promise<void> {
    for (let last: unknown; last !== reopening; ) {
      last = reopening;
      await last;
    }
  }

  const methods = Object.keys(network) as readonly (keyof Network)[];
  const wrapped = methods.map((name) => {
    const ask = async (...args: never[]): Promise<unknown> => {
      const isChange = changes.has(name);
      isClosed ||= name === 'close';
      if (!isChange && !isClosed) reopening = reopening.then(reopen);
      await reopened();
      isChanged ||= isChange;
      const method: (...args: never[]) => Promise<unknown> = network[name];
      return method.apply(network, args);
    };
    return [name, ask] as const;
  });
  return Object.fromEntries(wrapped) as unknown as Network;
}
