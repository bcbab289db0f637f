import { encodeBatch } from './batch.ts';
import { type LogPosition, logFile } from './log-files.ts';
import { LogWriteError, LogWriter } from './log-writer.ts';

/** An append in wait of the next commit. */
interface Pending {
  readonly record: Buffer;
  resolve(): void;
  reject(error: unknown): void;
}

/** Where an opened log goes on. */
export interface LogOptions {
  readonly folder: string;
  /** Its end: the newest file, of length 0 when it is yet to be begun. */
  readonly end: LogPosition;
  /** A file that has grown to this is followed by a new one. */
  readonly fileBytes: number;
}

/**
 * The append log. Appends that arrive while one commit is under way share the next: one write, one
 * `fdatasync`, however many there are.
 */
export class AppendLog {
  readonly #folder: string;
  readonly #fileBytes: number;
  #number: number;
  #writer: LogWriter;
  #appendedBytes = 0;
  #waiting: Pending[] = [];
  #committing: Promise<void> | undefined;

  constructor({ folder, end, fileBytes }: LogOptions) {
    this.#folder = folder;
    this.#fileBytes = fileBytes;
    this.#number = end.number;
    this.#writer = new LogWriter(logFile(folder, end.number), end.length);
  }

  /** Whether every append fails until the log is opened again. */
  get isStopped(): boolean {
    return this.#writer.isStopped;
  }

  /** The end of what is durable. */
  get end(): LogPosition {
    return { number: this.#number, length: this.#writer.length };
  }

  /** How much has become durable since the log was opened. */
  get appendedBytes(): number {
    return this.#appendedBytes;
  }

  /** Resolves when the record is durable, in the order of the appends. @throws LogWriteError */
  append(record: Buffer): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ record, resolve, reject });
      this.#committing ??= this.#commitAll();
    });
  }

  /** Commits what waits, then lets go of the file. Nothing may be appended afterwards. */
  async close(): Promise<void> {
    await this.#committing;
    this.#writer.close();
  }

  async #commitAll(): Promise<void> {
    // Lets appends of the same turn share the first commit too.
    await undefined;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      await this.#commit(batch);
    }
    this.#committing = undefined;
  }

  async #commit(batch: readonly Pending[]): Promise<void> {
    try {
      if (this.#writer.length >= this.#fileBytes) this.#roll();
      const bytes = encodeBatch(batch.map(({ record }) => record));
      await this.#writer.append(bytes);
      this.#appendedBytes += bytes.length;
    } catch (error) {
      for (const { reject } of batch) reject(error);
      return;
    }
    for (const { resolve } of batch) resolve();
  }

  /** The file so far is durable to its end. One that cannot be begun is tried again by the next commit. */
  #roll(): void {
    const path = logFile(this.#folder, this.#number + 1);
    try {
      const next = new LogWriter(path, 0);
      this.#writer.close();
      this.#writer = next;
      this.#number += 1;
    } catch (cause) {
      throw new LogWriteError(`${path} cannot be begun: is the disk full?`, { cause });
    }
  }
}
