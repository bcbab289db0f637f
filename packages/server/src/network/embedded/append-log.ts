import { setImmediate } from 'node:timers/promises';
import { encodeBatch } from './batch.ts';
import {
  type FilePlace,
  fileHeadBytes,
  type LogPosition,
  logFile,
  placedHead,
  type RecordPosition,
} from './log-files.ts';
import { LogWriteError, LogWriter } from './log-writer.ts';

/**
 * When an append is acknowledged:
 * - `sync`: when it has passed `fdatasync`. It outlives a crash of the machine.
 * - `async`: when it was written to the system, which is told to make it durable a second later at most. It
 *   outlives a crash of the process; a crash of the machine or a power cut may take the last second of
 *   acknowledged records with it.
 */
export type Durability = 'sync' | 'async';

/** How long `async` may leave what was acknowledged to the system's cache. */
const mostUnsyncedMs = 1_000;

/** Appends beyond this wait for the next commit: a batch is read back as a whole. */
const commitBytes = 16 * 1024 * 1024;

/** An append in wait of the next commit. */
interface Pending {
  readonly record: Buffer;
  apply(position: RecordPosition): unknown;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** A wish for a new file. */
interface Rolling {
  resolve(position: LogPosition): void;
  reject(error: unknown): void;
}

/** Where an opened log goes on. */
export interface LogOptions {
  readonly folder: string;
  /** Its end: the newest file, of length 0 when it is yet to be begun. */
  readonly end: LogPosition;
  /** How long the file before that one is; 0 when there is none. */
  readonly previousBytes: number;
  /** What its files begin with. */
  readonly mark: Buffer;
  /** A file that has grown to this is followed by a new one. */
  readonly fileBytes: number;
  readonly durability: Durability;
  /** Told once, when nothing can be appended any more. */
  readonly onStop: (error: unknown) => void;
}

/**
 * The append log. Appends that arrive while one commit is under way share the next: one write, one
 * `fdatasync`, however many there are.
 */
export class AppendLog {
  readonly #options: LogOptions;
  #writer: LogWriter;
  #end: LogPosition;
  #appendedBytes = 0;
  #waiting: Pending[] = [];
  #rolling: Rolling[] = [];
  #committing: Promise<void> | undefined;
  #isStopTold = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: LogOptions) {
    const { end, previousBytes } = options;
    this.#options = options;
    this.#writer = this.#openFile({ number: end.number, previousBytes }, end.length);
    this.#end = { number: end.number, length: this.#writer.length };
  }

  /** The end of what was applied: it moves in the turn in which that is. */
  get end(): LogPosition {
    return this.#end;
  }

  /** The end of what is durable. It is before {@link AppendLog.end} where durability is `async`. */
  get durableEnd(): LogPosition {
    const { number, length } = this.#end;
    return { number, length: Math.min(length, this.#writer.durableLength) };
  }

  /** How much was applied since the log was opened. */
  get appendedBytes(): number {
    return this.#appendedBytes;
  }

  /**
   * Appends a record. When it may be acknowledged, it is applied, in the order of the appends and in the turn in
   * which {@link AppendLog.end} moves behind it; resolves to what applying it gave.
   *
   * @throws LogWriteError when it could not be kept; then it is not applied
   */
  append<Result>(record: Buffer, apply: (position: RecordPosition) => Result): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      this.#waiting.push({ record, apply, resolve: resolve as Pending['resolve'], reject });
      this.#committing ??= this.#commitAll();
    });
  }

  /** Begins a new file, so that nothing is written any more to those before. Resolves to its beginning. */
  roll(): Promise<LogPosition> {
    return new Promise((resolve, reject) => {
      this.#rolling.push({ resolve, reject });
      this.#committing ??= this.#commitAll();
    });
  }

  /** Resolves to the end when all that was applied before is durable. @throws LogWriteError */
  async sync(): Promise<LogPosition> {
    const end = this.#end;
    await this.#sync();
    return end;
  }

  /** Commits what waits, and makes all durable. Nothing may be appended afterwards. @throws LogWriteError */
  async finish(): Promise<void> {
    await this.#committing;
    clearTimeout(this.#timer);
    if (!this.#writer.isStopped) await this.#sync();
  }

  /** Lets go of the file. */
  close(): void {
    this.#writer.close();
  }

  async #commitAll(): Promise<void> {
    // Lets appends of the same turn share the first commit too.
    await undefined;
    while (this.#waiting.length > 0 || this.#rolling.length > 0) {
      for (const rolling of this.#rolling.splice(0)) await this.#rollFor(rolling);
      // Without waiting for the disk, who appends in a loop would leave nobody else a turn.
      if (this.#options.durability === 'async') await setImmediate();
      if (this.#waiting.length > 0) await this.#commit(this.#takeWaiting());
    }
    this.#committing = undefined;
  }

  #takeWaiting(): readonly Pending[] {
    let bytes = 0;
    const behind = this.#waiting.findIndex(({ record }) => {
      bytes += record.length;
      return bytes > commitBytes;
    });
    return this.#waiting.splice(0, behind < 0 ? this.#waiting.length : Math.max(behind, 1));
  }

  async #commit(batch: readonly Pending[]): Promise<void> {
    const { fileBytes, durability } = this.#options;
    try {
      if (this.#writer.length >= fileBytes) await this.#roll();
      const offset = this.#writer.length;
      const { bytes, placed } = encodeBatch(
        batch.map(({ record }) => record),
        { isAwaited: durability === 'sync', durableBytes: this.#writer.durableLength, offset },
      );
      this.#writer.write(bytes);
      if (durability === 'sync') await this.#writer.sync();
      else this.#syncSoon();
      this.#acknowledge(
        batch,
        placed.map((one) => one.offset),
      );
    } catch (error) {
      for (const { reject } of batch) reject(error);
      this.#tellStop(error);
    }
  }

  /** All in one turn: nobody sees an end that what lies before it was not applied of. */
  #acknowledge(batch: readonly Pending[], offsets: readonly number[]): void {
    const { number } = this.#end;
    this.#appendedBytes += this.#writer.length - this.#end.length;
    this.#end = { number, length: this.#writer.length };
    batch.forEach(({ record, apply, resolve, reject }, n) => {
      try {
        resolve(apply({ number, offset: offsets[n] as number, length: record.length }));
      } catch (error) {
        reject(error);
      }
    });
  }

  async #rollFor({ resolve, reject }: Rolling): Promise<void> {
    try {
      await this.#roll();
      resolve(this.#end);
    } catch (error) {
      reject(error);
    }
  }

  /**
   * What is in the file must be durable before there is a next; an empty one needs none. One that cannot be
   * begun is tried again.
   */
  async #roll(): Promise<void> {
    if (this.#writer.length === fileHeadBytes) return;
    await this.#sync();
    const number = this.#end.number + 1;
    try {
      const next = this.#openFile({ number, previousBytes: this.#writer.length }, 0);
      this.#writer.close();
      this.#writer = next;
      this.#end = { number, length: next.length };
    } catch (cause) {
      const path = logFile(this.#options.folder, number);
      throw new LogWriteError(`${path} cannot be begun: is the disk full?`, { cause });
    }
  }

  #openFile(place: FilePlace, length: number): LogWriter {
    const { folder, mark } = this.#options;
    const path = logFile(folder, place.number);
    return new LogWriter({ path, length, head: placedHead(mark, place) });
  }

  #syncSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      // Whoever appends next hears of a failure too.
      this.#sync().catch(() => undefined);
    }, mostUnsyncedMs).unref();
  }

  async #sync(): Promise<void> {
    try {
      await this.#writer.sync();
    } catch (error) {
      this.#tellStop(error);
      throw error;
    }
  }

  #tellStop(error: unknown): void {
    if (this.#isStopTold || !this.#writer.isStopped) return;
    this.#isStopTold = true;
    this.#options.onStop(error);
  }
}
