/**
 * One contestant in a process of its own. Prints one line of JSON, then stays until it is killed. It leads a
 * process group, of which its servers are. Argument: a {@link Task} as JSON.
 */
import { readFileSync } from 'node:fs';
import { quantile } from '../support/load.ts';
import {
  type Contestant,
  ContestantMissing,
  type PreparedCall,
  type Upkeep,
} from './contestant.ts';
import { contestants } from './contestants/contestants.ts';
import { type Distribution, distributions } from './draw.ts';
import type { Event } from './event.ts';
import { countAll } from './lanes.ts';
import type { Answer, Done, Kept, Measured, MeasuredUpkeep, Task } from './task.ts';
import { createTraffic } from './traffic.ts';

const atOnce = 16;

/** While the table is made nobody waits for an answer, so more calls share a commit. */
const atOnceBefore = 4_096;

/** Calls whose counts are compared: with other contestants', and after a restart. */
const samples = 1_000;

const microsPerTick = 10_000;

const task: Task = JSON.parse(process.argv[2] ?? '');
const traffic = createTraffic(task.records);

// Whoever asked is gone: nobody else would end this process and its servers.
process.stdin.resume().once('end', () => process.kill(-process.pid, 'SIGKILL'));

console.log(JSON.stringify(await answer().catch(refusal)));

async function answer(): Promise<Answer> {
  const open = contestants[task.contestant];
  if (open === undefined) throw new ContestantMissing(`nobody is called ${task.contestant}`);
  const startedMs = performance.now();
  const contestant = await open(task.folder);
  const openMs = performance.now() - startedMs;
  const done = task.step === 'load' ? await load(contestant) : { loads: {} };
  await contestant.settle();
  return { openMs, ...done, ...(await contestant.size()), sum: await sumOf(contestant) };
}

function refusal(error: unknown): Answer {
  if (error instanceof ContestantMissing) return { missing: error.message };
  throw error;
}

async function load(contestant: Contestant): Promise<Omit<Done, keyof Kept>> {
  const broughtPerSecond = await bring(contestant);
  const brought = await sumOf(contestant);
  await warmUp(contestant);
  const upkeep = contestant.upkeep && (await measureUpkeep(contestant, contestant.upkeep));
  const before = await sumOf(contestant);
  const loads: Partial<Record<Distribution, Measured>> = {};
  for (const distribution of distributions)
    loads[distribution] = await measure(contestant, distribution);
  const sums = [brought, (await sumOf(contestant)) - before];
  return { broughtPerSecond, sums, loads, ...(upkeep && { upkeep }) };
}

async function bring(contestant: Contestant): Promise<number> {
  const startedMs = performance.now();
  if (contestant.bring !== undefined) await contestant.bring(traffic.history());
  else await countAll(prepared(contestant, traffic.history()), atOnceBefore);
  await contestant.settle();
  return traffic.historyLength / ((performance.now() - startedMs) / 1_000);
}

function* prepared(contestant: Contestant, events: Iterable<Event>): Generator<PreparedCall> {
  for (const event of events) yield contestant.prepare(event);
}

/** Calls take another way than a history, and code is slow at first. */
async function warmUp(contestant: Contestant): Promise<void> {
  await countAll(prepared(contestant, traffic.calls(task.calls / 4, 'uniform')), atOnce);
}

async function measure(contestant: Contestant, distribution: Distribution): Promise<Measured> {
  const calls = [...prepared(contestant, traffic.calls(task.calls, distribution))];
  globalThis.gc?.();
  const before = cpuMicros(contestant);
  const startedMs = performance.now();
  const latencies = await countAll(calls.values(), atOnce);
  const seconds = (performance.now() - startedMs) / 1_000;
  return {
    cpuMicros: (cpuMicros(contestant) - before) / calls.length,
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
    perSecond: calls.length / seconds,
  };
}

/** Once while nobody calls, once while everybody does. */
async function measureUpkeep(contestant: Contestant, upkeep: Upkeep): Promise<MeasuredUpkeep> {
  const everyCalls = await upkeep.everyCalls();
  const before = cpuMicros(contestant);
  const startedMs = performance.now();
  await upkeep.run();
  const wallMs = performance.now() - startedMs;
  const cpuMs = (cpuMicros(contestant) - before) / 1_000;
  const running = upkeep.run();
  const calls = prepared(contestant, callsDuring(running));
  const latencies = await countAll(calls, atOnce);
  await running;
  const [p50Ms, p99Ms] = [quantile(latencies, 0.5), quantile(latencies, 0.99)];
  return { wallMs, cpuMs, everyCalls, p50Ms, p99Ms };
}

function* callsDuring(work: Promise<void>): Generator<Event> {
  let isOver = false;
  void work.finally(() => {
    isOver = true;
  });
  while (!isOver) for (const event of traffic.calls(500, 'uniform')) yield event;
}

/** Of this process, all threads, and of the servers that work for it. */
function cpuMicros({ servers }: Contestant): number {
  const { user, system } = process.cpuUsage();
  const theirs = servers.map((pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * microsPerTick;
  });
  return user + system + theirs.reduce((sum, micros) => sum + micros, 0);
}

/** How often everything was seen that some of the calls are of. */
async function sumOf(contestant: Contestant): Promise<number> {
  let sum = 0;
  for (const distribution of distributions)
    for (const event of traffic.calls(samples, distribution))
      for (const total of await contestant.prepare(event).totals()) sum += total;
  return sum;
}
