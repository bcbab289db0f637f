import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Pseudonym } from '../../network.ts';
import { call, element, link, name, pseudonym } from '../../testing/calls.ts';
import { encodeCall } from '../record/encode.ts';
import { applyLogged, createState, type State } from '../state.ts';
import { ids } from '../testing/records.ts';
import { imageFile, imageHeadOf } from './image-files.ts';
import { readImage } from './read-image.ts';
import { writeImage } from './write-image.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whorl-image-'));
});
afterAll(() => rm(folder, { recursive: true }));

const head = imageHeadOf(Buffer.from('whorlog\x02testtest', 'latin1'));
const position = { number: 7, length: 1_234 };

function stateOf(customers: number): State {
  const state = createState();
  for (let n = 0; n < customers; n += 1) {
    const [card, holder] = [element('card', n), element('name', n % 7)];
    const links = [{ ...link('card-name', card, holder), name: name(n) }];
    const named = call({ elements: [card, holder], links, idempotencyKey: pseudonym(n) });
    const { change, record } = encodeCall(named, ids);
    applyLogged(state, { change, record, position: { number: 1, offset: n, length: n + 1 } });
  }
  return state;
}

const write = (state: State, number: number): Promise<void> =>
  writeImage({ folder, number, head, state, position, syncLog: async () => undefined });

const read = (path: string) => readImage(path, { head, state: createState() });

/** Its memory may be laid out in more room. */
const countsOf = ({ table }: State) => ({ ...table.size(), bytes: 0 });

/** Every byte near both ends, and some between, from the back on. */
const placesIn = (length: number): readonly number[] =>
  Array.from({ length }, (_, n) => length - 1 - n).filter(
    (at) => at < 60 || at >= length - 60 || at % 61 === 0,
  );

const keyOf = (n: number): Pseudonym => {
  const sealed = ids.seal(Buffer.from(pseudonym(n), 'hex'));
  return Buffer.from(sealed).toString('hex') as Pseudonym;
};

describe('an image', () => {
  it('gives back table, retries and where the log was', async () => {
    const state = stateOf(7_000);
    await write(state, 1);
    const found = await read(imageFile(folder, 1));
    expect(found.position).toEqual(position);
    expect(countsOf(found)).toEqual(countsOf(state));
    expect([...found.table.verify()].flat()).toEqual([]);
    expect(found.table.countCalls('project')).toBe(7_000);
    expect(found.retries.entries()).toEqual(state.retries.entries());
    expect(found.retries.find(keyOf(5), call().atMs)).toEqual({ number: 1, offset: 5, length: 6 });
  });

  it('is of the moment at which it was begun, whatever is counted meanwhile', async () => {
    const state = stateOf(2_000);
    const writing = write(state, 2);
    let isWritten = false;
    const written = writing.then(() => {
      isWritten = true;
    });
    for (let n = 0; !isWritten; n += 1) {
      const { change, record } = encodeCall(call({ elements: [element('card', n)] }), ids);
      applyLogged(state, { change, record, position: { number: 1, offset: n, length: 1 } });
      await new Promise(setImmediate);
    }
    await written;
    const found = await read(imageFile(folder, 2));
    expect(countsOf(found)).toEqual(countsOf(stateOf(2_000)));
    expect([...found.table.verify()].flat()).toEqual([]);
  });

  it('is refused when a byte of it is another, or it is cut short', async () => {
    await write(stateOf(1), 3);
    const path = imageFile(folder, 3);
    const whole = await readFile(path);
    const changed = Buffer.from(whole);
    const spoilt = join(folder, 'spoilt');
    // Takes parts again and again: none of these images is ever whole.
    const state = createState();
    const refuse = (image: string) =>
      expect(readImage(image, { head, state })).rejects.toThrow(/^It /);
    for (const at of placesIn(whole.length)) {
      changed.writeUInt8(whole.readUInt8(at) ^ 0x10, at);
      await writeFile(spoilt, changed);
      await refuse(spoilt);
      changed.writeUInt8(whole.readUInt8(at), at);
      await truncate(path, at);
      await refuse(path);
    }
  });

  it('is refused under another storage key', async () => {
    await write(stateOf(1), 4);
    const other = imageHeadOf(Buffer.from('whorlog\x02othertes', 'latin1'));
    const reading = readImage(imageFile(folder, 4), { head: other, state: createState() });
    await expect(reading).rejects.toThrow('of another storage key');
  });

  it('leaves nothing when the log cannot be made durable', async () => {
    const before = await readdir(folder);
    const failing = writeImage({
      ...{ folder, number: 5, head, state: stateOf(1), position },
      syncLog: () => Promise.reject(new Error('The disk is gone.')),
    });
    await expect(failing).rejects.toThrow('The disk is gone.');
    expect(await readdir(folder)).toEqual(before);
  });
});
