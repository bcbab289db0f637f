/**
 * `node registry-writer.ts FILE`: adds projects for ever, each in one step with all that belongs to it, and
 * prints the head of the audit trail once a step is acknowledged. It goes on where an earlier one was.
 */
import { writeSync } from 'node:fs';
import { openSqliteRegistry } from '../../packages/server/src/registry/sqlite/sqlite-registry.ts';
import {
  auditEntry,
  credentialRow,
  keyPairRow,
  projectRow,
} from '../../packages/server/src/registry/testing/rows.ts';

const [, , path = ''] = process.argv;
const registry = await openSqliteRegistry({ path, auditKey: Buffer.alloc(32, 7) });
const { seq } = await registry.auditHead();
for (let number = seq + 1; ; number += 1) {
  const projectId = `project-${number}`;
  const head = await registry.change(async (edits) => {
    await edits.addProject(projectRow(number));
    await edits.addCredential(credentialRow(number, { projectId }));
    await edits.addKeyPair(keyPairRow(number, { projectId }));
    await edits.audit(auditEntry(number));
    return edits.auditHead();
  });
  writeSync(1, `${JSON.stringify(head)}\n`);
}
