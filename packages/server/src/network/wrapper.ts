/** Networks around networks: behaviour that every store has, added without listing its methods each time. */
import type { Network } from './network.ts';

export type NetworkMethod = keyof Network;

/** What each method does. The compiler asks for a row when the promise gets a method. */
const methodKinds = {
  /** A question on the way of a call. */
  read: 'lookup',
  linkedNames: 'lookup',
  recall: 'lookup',
  /** A change that is true once it is acknowledged. */
  record: 'change',
  recordHistory: 'change',
  report: 'change',
  erase: 'change',
  prune: 'change',
  /** A question of the operator's, who waits. */
  historyLine: 'survey',
  portray: 'survey',
  size: 'survey',
  countCalls: 'survey',
  verify: 'survey',
  close: 'close',
} as const satisfies Record<NetworkMethod, 'lookup' | 'change' | 'survey' | 'close'>;

const methods = Object.keys(methodKinds) as readonly NetworkMethod[];

/** Whether a call waits for it, and nothing is changed by it. */
export const isLookup = (method: NetworkMethod): boolean => methodKinds[method] === 'lookup';

/** What is done instead of asking the network: mostly something, and then `ask()`. */
export type Around = <Value>(ask: () => Promise<Value>, method: NetworkMethod) => Promise<Value>;

/** The same promise, with something around each of its methods. */
export function wrapNetwork(network: Network, around: Around): Network {
  const wrapped = methods.map((name) => {
    // Of any arguments: they are passed on as they came.
    const method: (...args: never[]) => Promise<unknown> = network[name];
    const ask = async (...args: never[]) => around(() => method.apply(network, args), name);
    return [name, ask] as const;
  });
  return Object.fromEntries(wrapped) as unknown as Network;
}
