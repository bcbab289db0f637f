import type { Clock } from '../config/clock.ts';
import { NetworkLate } from './deadline.ts';
import { type Network, NetworkClosed, NetworkFull } from './network.ts';
import { QuantileSketch } from './quantile-sketch.ts';
import { type NetworkMethod, wrapNetwork } from './wrapper.ts';

/** How often something was asked of the network, and how long it took: since the start, in microseconds. */
export interface LatencyFigures {
  /** Answered ones. */
  readonly count: number;
  /** At most 1 % off; absent before the first answer. */
  readonly p50Us?: number;
  readonly p99Us?: number;
}

/** Why something that was asked was not done. `failed` is everything else, and the log tells it. */
export type RefusalKind = 'late' | 'full' | 'closed' | 'failed';

/** What the network did since the start. */
export interface NetworkFigures {
  readonly read: LatencyFigures;
  readonly record: LatencyFigures;
  /** Of every method. */
  readonly refusals: Readonly<Record<RefusalKind, number>>;
}

/** A network that knows how it fares. */
export interface MeasuredNetwork extends Network {
  figures(): NetworkFigures;
}

/** The same network, with how many questions and records there were, and how long they took. */
export function measured(network: Network, clock: Pick<Clock, 'monotonicMs'>): MeasuredNetwork {
  const latencies = { read: new Latency(), record: new Latency() };
  const refusals = { late: 0, full: 0, closed: 0, failed: 0 };
  const wrapped = wrapNetwork(network, async (ask, method) => {
    const startMs = clock.monotonicMs();
    try {
      const answer = await ask();
      if (isTimed(method)) latencies[method].add(clock.monotonicMs() - startMs);
      return answer;
    } catch (error) {
      refusals[kindOfRefusal(error)] += 1;
      throw error;
    }
  });
  return {
    ...wrapped,
    figures: () => ({
      read: latencies.read.figures(),
      record: latencies.record.figures(),
      refusals: { ...refusals },
    }),
  };
}

const isTimed = (method: NetworkMethod): method is 'read' | 'record' =>
  method === 'read' || method === 'record';

const refusalKinds = [
  [NetworkLate, 'late'],
  [NetworkFull, 'full'],
  [NetworkClosed, 'closed'],
] as const;

const kindOfRefusal = (error: unknown): RefusalKind =>
  refusalKinds.find(([type]) => error instanceof type)?.[1] ?? 'failed';

const usPerMs = 1_000;

class Latency {
  readonly #sketch = new QuantileSketch();

  add(durationMs: number): void {
    this.#sketch.add(Math.round(durationMs * usPerMs));
  }

  figures(): LatencyFigures {
    const p50Us = this.#sketch.quantile(0.5);
    const p99Us = this.#sketch.quantile(0.99);
    return {
      count: this.#sketch.count,
      ...(p50Us !== undefined && { p50Us: Math.round(p50Us) }),
      ...(p99Us !== undefined && { p99Us: Math.round(p99Us) }),
    };
  }
}
