import type { AppendLog } from '../append-log.ts';
import type { Report } from '../network-event.ts';
import type { State } from '../state.ts';
import { imageFile, imageHeadOf, keepNewestImages } from './image-files.ts';
import { writeImage } from './write-image.ts';

/** What images are made of, and when. */
export interface ImageKeeperOptions {
  readonly folder: string;
  /** What the log's files begin with. */
  readonly head: Buffer;
  readonly state: State;
  readonly log: AppendLog;
  /**
   * An image is begun when the log has grown by this since the last. Unless told, by a quarter of the table, and
   * 128 MiB at least: a large table is not written anew for every few calls.
   */
  readonly imageBytes: number | undefined;
  /** So much of the log no image holds yet. */
  readonly replayedBytes: number;
  /** The number of the newest image; 0 when there is none. */
  readonly newest: number;
  readonly report: Report;
}

const leastBytes = 128 * 1024 * 1024;
const tableShare = 4;

/** By how much the log grows between two images of a table of a size. */
export const bytesBetweenImages = (tableBytes: number): number =>
  Math.max(leastBytes, tableBytes / tableShare);

/** How many are kept: one may turn out to be damaged. */
const keptImages = 2;

/** At closing an image is written for less, since nobody waits: the next opening replays at most this part. */
const closingShare = 8;

/** Writes images now and then, never two at once. */
export class ImageKeeper {
  readonly #options: ImageKeeperOptions;
  #writing: Promise<void> | undefined;
  /** Of what was appended since the log was opened, how much the last image holds. */
  #imagedBytes: number;
  #newest: number;
  #dueBytes: number;

  constructor(options: ImageKeeperOptions) {
    this.#options = options;
    this.#imagedBytes = -options.replayedBytes;
    this.#newest = options.newest;
    this.#dueBytes = this.#nextDueBytes();
  }

  #nextDueBytes(): number {
    const { imageBytes, state } = this.#options;
    return imageBytes ?? bytesBetweenImages(state.table.size().bytes);
  }

  get #grownBytes(): number {
    return this.#options.log.appendedBytes - this.#imagedBytes;
  }

  /** Begins an image when it is time for one. Nobody waits for it. */
  writeWhenDue(): void {
    if (this.#writing === undefined && this.#grownBytes > this.#dueBytes)
      void this.#write().catch(() => undefined);
  }

  /** Writes an image, and removes all that were written before. */
  async replaceAll(): Promise<void> {
    await this.#settle();
    await this.#write();
    await keepNewestImages(this.#options.folder, 1);
  }

  /** Finishes the image that is being written, or writes a last one. */
  async finish(): Promise<void> {
    await this.#settle();
    if (this.#grownBytes > this.#dueBytes / closingShare)
      await this.#write().catch(() => undefined);
  }

  /** Whoever waited for one may find that another has begun. */
  async #settle(): Promise<void> {
    while (this.#writing !== undefined) await this.#writing.catch(() => undefined);
  }

  /** The position of the log and the beginning of the image are of one turn. */
  #write(): Promise<void> {
    const { folder, head, state, log, report } = this.#options;
    this.#imagedBytes = log.appendedBytes;
    this.#newest += 1;
    this.#dueBytes = this.#nextDueBytes();
    const plan = { folder, number: this.#newest, head: imageHeadOf(head), state };
    const writing = writeImage({ ...plan, position: log.end, syncLog: () => log.sync() })
      .then(() => keepNewestImages(folder, keptImages))
      .catch((err) => {
        const note = `${imageFile(folder, plan.number)} could not be written: is the disk full? The next start takes longer; nothing is lost.`;
        report({ event: 'image-not-written', note, err });
        throw err;
      })
      .finally(() => {
        this.#writing = undefined;
      });
    this.#writing = writing;
    return writing;
  }
}
