import { createSecretKey } from 'node:crypto';
import type { Registry } from '../registry.ts';
import { verifyAudit } from './audit-table.ts';
import { Gate, passing } from './gate.ts';
import { createReads } from './reads.ts';
import { registryKind, type Tables } from './schema.ts';
import { createSteps } from './steps.ts';
import { openStore } from './store.ts';

export interface SqliteRegistryOptions {
  /** The file; made, its owner's alone, where there is none. One process at a time. */
  readonly path: string;
  /** What the audit trail's MACs are made with. It is kept outside the file. */
  readonly auditKey: Uint8Array;
}

/**
 * Opens a registry kept in one SQLite file.
 *
 * @throws RegistryError for a file that cannot be used: the message names it and says what to do
 * @example
 * const registry = await openSqliteRegistry({ path: '.whorl/sandbox/registry.sqlite', auditKey });
 * const demo = await registry.findProjectByName('demo');
 * await registry.close();
 */
export async function openSqliteRegistry(options: SqliteRegistryOptions): Promise<Registry> {
  const { path } = options;
  const auditKey = createSecretKey(options.auditKey);
  const store = await openStore<Tables>(path, registryKind);
  const steps = createSteps(store.db, auditKey);
  const gate = new Gate('The registry is closed: the service is stopping. Try again later.');
  const registry: Omit<Registry, 'close'> = {
    ...createReads(store.db),
    change: steps.change,
    purge: store.purge,
    verifyAudit: (exported) => verifyAudit(store.db.$pickTables<'audit'>(), auditKey, exported),
  };
  let closing: Promise<void> | undefined;
  return {
    ...passing(registry, async (call) => {
      steps.refuseWithin();
      return gate.pass(call);
    }),
    async close() {
      steps.refuseWithin();
      closing ??= gate.shut().then(store.close);
      await closing;
    },
  };
}
