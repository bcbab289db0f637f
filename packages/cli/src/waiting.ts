import type { Terminal } from './terminal.ts';

/** What is done, while somebody waits for it. */
export interface Waiting {
  /** As a person reads it: `Restoring`. */
  readonly doing: string;
  readonly terminal: Pick<Terminal, 'liveLine'>;
}

const lookMs = 200;

/**
 * Does something of which nobody knows how far it is: after two seconds a line tells how long it takes.
 *
 * @example
 * await whileWaiting({ doing: 'Restoring', terminal }, () => answerOf(api.POST(path, { params, body })));
 * // Restoring … 12 s
 */
export async function whileWaiting<Result>(
  { doing, terminal }: Waiting,
  work: () => Promise<Result>,
): Promise<Result> {
  const line = terminal.liveLine();
  const print = (elapsedMs: number): string => `${doing} … ${printElapsed(elapsedMs)}`;
  const timer = setInterval(() => line.show(print), lookMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    line.clear();
  }
}

/**
 * How long something goes on, in whole seconds that have passed.
 *
 * @example
 * printElapsed(65_900); // '1 min 5 s'
 */
export function printElapsed(elapsedMs: number): string {
  const seconds = Math.floor(elapsedMs / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
