/** What becomes of the embedded network's log when processes, disks and files fail. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFile,
  mkdir,
  mkdtemp,
  readFile,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type EmbeddedOptions,
  openEmbeddedNetwork,
} from '../../packages/server/src/network/embedded/embedded-network.ts';
import type { NetworkEvent } from '../../packages/server/src/network/embedded/network-event.ts';
import type { Network, Pseudonym } from '../../packages/server/src/network/network.ts';
import { call, element } from '../../packages/server/src/network/testing/calls.ts';

const recorder = fileURLToPath(new URL('network-recorder.ts', import.meta.url));
const stopped = fileURLToPath(new URL('network-stopped.ts', import.meta.url));
const firstFile = 'log-000001';

let parent: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'whorl-network-faults-'));
});
afterAll(() => rm(parent, { recursive: true }));

const newFolder = (): Promise<string> => mkdtemp(join(parent, 'network-'));

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

async function totalsOf(network: Network, ids: readonly string[]): Promise<(number | undefined)[]> {
  const pseudonyms = ids.map((id) => id.replaceAll('-', '') as Pseudonym);
  const elements = pseudonyms.map((pseudonym) => ({ kind: 'email', pseudonym }) as const);
  const reading = await network.read({ elements, links: [], nowMs: Date.UTC(2026, 10, 24, 12) });
  return reading.elements.map((one) => one?.total);
}

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
    const network = await openEmbeddedNetwork({ folder });
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
      const network = await openEmbeddedNetwork({ folder });
      expect(await totalsOf(network, ids)).toEqual(ids.map(() => 1));
      expect((await network.size()).elements - ids.length).toBeLessThanOrEqual(16);
      await network.close();
    },
  );
});

describe('a network whose log can be neither written nor cut back', () => {
  itOnLinux('takes no more calls, says so once, and has what it acknowledged', async () => {
    const folder = await newFolder();
    const lines = await linesOf(startProgram(stopped, { folder }));
    const refusal = `LogWriteError: ${join(folder, firstFile)} cannot be written. Nothing is recorded until the disk is put right and the network is opened again.`;
    expect(lines).toEqual(['log-stopped', refusal, refusal, refusal]);
    expect((await stat(join(folder, firstFile))).size).toBeGreaterThan(8);
    expect((await openAndCount(folder)).events).toEqual([]);
  });
});

/** A log of three batches, and where each of them ends. */
async function writeThree(folder: string, changes: Omit<EmbeddedOptions, 'folder'> = {}) {
  const network = await openEmbeddedNetwork({ folder, ...changes });
  const ends: number[] = [];
  for (const n of [1, 2, 3]) {
    await network.record(call({ elements: [element('email', n)], answer: `{"id":"${n}"}` }));
    ends.push((await stat(join(folder, firstFile))).size);
  }
  await network.close();
  return ends as [first: number, second: number, third: number];
}

/** A folder with nothing but this as its first log file. */
async function folderWith(bytes: Uint8Array): Promise<string> {
  const folder = await newFolder();
  await writeFile(join(folder, firstFile), bytes);
  return folder;
}

async function openAndCount(folder: string) {
  const events: NetworkEvent[] = [];
  const network = await openEmbeddedNetwork({ folder, report: (event) => events.push(event) });
  const { elements } = await network.size();
  await network.close();
  return { elements, events };
}

describe('a log that ends in the middle of its last batch', () => {
  it('opens with all the earlier calls, wherever it ends, and says what was cut off', async () => {
    const folder = await newFolder();
    const [, second, third] = await writeThree(folder);
    const whole = await readFile(join(folder, firstFile));
    for (let length = second + 1; length < third; length += 1) {
      const torn = await folderWith(whole.subarray(0, length));
      const { elements, events } = await openAndCount(torn);
      expect([length, elements]).toEqual([length, 2]);
      expect(events.map(({ event }) => event)).toEqual(['log-tail-cut']);
      expect(events[0]?.note).toContain(`${length - second} bytes`);
      expect(await openAndCount(torn)).toEqual({ elements: 2, events: [] });
    }
  });

  it('goes on behind the cut', async () => {
    const folder = await newFolder();
    const [, , third] = await writeThree(folder);
    await truncate(join(folder, firstFile), third - 1);
    const network = await openEmbeddedNetwork({ folder });
    await network.record(call({ elements: [element('email', 4)] }));
    await network.close();
    expect(await openAndCount(folder)).toEqual({ elements: 3, events: [] });
  });

  it('opens where a crash left zeros, or a file that was not yet begun', async () => {
    const folder = await newFolder();
    const [, second] = await writeThree(folder);
    const whole = await readFile(join(folder, firstFile));
    const zeros = Buffer.concat([whole.subarray(0, second), Buffer.alloc(100)]);
    expect((await openAndCount(await folderWith(zeros))).elements).toBe(2);
    for (const length of [0, 1, 7]) {
      const unbegun = await newFolder();
      await copyFile(join(folder, firstFile), join(unbegun, firstFile));
      await writeFile(join(unbegun, 'log-000002'), whole.subarray(0, length));
      expect((await openAndCount(unbegun)).elements).toBe(3);
    }
  });
});

describe('a log that was damaged', () => {
  it('is refused for any changed byte that later calls follow, and is left as it is', async () => {
    const folder = await newFolder();
    const [, second] = await writeThree(folder);
    const whole = await readFile(join(folder, firstFile));
    for (let at = 0; at < second; at += 1) {
      const changed = Buffer.from(whole);
      changed.writeUInt8(whole.readUInt8(at) ^ 0x10, at);
      const damaged = await folderWith(changed);
      await expect(openEmbeddedNetwork({ folder: damaged })).rejects.toThrow(damaged);
      expect(await readFile(join(damaged, firstFile))).toEqual(changed);
    }
  });

  it('is refused in a sentence that names the file, the place and what to do', async () => {
    const folder = await newFolder();
    const [first] = await writeThree(folder);
    const path = join(folder, firstFile);
    const bytes = await readFile(path);
    bytes.writeUInt8(bytes.readUInt8(first + 40) ^ 1, first + 40);
    await writeFile(path, bytes);
    await expect(openEmbeddedNetwork({ folder })).rejects.toMatchObject({
      name: 'LogDamage',
      message: `${path} is damaged at byte ${first}, in calls that had been answered. Nothing was changed. Restore the folder from a copy, or move it away to start without this history.`,
    });
  });

  it('is refused when an unfinished batch follows the damage', async () => {
    const folder = await newFolder();
    const [first, , third] = await writeThree(folder);
    const path = join(folder, firstFile);
    const bytes = (await readFile(path)).subarray(0, third - 1);
    bytes.writeUInt8(bytes.readUInt8(first + 40) ^ 1, first + 40);
    await writeFile(path, bytes);
    await expect(openEmbeddedNetwork({ folder })).rejects.toThrow(`at byte ${first}`);
  });

  it('is refused when a file between others is missing or cut short', async () => {
    const folder = await newFolder();
    const [first] = await writeThree(folder, { fileBytes: 10 });
    const path = join(folder, firstFile);
    await truncate(path, first - 1);
    await expect(openEmbeddedNetwork({ folder })).rejects.toThrow(`${path} is damaged at byte 8`);
    await rm(path);
    await expect(openEmbeddedNetwork({ folder })).rejects.toThrow(`${path} is missing`);
  });

  it('is refused when a newer version wrote it', async () => {
    const folder = await folderWith(Buffer.from('whorlog\x02'));
    await expect(openEmbeddedNetwork({ folder })).rejects.toThrow('newer version of Whorl');
  });
});

describe('an image of the table', () => {
  const options = { fileBytes: 250, imageBytes: 0 };

  async function writeWithImage() {
    const folder = await newFolder();
    await writeThree(folder, options);
    return { folder, image: join(folder, 'image') };
  }

  it('is used, and what was recorded after it is replayed', async () => {
    const { folder, image } = await writeWithImage();
    const network = await openEmbeddedNetwork({ folder });
    await network.record(call({ elements: [element('email', 4)] }));
    await network.close();
    const older = await readFile(image);
    expect(await openAndCount(folder)).toEqual({ elements: 4, events: [] });
    expect(await readFile(image)).toEqual(older);
  });

  it('is done without when any of its bytes is damaged or it is cut short, and says so', async () => {
    const { folder, image } = await writeWithImage();
    const whole = await readFile(image);
    for (let at = 0; at < whole.length; at += 1) {
      const changed = Buffer.from(whole);
      changed.writeUInt8(whole.readUInt8(at) ^ 0x10, at);
      for (const bytes of [changed, whole.subarray(0, at)]) {
        await writeFile(image, bytes);
        const { elements, events } = await openAndCount(folder);
        expect([at, elements]).toEqual([at, 3]);
        expect(events.map(({ event }) => event)).toEqual(['image-ignored']);
      }
    }
  });

  it('does not hide that the log was damaged or lost what had been acknowledged', async () => {
    const { folder } = await writeWithImage();
    const newest = join(folder, 'log-000002');
    const whole = await readFile(newest);
    for (const length of [whole.length - 1, 8, 0]) {
      await truncate(newest, length);
      await expect(openEmbeddedNetwork({ folder })).rejects.toThrow(newest);
    }
    await rm(newest);
    await expect(openEmbeddedNetwork({ folder })).rejects.toThrow(`${newest} is missing`);
    await writeFile(newest, whole);
    await truncate(join(folder, firstFile), 50);
    await expect(openEmbeddedNetwork({ folder })).rejects.toThrow(`${firstFile} is damaged`);
  });

  it('that cannot be written stops nobody', async () => {
    const folder = await newFolder();
    await mkdir(join(folder, 'image.new'));
    const events: NetworkEvent[] = [];
    await writeThree(folder, { ...options, report: (event) => events.push(event) });
    expect(events.map(({ event }) => event)).toContain('image-not-written');
    expect((await openAndCount(folder)).elements).toBe(3);
  });
});

describe("the log's files", () => {
  it('are their owner’s only, and a full one is followed by another', async () => {
    const folder = join(await newFolder(), 'network');
    await writeThree(folder, { fileBytes: 10 });
    const files = ['log-000001', 'log-000002', 'log-000003'].map((name) => join(folder, name));
    const modes = await Promise.all(files.map(async (file) => (await stat(file)).mode & 0o777));
    expect(modes).toEqual([0o600, 0o600, 0o600]);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await openAndCount(folder)).elements).toBe(3);
  });
});
