/**
 * `node registry-on-full-disk.ts FILE`: adds projects until one is refused, and prints what it was told, how
 * many are there and whether a small step is taken. Whoever starts it limits the size of files.
 */
import { openSqliteRegistry } from '../../packages/server/src/registry/sqlite/sqlite-registry.ts';
import { auditEntry, projectRow } from '../../packages/server/src/registry/testing/rows.ts';

const [, , path = ''] = process.argv;
const registry = await openSqliteRegistry({ path, auditKey: Buffer.alloc(32, 7) });
const company = 'x'.repeat(40_000);
let added = 0;
let refusal: unknown;
while (refusal === undefined)
  await registry
    .change(async (edits) => {
      await edits.addProject(projectRow(added + 1, { company }));
      await edits.audit(auditEntry(added + 1));
    })
    .then(
      () => {
        added += 1;
      },
      (error: unknown) => {
        refusal = error;
      },
    );
const kept = (await registry.listProjects()).length;
await registry.change((edits) => edits.setNote('small', 'taken'));
await registry.close();
console.log(JSON.stringify({ added, kept, refusal: String(refusal) }));
