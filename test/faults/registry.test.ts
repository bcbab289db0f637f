/** kill -9 in the middle of a registry's changes: what was acknowledged is there, and nothing is half there. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditHead } from '../../packages/server/src/registry/audit.ts';
import type { Registry } from '../../packages/server/src/registry/registry.ts';
import { openSqliteRegistry } from '../../packages/server/src/registry/sqlite/sqlite-registry.ts';

const auditKey = Buffer.alloc(32, 7);
const kills = 12;
const seed = 20_261_101;

let folder: string;
let path: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whorl-registry-kill-'));
  path = join(folder, 'registry.sqlite');
});
afterAll(() => rm(folder, { recursive: true }));

const writer = fileURLToPath(new URL('./registry-writer.ts', import.meta.url));
const onFullDisk = fileURLToPath(new URL('./registry-on-full-disk.ts', import.meta.url));
const flags = ['--conditions=whorl-source', '--experimental-strip-types'];

/** What a writer that was killed had acknowledged: the head of the trail behind each of its steps. */
async function killWriter(afterMs: number): Promise<readonly AuditHead[]> {
  const args = [...flags, writer, path];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const heads: AuditHead[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => heads.push(JSON.parse(line)));
  await once(lines, 'line');
  await setTimeout(afterMs);
  child.kill('SIGKILL');
  const [[, signal]] = await Promise.all([once(child, 'close'), once(lines, 'close')]);
  expect(signal).toBe('SIGKILL');
  return heads;
}

/** The step behind each project, by number: all of it, or what is missing. */
async function halves(registry: Registry): Promise<readonly string[]> {
  const names = async <Row>(rows: Promise<readonly Row[]>, nameOf: (row: Row) => string) =>
    new Set((await rows).map(nameOf));
  const parts = [
    await names(registry.listProjects(), ({ name }) => name),
    await names(registry.listCredentials(), ({ projectId }) =>
      projectId.replace('project', 'shop'),
    ),
    await names(registry.listKeyPairs(), ({ projectId }) => projectId.replace('project', 'shop')),
    await names(registry.listAudit({ after: 0, limit: 1e6 }), ({ target = '' }) =>
      target.replace('project', 'shop'),
    ),
  ];
  const all = new Set(parts.flatMap((part) => [...part]));
  return [...all].filter((name) => !parts.every((part) => part.has(name)));
}

/** Numbers that look random and are the same in every run (mulberry32). */
function* randomFrom(seed: number): Generator<number, never> {
  let state = seed;
  for (;;) {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    yield ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}

describe('a registry whose process is killed in the middle of its changes', () => {
  it(`has all that was acknowledged and nothing by halves, ${kills} times over`, async () => {
    const random = randomFrom(seed);
    const acknowledged: AuditHead[] = [];
    for (let kill = 0; kill < kills; kill += 1) {
      acknowledged.push(...(await killWriter(random.next().value * 60)));
      const registry = await openSqliteRegistry({ path, auditKey });
      const head = await registry.auditHead();
      const last = acknowledged.at(-1)?.seq ?? 0;
      expect(head.seq).toBeGreaterThanOrEqual(last);
      expect(head.seq, 'at most the step that was under way').toBeLessThanOrEqual(last + 1);
      expect(await registry.verifyAudit(acknowledged)).toEqual({ ok: true, head });
      expect(await halves(registry)).toEqual([]);
      expect(await registry.listProjects()).toHaveLength(head.seq);
      await registry.close();
    }
    console.log(`${acknowledged.length} acknowledged steps were there after ${kills} kills.`);
  }, 120_000);
});

/** In blocks of 512 bytes: so much that the file can be made, and not much more. */
const mostBlocks = 1_000;

describe('a registry on a full disk', () => {
  it('refuses the step, keeps all before it, and goes on with what has room', async () => {
    const full = join(folder, 'full.sqlite');
    // A file that may not grow stands for the disk; without the trap, the signal would end the process.
    const script = `trap '' XFSZ; ulimit -f ${mostBlocks}; exec "$@"`;
    const command = [process.execPath, ...flags, onFullDisk, full];
    const { stdout } = await promisify(execFile)('sh', ['-c', script, 'sh', ...command]);
    const { added, kept, refusal } = JSON.parse(stdout);
    expect(added).toBeGreaterThan(0);
    expect(kept).toBe(added);
    expect(refusal).toMatch(/^RegistryError: .*full\.sqlite cannot be used/);
    const registry = await openSqliteRegistry({ path: full, auditKey });
    expect(await registry.listProjects()).toHaveLength(added);
    expect(await registry.verifyAudit([])).toMatchObject({ ok: true, head: { seq: added } });
    expect(await registry.findNote('small')).toBe('taken');
    await registry.close();
  });
});
