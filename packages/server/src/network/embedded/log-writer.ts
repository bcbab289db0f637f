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
import { fileHead, syncFolder } from './log-files.ts';

const sync = promisify(fdatasync);

/** Bytes did not become durable. `cause` is the operating system's error. */
export class LogWriteError extends Error {
  override readonly name = 'LogWriteError';
}

/**
 * One log file that is written at its end.
 *
 * After a failed write the file is cut back to its last durable position, so that log and memory agree.
 * Where that fails, or the sync itself does (what is on disk is then unknown, and a second sync may lie),
 * the file takes nothing more.
 */
export class LogWriter {
  readonly path: string;
  readonly #descriptor: number;
  #length: number;
  #isStopped = false;

  /** Opens a file of so many good bytes; begins it when there are none. */
  constructor(path: string, length: number) {
    this.path = path;
    this.#descriptor = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
    this.#length = Math.max(length, fileHead.length);
    try {
      if (length === 0) this.#write(fileHead, 0);
      // What a killed process had written may be in the system's cache only.
      fdatasyncSync(this.#descriptor);
      syncFolder(dirname(path));
    } catch (error) {
      closeSync(this.#descriptor);
      throw error;
    }
  }

  /** Length of what is durable. */
  get length(): number {
    return this.#length;
  }

  /** Whether nothing more can be appended until the file is opened again. */
  get isStopped(): boolean {
    return this.#isStopped;
  }

  /**
   * Resolves when the bytes are durable. One append at a time.
   *
   * @throws LogWriteError
   */
  async append(bytes: Buffer): Promise<void> {
    if (this.#isStopped) throw this.#failure(undefined);
    try {
      this.#write(bytes, this.#length);
    } catch (cause) {
      this.#cutBack();
      throw this.#failure(cause);
    }
    await this.#sync();
    this.#length += bytes.length;
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
    try {
      await sync(this.#descriptor);
    } catch (cause) {
      this.#isStopped = true;
      throw this.#failure(cause);
    }
  }

  #failure(cause: unknown): LogWriteError {
    const cure = this.#isStopped
      ? 'Nothing is recorded until the disk is put right and the network is opened again.'
      : 'Calls are recorded again as soon as it can be written: is the disk full?';
    return new LogWriteError(`${this.path} cannot be written. ${cure}`, { cause });
  }
}
