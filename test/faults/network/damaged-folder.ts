/** A network's folder that is damaged again and again, and what may come of that. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import {
  type EmbeddedNetwork,
  openEmbeddedNetwork,
} from '../../../packages/server/src/network/embedded/embedded-network.ts';
import { createMemoryNetwork } from '../../../packages/server/src/network/memory/memory-network.ts';
import { live } from '../../../packages/server/src/network/testing/oracle/event.ts';
import { allOf, type Questions } from './compare-networks.ts';
import { eventOf, instantOf, keyOf, markOf } from './load.ts';
import { storageKey } from './loading.ts';
import { loggedNumbers } from './logged-events.ts';

/** What a folder's files hold, by name. */
export type Files = ReadonlyMap<string, Buffer>;

const seed = 5;
const numbers = Array.from({ length: 14 }, (_, n) => n);

/** How many events a sound folder has. */
export const allEvents = numbers.length;

/** What is asked, but for the answers of retries: those are read from the log. */
const questions: Questions = { cold: numbers.map(markOf), keys: [], nowMs: instantOf(allEvents) };
const keys = numbers.map(keyOf);

/** A sound folder, and what it answers after each of its events. */
export interface SoundFolder {
  readonly files: Files;
  /** By how many events were counted, as JSON. */
  readonly answers: readonly string[];
  /** The answers of retries when all were. */
  readonly recalled: readonly unknown[];
}

const images = ['image-000001', 'image-000002'] as const;

/** Several log files; one image of their middle and one of later, and batches behind both. */
export async function makeSoundFolder(folder: string): Promise<SoundFolder> {
  const options = { folder, storageKey: storageKey(), fileBytes: 2_000, imageBytes: 1e12 };
  const memory = createMemoryNetwork();
  const answers = [JSON.stringify(await allOf(memory, questions))];
  const written: Buffer[] = [];
  for (const span of [numbers.slice(0, 5), numbers.slice(5, 11), numbers.slice(11)]) {
    const network = await openEmbeddedNetwork(options);
    for (const event of span.map((number) => eventOf(number, seed))) {
      await Promise.all([live(network, event), live(memory, event)]);
      answers.push(JSON.stringify(await allOf(memory, questions)));
    }
    if (written.length < images.length) {
      await network.replaceImages();
      written.push(readFileSync(join(folder, images[written.length] ?? '')));
    }
    await network.close();
  }
  const recalled = await Promise.all(keys.map((key) => memory.recall(key, questions.nowMs)));
  for (const [n, bytes] of written.entries()) writeFileSync(join(folder, images[n] ?? ''), bytes);
  return { files: readFolder(folder), answers, recalled };
}

export const readFolder = (folder: string): Files =>
  new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));

/** Makes a folder hold these files and no others. */
export function writeFolder(folder: string, files: Files): void {
  mkdirSync(folder, { recursive: true });
  const there = readFolder(folder);
  for (const name of there.keys()) if (!files.has(name)) rmSync(join(folder, name));
  for (const [name, bytes] of files)
    if (!there.get(name)?.equals(bytes)) writeFileSync(join(folder, name), bytes);
}

/** What came of opening a damaged folder. */
export interface Outcome {
  /** The sentence with which it was refused; empty when it was opened. */
  readonly refusal: string;
  /** How many events, from the first on, are in what it answers. */
  readonly counted: number;
  /** What was reported. */
  readonly events: readonly string[];
  /** What verifying found. */
  readonly faults: readonly string[];
}

/**
 * Opens a damaged folder and asks it everything. It is refused in a sentence, and left as it was; or its answers
 * are those of its first events, however many.
 */
export async function openDamaged(
  folder: string,
  files: Files,
  sound: SoundFolder,
): Promise<Outcome> {
  writeFolder(folder, files);
  const events: string[] = [];
  const options = { folder, storageKey: storageKey(), imageBytes: 1e12 };
  const report = ({ event }: { readonly event: string }) => events.push(event);
  let network: EmbeddedNetwork;
  try {
    network = await openEmbeddedNetwork({ ...options, report });
  } catch (error) {
    expect(readFolder(folder)).toEqual(files);
    return { refusal: sentenceOf(error, folder), counted: 0, events, faults: [] };
  }
  try {
    return { refusal: '', events, ...(await askEverything(network, sound)) };
  } finally {
    await network.close();
  }
}

/** One, which names the file or the folder. */
function sentenceOf(error: unknown, folder: string): string {
  const { name, message } = error as Error;
  expect([name, message]).toEqual(['LogDamage', expect.stringMatching(/^[^\n]+\.$/)]);
  expect(message).toContain(folder);
  return message;
}

async function askEverything(network: EmbeddedNetwork, { answers, recalled }: SoundFolder) {
  const told = JSON.stringify(await allOf(network, questions));
  const counted = answers.lastIndexOf(told);
  expect(counted, 'answers that were never right').toBeGreaterThanOrEqual(0);
  for (const [n, key] of keys.slice(0, counted).entries())
    await network.recall(key, questions.nowMs).then(
      (answer) => expect(answer).toEqual(recalled[n]),
      (error) => sentenceOf(error, ''),
    );
  const faults = await network.verify();
  if (faults.length > 0) return { counted, faults };
  const logged = await loggedNumbers(network, seed);
  // Of a log whose first files were pruned the image tells the rest.
  expect(logged).toEqual(numbers.slice(counted - logged.length, counted));
  return { counted, faults };
}
