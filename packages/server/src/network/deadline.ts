import type { Network } from './network.ts';
import { isLookup, wrapNetwork } from './wrapper.ts';

/** The network did not answer in time. What it was asked may still be going on. */
export class NetworkLate extends Error {
  override readonly name = 'NetworkLate';

  constructor(method: string, readMs: number) {
    super(
      `The identity network did not answer ${method} within ${readMs} ms: is the machine overloaded, or its disk slow?`,
    );
  }
}

/** Rings once, after so many milliseconds; what it returns calls it off. */
export type Timer = (durationMs: number, ring: () => void) => () => void;

/** The platform's. */
export const systemTimer: Timer = (durationMs, ring) => {
  const timeout = setTimeout(ring, durationMs);
  return () => clearTimeout(timeout);
};

export interface Deadline {
  /** How long a call waits for one answer of the network. */
  readonly readMs: number;
  readonly timer: Timer;
}

/**
 * The same network; what a call asks of it is answered by the deadline, or rejects with
 * {@link NetworkLate}. Changes are never cut off: whoever asked must hear whether they were made.
 */
export function withDeadline(network: Network, { readMs, timer }: Deadline): Network {
  return wrapNetwork(network, async (ask, method) => {
    if (!isLookup(method)) return ask();
    const late = Promise.withResolvers<never>();
    const callOff = timer(readMs, () => late.reject(new NetworkLate(method, readMs)));
    try {
      return await Promise.race([ask(), late.promise]);
    } finally {
      callOff();
    }
  });
}
