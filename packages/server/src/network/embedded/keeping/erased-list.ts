import { type FileHandle, open, readFile, truncate } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder, writeDurably } from '../../../config/durable-file.ts';
import type { StorageKey } from '../../storage-key.ts';
import { LogDamage } from '../log-files.ts';
import {
  decodeEntries,
  type ErasedEntry,
  type Erasure,
  encodeEntry,
  erasedHeadOf,
  isFollowed,
} from './erased-codec.ts';

const fileName = 'erased';

/** The list of an environment's folder; in a generation's it waits for that one to be the network. */
export const erasedFile = (folder: string): string => join(folder, fileName);

/**
 * What was erased, for as long as the data folder lives: a restore of an older backup erases it again. No backup
 * holds this list.
 */
export class ErasedList {
  readonly #path: string;
  readonly #storageKey: StorageKey;
  readonly #erasures: Erasure[] = [];
  /** By place, the file that the log had come to. */
  readonly #done = new Map<number, number>();
  /** Of what is sound; 0 when there is no list yet. */
  #length = 0;

  private constructor(path: string, storageKey: StorageKey) {
    this.#path = path;
    this.#storageKey = storageKey;
  }

  /**
   * What a crash left unfinished at its end is cut off: it was not acknowledged.
   *
   * @throws LogDamage for a list of another storage key, or one that is damaged
   */
  static async open(path: string, storageKey: StorageKey): Promise<ErasedList> {
    const list = new ErasedList(path, storageKey);
    const file = await readFile(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (file !== undefined) await list.#load(file);
    return list;
  }

  /** All, in the order in which they were asked for. */
  get erasures(): readonly Erasure[] {
    return this.#erasures;
  }

  /** Those that are not done in every file yet, by their place. */
  get pending(): readonly (readonly [place: number, erasure: Erasure])[] {
    return [...this.#erasures.entries()].filter(([place]) => !this.#done.has(place));
  }

  /** How many of the first are done: what comes behind them, something that is kept now may still hold. */
  get settled(): number {
    return this.pending[0]?.[0] ?? this.#erasures.length;
  }

  /**
   * Those are not done that were done when the log had more files: it is an older one, which was put back.
   *
   * @param newestFile the number of its newest file
   */
  reopenBeyond(newestFile: number): void {
    for (const [place, file] of this.#done) if (file > newestFile) this.#done.delete(place);
  }

  /** The place of one that is not done, of the same elements. */
  placeOfPending({ kinds, ids }: Pick<Erasure, 'kinds' | 'ids'>): number | undefined {
    const isSame = (one: Erasure): boolean =>
      Buffer.compare(one.kinds, kinds) === 0 && Buffer.compare(one.ids, ids) === 0;
    return this.pending.find(([, one]) => isSame(one))?.[0];
  }

  /** @returns its place, when it is durable */
  async add(erasure: Erasure): Promise<number> {
    await this.#append(erasure);
    return this.#erasures.length - 1;
  }

  /** @param file the number of the log's newest file */
  async markDone(place: number, file: number): Promise<void> {
    await this.#append({ done: place, file });
  }

  /** Writes the same list under another storage key, to another place. */
  async writeUnder(path: string, to: StorageKey): Promise<void> {
    const erasures = this.#erasures.map((one) => ({
      ...one,
      ids: to.seal(this.#storageKey.open(one.ids)),
    }));
    const done = [...this.#done.keys()].map((place) => ({ done: place, file: 0 }));
    const entries = [...erasures, ...done].map(encodeEntry);
    await writeDurably(path, Buffer.concat([erasedHeadOf(to), ...entries]));
  }

  async #load(file: Buffer): Promise<void> {
    const head = erasedHeadOf(this.#storageKey);
    if (!file.subarray(0, head.length).equals(head)) throw foreign(this.#path);
    const { entries, end } = this.#decode(file, head.length);
    for (const entry of entries) this.#keep(entry);
    if (end < file.length) {
      if (isFollowed(file, end)) throw damaged(this.#path, end);
      await truncate(this.#path, end);
    }
    this.#length = end;
  }

  #decode(file: Buffer, from: number) {
    try {
      return decodeEntries(file, from);
    } catch (cause) {
      throw new LogDamage(
        `${this.#path} was written by a newer version of Whorl, or is damaged. ${cure}`,
        { cause },
      );
    }
  }

  #keep(entry: ErasedEntry): void {
    if ('done' in entry) this.#done.set(entry.done, entry.file);
    else this.#erasures.push(entry);
  }

  async #append(entry: ErasedEntry): Promise<void> {
    const bytes = encodeEntry(entry);
    if (this.#length === 0) {
      const head = erasedHeadOf(this.#storageKey);
      await writeDurably(this.#path, Buffer.concat([head, bytes]));
      this.#length = head.length + bytes.length;
    } else {
      await this.#write(bytes);
      this.#length += bytes.length;
    }
    this.#keep(entry);
  }

  async #write(bytes: Buffer): Promise<void> {
    const file = await open(this.#path, 'a');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } catch (error) {
      await this.#cutBack(file);
      throw error;
    } finally {
      await file.close();
    }
    await syncFolder(dirname(this.#path));
  }

  /** The next entry must not follow half of one. What cannot be cut off is told as damage by the next opening. */
  async #cutBack(file: FileHandle): Promise<void> {
    await file.truncate(this.#length).catch(() => undefined);
  }
}

const cure =
  'Nothing was changed. Restore that file from a copy of its folder: it tells what must not come back from a backup.';

const damaged = (path: string, at: number): LogDamage =>
  new LogDamage(`${path} is damaged at byte ${at}. ${cure}`);

const foreign = (path: string): LogDamage =>
  new LogDamage(
    `${path} is of another storage key or of a newer version of Whorl, or its beginning is damaged. ${cure}`,
  );
