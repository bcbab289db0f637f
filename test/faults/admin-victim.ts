/**
 * `node admin-victim.ts '{"options":…,"id":…,"request":…,"at":…}'`: opens a data folder, begins one operation
 * of its admin API, and kills itself right before the write of that number.
 */
import { openAdminHere } from '@whorl/server';
import { clientOf } from './admin-here.ts';
import { onEveryWrite } from './writes.ts';

const { options, id, request, at } = JSON.parse(process.argv[2] ?? '');
const admin = clientOf(await openAdminHere(options));
let writes = 0;
onEveryWrite(() => {
  writes += 1;
  if (writes === at) process.kill(process.pid, 'SIGKILL');
});
const { status } = await admin.call(id, request);
console.error(`${id} was answered ${status} after ${writes} writes, before anybody was killed.`);
process.exit(1);
