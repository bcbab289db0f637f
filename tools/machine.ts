import { availableParallelism, cpus, release, totalmem, type } from 'node:os';

/** What a benchmark's numbers were measured on, in one line. */
export function describeMachine(): string {
  const gib = Math.round(totalmem() / 2 ** 30);
  const model = cpus()[0]?.model ?? 'unknown processor';
  return `${availableParallelism()} × ${model}, ${gib} GiB, ${type()} ${release()}, Node ${process.versions.node}`;
}
