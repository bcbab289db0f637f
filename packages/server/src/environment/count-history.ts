import type { HistoryBatch } from '../network/network.ts';
import type { Environment } from './environment.ts';
import { enterFirst } from './network-trail.ts';
import type { Step } from './step.ts';
import { StepRefused } from './step-refused.ts';

/** A stretch of a history. */
export type Stretch = Pick<HistoryBatch, 'importId' | 'throughLine'> & {
  /** The line through which the stretch before this one went. */
  readonly afterLine: number;
  /** Those of its purchases that lie behind a line; asked for once. */
  purchasesAfter(line: number): Promise<HistoryBatch['purchases']>;
};

/** So many purchases are counted in one turn: who brings a history keeps no call waiting for long. */
const countedAtOnce = 100;

/**
 * Counts a stretch of a project's history; what was counted before is not read again. One that fails on its way was
 * counted to some line of it, and is gone on with from there.
 *
 * @returns how many purchases were counted
 * @throws StepRefused `conflict` where the stretch before it was not counted: those lines would be lost
 */
export async function countHistory(
  environment: Environment,
  stretch: Stretch,
  step: Step,
): Promise<number> {
  const { importId, afterLine, throughLine } = stretch;
  const projectId = step.project.id;
  const network = await environment.network();
  const counted = await network.historyLine(projectId, importId);
  if (counted < afterLine)
    throw new StepRefused(
      'conflict',
      `Lines ${counted + 1} to ${afterLine} were not counted yet, and come first. Ask how far the import is, and go on from there.`,
    );
  await enterBeginning(environment, stretch, step);
  const purchases = await stretch.purchasesAfter(counted);
  if (counted >= throughLine) return purchases.length;
  for (let at = 0; at === 0 || at < purchases.length; at += countedAtOnce) {
    const some = purchases.slice(at, at + countedAtOnce);
    const isLast = at + countedAtOnce >= purchases.length;
    const through = isLast ? throughLine : (some.at(-1)?.line ?? throughLine);
    await network.recordHistory({ projectId, importId, purchases: some, throughLine: through });
  }
  return purchases.length;
}

/** Imports that this process has entered, by environment. */
const entered = new WeakMap<Environment, Set<string>>();
const mostRemembered = 100;

/** Enters an import in the trail once for each who brings it, not with every stretch of it. */
async function enterBeginning(
  environment: Environment,
  { importId, afterLine }: Stretch,
  { project, actor, operation }: Step,
): Promise<void> {
  const known = entered.get(environment) ?? new Set();
  const brought = [actor, project.id, importId].join(' ');
  if (known.has(brought)) return;
  await enterFirst(environment, { actor, operation, target: project.id, details: { afterLine } });
  if (known.size >= mostRemembered) known.clear();
  entered.set(environment, known.add(brought));
}
