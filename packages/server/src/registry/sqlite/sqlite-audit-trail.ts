import { createSecretKey } from 'node:crypto';
import type { AuditTrail } from '../audit.ts';
import { appendAudit, auditHead, listAudit, verifyAudit } from './audit-table.ts';
import { Gate, passing } from './gate.ts';
import { type AuditTables, auditTrailKind } from './schema.ts';
import { openStore } from './store.ts';

export interface SqliteAuditTrailOptions {
  /** The file; made, its owner's alone, where there is none. One process at a time. */
  readonly path: string;
  /** What the MACs are made with. It is kept outside the file. */
  readonly key: Uint8Array;
}

/**
 * Opens an audit trail that stands by itself, in a SQLite file.
 *
 * @throws RegistryError for a file that cannot be used: the message names it and says what to do
 * @example
 * const trail = await openSqliteAuditTrail({ path: '.whorl/audit.sqlite', key });
 * await trail.append({ atMs, actor: 'os:root', operation: 'account.create', target: '7' });
 * await trail.close();
 */
export async function openSqliteAuditTrail(options: SqliteAuditTrailOptions): Promise<AuditTrail> {
  const { path } = options;
  const key = createSecretKey(options.key);
  const { db, close } = await openStore<AuditTables>(path, auditTrailKind);
  const gate = new Gate('The audit trail is closed: the service is stopping. Try again later.');
  const trail: Omit<AuditTrail, 'close'> = {
    append: (entry) => db.transaction().execute((changes) => appendAudit(changes, entry, key)),
    list: (page) => listAudit(db, page),
    head: () => auditHead(db),
    verify: (exported) => verifyAudit(db, key, exported),
  };
  let closing: Promise<void> | undefined;
  return {
    ...passing(trail, (call) => gate.pass(call)),
    async close() {
      closing ??= gate.shut().then(close);
      await closing;
    },
  };
}
