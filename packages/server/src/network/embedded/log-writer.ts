import {
  closeSync,
  constants,
  fdatasync,
  fdatasyncSync,
  ftruncateSync,
  openSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { NetworkUnwritable } from '../network.ts';
import { syncFolder } from './log-files.ts';

const sync = promisify(fdatasync);

/** Bytes did not become durable. `cause` is the operating system's error. */
export class LogWriteError extends NetworkUnwritable {
  override readonly name = 'LogWriteError';
}

/** A log file to go on with. */
export interface LogFile {
  readonly path: string;
  /** So many of its bytes are good: 0 when it is yet to be begun. */
  readonly length: number;
  /** What it begins with. */
  readonly head: Buffer;
}

/**
 * One log file that is written at its end.
 *
 * After a failed write the file is cut back to where it was, so that log and memory agree. Where that fails, or
 * the sync itself does (what is on disk is then unknown, and a second sync may lie), the file takes nothing more.
 */
export class LogWriter {
  readonly path: string;
  readonly #descriptor: number;
  #length: number;
  #durableLength: number;
  #isStopped = false;
  #syncing: Promise<void> = Promise.resolve();

  /** Opens a file of so many good bytes; begins it when there are none. */
  constructor({ path, length, head }: LogFile) {
    this.path = path;
    this.#descriptor = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
    this.#length = Math.max(length, head.length);
    this.#durableLength = this.#length;
    try {
      if (length === 0) this.#write(head, 0);
      // What a killed process had written may be in the system's cache only.
      fdatasyncSync(this.#descriptor);
      syncFolder(dirname(path));
    } catch (error) {
      closeSync(this.#descriptor);
      throw error;
    }
  }

  /** Length of what was written. */
  get length(): number {
    return this.#length;
  }

  /** Length of what is durable. */
  get durableLength(): number {
    return this.#durableLength;
  }

  /** Whether nothing more can be appended until the file is opened again. */
  get isStopped(): boolean {
    return this.#isStopped;
  }

  /**
   * Writes at the end; durable is what is written when {@link LogWriter.sync} resolves.
   *
   * @throws LogWriteError
   */
  write(bytes: Buffer): void {
    if (this.#isStopped) throw this.#failure(undefined);
    try {
      this.#write(bytes, this.#length);
    } catch (cause) {
      this.#cutBack();
      throw this.#failure(cause);
    }
    this.#length += bytes.length;
  }

  /** Resolves when all that was written before is durable. @throws LogWriteError */
  sync(): Promise<void> {
    const syncing = this.#syncing.then(() => this.#sync());
    this.#syncing = syncing.catch(() => undefined);
    return syncing;
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  #write(bytes: Buffer, position: number): void {
    for (let written = 0; written < bytes.length; )
      written += writeSync(this.#descriptor, bytes, written, null, position + written);
  }

  #cutBack(): void {
    try {
      ftruncateSync(this.#descriptor, this.#length);
    } catch {
      this.#isStopped = true;
    }
  }

  async #sync(): Promise<void> {
    const length = this.#length;
    if (length === this.#durableLength) return;
    if (this.#isStopped) throw this.#failure(undefined);
    try {
      await sync(this.#descriptor);
    } catch (cause) {
      this.#isStopped = true;
      throw this.#failure(cause);
    }
    this.#durableLength = length;
  }

  #failure(cause: unknown): LogWriteError {
    const remedy = this.#isStopped
      ? 'Nothing is recorded until the disk is put right and the network is opened again.'
      : 'Calls are recorded again as soon as it can be written: is the disk full?';
    return new LogWriteError(`${this.path} cannot be written. ${remedy}`, { cause });
  }
}
