import type { AuditEntry } from '../registry/audit.ts';
import type { Environment } from './environment.ts';

/**
 * Enters what is about to be done to the identity network. It lies outside the registry, so no transaction
 * holds both: an entry for what then failed is better than something done, or seen, without a trace. No entry
 * names an element, nor holds a pseudonym.
 */
export const enterFirst = (
  { registry, clock }: Pick<Environment, 'registry' | 'clock'>,
  entry: Omit<AuditEntry, 'atMs'>,
): Promise<void> =>
  registry.change(async (edits) => edits.audit({ atMs: clock.nowMs(), ...entry }));
