/** Files of a network that were changed, cut short, lost or mixed up: what is told is right, or nothing is. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Outcome, SoundFolder } from './damaged-folder.ts';
import { allEvents, type Files, makeSoundFolder, openDamaged } from './damaged-folder.ts';

let parent: string;
let sound: SoundFolder;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'whorl-damage-'));
  sound = await makeSoundFolder(join(parent, 'sound'));
});
afterAll(() => rm(parent, { recursive: true }));

const open = (files: Files) => openDamaged(join(parent, 'damaged'), files, sound);

/** Every so many bytes are tried: all of them take minutes. */
const isLong = process.env.WHORL_LONG === '1';
const [logStep, imageStep] = isLong ? [11, 211] : [127, 2_003];

const logsOf = (files: Files): string[] => [...files.keys()].filter((name) => isLog(name)).sort();
const isLog = (name: string): boolean => name.startsWith('log-');

/** The same without images: the log is replayed from its beginning. */
const withoutImages = (files: Files): Files => new Map([...files].filter(([name]) => isLog(name)));

/** The same with another file, or without one. */
const replace = (files: Files, name: string, bytes: Buffer | undefined): Files =>
  bytes === undefined
    ? new Map([...files].filter(([one]) => one !== name))
    : new Map([...files, [name, bytes]]);

/** Each file at places all over it. */
function* placesIn(files: Files): Generator<readonly [name: string, bytes: Buffer, at: number]> {
  for (const [name, bytes] of files)
    for (let at = 0; at < bytes.length; at += isLog(name) ? logStep : imageStep)
      yield [name, bytes, at];
}

/** Damage that was seen was told of: in a refusal, in a report, or by who verifies. */
function expectTold({ refusal, counted, events, faults }: Outcome, message: string): void {
  if (refusal !== '') return;
  expect(events.length + faults.length, message).toBeGreaterThan(0);
  if (events.includes('log-tail-cut')) expect(counted, message).toBe(allEvents - 1);
  else expect(counted, message).toBe(allEvents);
}

describe.each([
  ['with images', (files: Files) => files],
  ['without images', withoutImages],
])('a folder %s', (_, choose) => {
  it('that is sound tells all its events, and nothing else', async () => {
    expect(await open(choose(sound.files))).toEqual({
      ...{ refusal: '', counted: allEvents, events: [], faults: [] },
    });
  });

  it('answers right or not at all when any bit is another', async () => {
    const files = choose(sound.files);
    for (const [name, bytes, at] of placesIn(files)) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(at) ^ (1 << (at % 8)), at);
      const outcome = await open(replace(files, name, changed));
      if (!isOlderImage(name)) expectTold(outcome, `${name}, byte ${at}`);
    }
  }, 300_000);

  it('answers as it did before, or not at all, where a file is cut short', async () => {
    const files = choose(sound.files);
    const newest = logsOf(files).at(-1);
    for (const [name, bytes, at] of placesIn(files)) {
      const outcome = await open(replace(files, name, bytes.subarray(0, at)));
      if (name !== newest && !isOlderImage(name)) expectTold(outcome, `${name}, ${at} bytes`);
    }
  }, 300_000);
});

/** Nobody looks at one that is not needed. */
const isOlderImage = (name: string): boolean => name === 'image-000001';

describe('files of a log', () => {
  it('that are missing are missed, unless an image has all that was in them', async () => {
    const files = withoutImages(sound.files);
    const logs = logsOf(files);
    for (const name of logs.slice(0, -1))
      expect((await open(replace(files, name, undefined))).refusal).not.toBe('');
    const [first = '', second = ''] = logs;
    expect(await open(replace(sound.files, first, undefined))).toMatchObject({
      counted: allEvents,
    });
    expect((await open(replace(sound.files, second, undefined))).refusal).toContain(second);
  });

  it('that changed places are refused', async () => {
    for (const files of [sound.files, withoutImages(sound.files)]) {
      const logs = logsOf(files);
      for (const one of logs)
        for (const other of logs.filter((name) => name > one)) {
          const swapped = replace(replace(files, one, files.get(other)), other, files.get(one));
          expect((await open(swapped)).refusal, `${one}, ${other}`).not.toBe('');
        }
    }
  });

  it('that are there twice are refused', async () => {
    for (const files of [sound.files, withoutImages(sound.files)]) {
      const logs = logsOf(files);
      const next = `log-${String(logs.length + 1).padStart(6, '0')}`;
      for (const one of logs)
        expect((await open(replace(files, next, files.get(one)))).refusal, one).not.toBe('');
    }
  });
});

describe('an image', () => {
  it('that knows of later calls than the log has is no way around them', async () => {
    const logs = logsOf(sound.files);
    for (const [n, name] of logs.entries()) {
      const older = new Map([...sound.files].filter(([one]) => !isLog(one) || one <= name));
      const { refusal, counted } = await open(older);
      if (refusal === '') expect(counted, name).toBeGreaterThanOrEqual(11);
      else expect(n).toBeLessThan(logs.length - 1);
    }
  });

  it.each(['image-000001', 'image-000002'])('is not needed: %s', async (name) => {
    const outcome = await open(replace(sound.files, name, undefined));
    expect(outcome).toEqual({ refusal: '', counted: allEvents, events: [], faults: [] });
  });

  it('in the place of another is taken for what it is', async () => {
    const [older = '', newer = ''] = ['image-000001', 'image-000002'];
    const { files } = sound;
    const swapped = replace(replace(files, older, files.get(newer)), newer, files.get(older));
    expect(await open(swapped)).toEqual({
      refusal: '',
      counted: allEvents,
      events: [],
      faults: [],
    });
  });
});
