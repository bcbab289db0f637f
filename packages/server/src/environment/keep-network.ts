/** What is done to the identity network of an environment as a whole. */
import type { BackupReceipt, RekeyReceipt, RestoreReceipt } from '../network/keeping.ts';
import type { Forgotten, PruneRule } from '../network/network.ts';
import type { Actor, Environment } from './environment.ts';
import { enterFirst } from './network-trail.ts';

const dayMs = 24 * 60 * 60_000;

/** How many days elements of some kinds are kept after they were last seen. */
export type Retention = Readonly<Partial<Record<keyof PruneRule, number>>>;

/**
 * Forgets what was not seen for longer than is said of its kind, and lets go of log files that are older than the
 * journal is kept.
 */
export async function prune(
  environment: Environment,
  days: Retention,
  actor: Actor,
): Promise<Forgotten> {
  await enterFirst(environment, { actor, operation: 'network.prune', details: days });
  const { clock, settings, keeping } = environment;
  const nowMs = clock.nowMs();
  const rule = Object.fromEntries(
    Object.entries(days).map(([kind, kept]) => [kind, nowMs - kept * dayMs]),
  );
  const forgotten = await (await environment.network()).prune(rule);
  await keeping.pruneLog(nowMs - settings.journalDays * dayMs);
  return forgotten;
}

/** @throws KeepingRefused */
export async function backUp(
  environment: Environment,
  folder: string,
  actor: Actor,
): Promise<BackupReceipt> {
  await enterFirst(environment, { actor, operation: 'network.backup', details: { folder } });
  return environment.keeping.backup(folder);
}

/** @throws KeepingRefused */
export async function restore(
  environment: Environment,
  folder: string,
  actor: Actor,
): Promise<RestoreReceipt> {
  await enterFirst(environment, { actor, operation: 'network.restore', details: { folder } });
  return environment.keeping.restore(folder);
}

/** @throws KeepingRefused */
export async function rekey(environment: Environment, actor: Actor): Promise<RekeyReceipt> {
  await enterFirst(environment, { actor, operation: 'network.rekey' });
  return environment.keeping.rekey();
}
