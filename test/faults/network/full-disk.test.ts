/** A whole service whose disk is full: a small file system of its own, mounted for it. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const program = fileURLToPath(new URL('service-on-full-disk.ts', import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whorl-full-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs a command where a small file system lies at a path; nobody else sees it, and it goes with the command. */
function inSmallFileSystem(path: string, ...command: readonly string[]) {
  const script = 'mount -t tmpfs -o size=6m none "$0" && exec "$@"';
  const [program, ...args] = ['unshare', '--mount', 'sh', '-c', script, path, ...command] as const;
  return spawnSync(program, args, { encoding: 'utf8' });
}

const canMount = inSmallFileSystem(tmpdir(), 'true').status === 0;
if (!canMount) console.log('Skipped: file systems cannot be mounted here (unshare, mount).');

describe('a service whose disk is full', () => {
  it.skipIf(!canMount)(
    'refuses calls, is shown, and goes on without repair when there is room',
    () => {
      const node = [process.execPath, '--conditions=whorl-source', program, folder];
      const { stdout, stderr } = inSmallFileSystem(folder, ...node);
      expect(stderr).toBe('');
      const data = join(folder, 'data');
      expect(JSON.parse(stdout)).toEqual({
        refusedAtFirst: [],
        refusals: ['{"status":503,"recoverable":true}'],
        sizeWhileFull: true,
        // Whoever looks at somebody is entered in the trail first.
        shownWhileFull: { code: 'unavailable', message: expect.stringContaining('disk full?') },
        refusedWithRoom: [],
        isWholeWithRoom: true,
        startWhileFull: expect.stringMatching(
          `^DataFolderError: ${data}.* \\(.*full\\)\\. Make room on [^\n]*\\.$`,
        ),
        refusedAtLast: [],
        isWholeAtLast: true,
      });
    },
  );
});
