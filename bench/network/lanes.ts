import type { PreparedCall } from './contestant.ts';

/** Keeps so many calls in flight until all are counted; gives the latency of each, in milliseconds. */
export async function countAll(
  calls: Iterator<PreparedCall>,
  atOnce: number,
): Promise<readonly number[]> {
  const latencies: number[] = [];
  const lane = async () => {
    for (let next = calls.next(); next.done !== true; next = calls.next()) {
      const sentMs = performance.now();
      await next.value.count();
      latencies.push(performance.now() - sentMs);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return latencies;
}
