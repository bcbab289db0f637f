/** What becomes of the embedded network's log when processes, disks and files fail. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openEmbeddedNetwork } from '../../packages/server/src/network/embedded/embedded-network.ts';
import { firstFile, openAndCount, storageKey, totalsOf, useFolders } from './network-folder.ts';

const recorder = fileURLToPath(new URL('network-recorder.ts', import.meta.url));
const onFullDisk = fileURLToPath(new URL('network-on-full-disk.ts', import.meta.url));
const stopped = fileURLToPath(new URL('network-stopped.ts', import.meta.url));

const newFolder = useFolders();

/** Starts the recorder; `limit` is a shell's words in front of it. */
function startRecorder(folder: string, limit = ''): ChildProcess {
  return startProgram(recorder, { folder, limit });
}

function startProgram(
  program: string,
  { folder, limit = '' }: { readonly folder: string; readonly limit?: string },
): ChildProcess {
  const script = `${limit} exec "$0" --conditions=whorl-source "$@"`;
  const args = ['-c', script, process.execPath, program, folder];
  return spawn('sh', args, { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Every line that a process prints until it has ended. */
async function linesOf(
  child: ChildProcess,
  onLine: (lines: readonly string[]) => void = () => undefined,
): Promise<readonly string[]> {
  const lines: string[] = [];
  const reading = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  reading.on('line', (line) => {
    lines.push(line);
    onLine(lines);
  });
  await Promise.all([once(reading, 'close'), once(child, 'close')]);
  return lines;
}

const recordedIds = (lines: readonly string[]): string[] =>
  lines.filter((line) => /^recorded .{36}$/.test(line)).map((line) => line.split(' ')[1] ?? '');

describe('a network whose process is killed while it records', () => {
  it('has every acknowledged call, once, however often that happens', async () => {
    const folder = await newFolder();
    const ids: string[] = [];
    for (const killAfter of [1, 50, 300, 999]) {
      const child = startRecorder(folder);
      const lines = await linesOf(
        child,
        (all) => all.length === killAfter && child.kill('SIGKILL'),
      );
      const acknowledged = recordedIds(lines);
      expect(acknowledged.length).toBeGreaterThanOrEqual(killAfter);
      ids.push(...acknowledged);
    }
    const network = await openEmbeddedNetwork({ folder, storageKey });
    expect(await totalsOf(network, ids)).toEqual(ids.map(() => 1));
    const { elements } = await network.size();
    await network.close();
    const unacknowledged = elements - ids.length;
    expect(unacknowledged).toBeLessThanOrEqual(4 * 16);
    console.log(`${ids.length} calls were acknowledged before four kills; all are there.`);
  });
});

/** Limits on a running process, and its open files, are told by Linux only. */
const itOnLinux = it.skipIf(process.platform !== 'linux');

describe('a network whose disk fails', () => {
  itOnLinux(
    'refuses calls when full, records again once there is room, and has what it acknowledged',
    async () => {
      const folder = await newFolder();
      const child = startRecorder(folder, 'ulimit -S -f 64 &&');
      let refused = 0;
      const lines = await linesOf(child, (all) => {
        const last = all.at(-1) ?? '';
        if (last.startsWith('refused') && ++refused === 20)
          execFileSync('prlimit', ['--pid', String(child.pid), '--fsize=unlimited:']);
        const since = all.length - 1 - all.findLastIndex((line) => line.startsWith('refused'));
        if (refused >= 20 && since > 100) child.kill('SIGKILL');
      });
      const failures = lines.filter((line) => !line.startsWith('recorded'));
      expect(new Set(failures)).toEqual(new Set(['refused LogWriteError']));
      const ids = recordedIds(lines);
      const network = await openEmbeddedNetwork({ folder, storageKey });
      expect(await totalsOf(network, ids)).toEqual(ids.map(() => 1));
      expect((await network.size()).elements - ids.length).toBeLessThanOrEqual(16);
      await network.close();
    },
  );
});

/** A small file system in a mount namespace of its own. */
const inSmallFileSystem = (folder: string, command: string): readonly string[] => [
  ...['unshare', '--mount', 'sh', '-c'],
  `mount -t tmpfs -o size=400k none "$1" && ${command}`,
  ...['sh', folder],
];

function canMount(): boolean {
  const [program = '', ...args] = inSmallFileSystem('/tmp', 'true');
  return spawnSync(program, args).status === 0;
}

describe('a network on a file system that is full', () => {
  it.skipIf(!canMount())(
    'refuses calls, answers reads, and goes on without repair when there is room (needs to mount one)',
    async () => {
      const folder = await newFolder();
      const node = `exec "${process.execPath}" --conditions=whorl-source "${onFullDisk}" "$1"`;
      const [program = '', ...args] = inSmallFileSystem(folder, node);
      const { stdout } = spawnSync(program, args, { encoding: 'utf8' });
      const { closedWith, ...seen } = JSON.parse(stdout);
      expect(seen).toEqual({
        refused: ['LogWriteError ENOSPC'],
        ...{ lostWhileFull: 0, lost: 0, unexpected: 0, openedWith: [], faults: [] },
      });
      expect(['image-not-written', undefined]).toContain(closedWith[0]);
    },
  );
});

describe('a network whose log can be neither written nor cut back', () => {
  itOnLinux('takes no more calls, says so once, and has what it acknowledged', async () => {
    const folder = await newFolder();
    const lines = await linesOf(startProgram(stopped, { folder }));
    const refusal = `LogWriteError: ${join(folder, firstFile)} cannot be written. Nothing is recorded until the disk is put right and the network is opened again.`;
    expect(lines).toEqual(['log-stopped', refusal, refusal, refusal]);
    expect((await stat(join(folder, firstFile))).size).toBeGreaterThan(16);
    expect((await openAndCount(folder)).events).toEqual([]);
  });
});
