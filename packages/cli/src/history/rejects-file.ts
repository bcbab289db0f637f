import { type FileHandle, open } from 'node:fs/promises';
import { UsageError } from '../exit-codes.ts';
import type { Reject } from './row.ts';

/** Where rejected rows are told of. */
export interface RejectsOptions {
  readonly path: string;
  /** Whether an import is gone on with: what an earlier run wrote is kept. */
  readonly isResumed: boolean;
}

/**
 * Rejected rows as CSV (RFC 4180) with the columns `line` and `reason`, for its owner alone. Nothing of a row is in
 * it. It is made when the first row is rejected; one that is there is replaced, unless the import is gone on with.
 */
export class RejectsFile {
  readonly #path: string;
  readonly #isResumed: boolean;
  #file: FileHandle | undefined;
  #count = 0;

  constructor({ path, isResumed }: RejectsOptions) {
    this.#path = path;
    this.#isResumed = isResumed;
  }

  /** How many rows were rejected in this run. */
  get count(): number {
    return this.#count;
  }

  /** @throws UsageError when the file cannot be written */
  async add(rejects: readonly Reject[]): Promise<void> {
    if (rejects.length === 0) return;
    this.#count += rejects.length;
    await this.#write(rejects.map(print).join(''));
  }

  async close(): Promise<void> {
    await this.#file?.close();
  }

  async #write(lines: string): Promise<void> {
    try {
      this.#file ??= await create(this.#path, this.#isResumed);
      await this.#file.appendFile(lines);
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException;
      throw new UsageError(
        `${this.#path} cannot be written (${code}). Name another with --rejects.`,
        {
          cause,
        },
      );
    }
  }
}

async function create(path: string, isResumed: boolean): Promise<FileHandle> {
  const file = await open(path, isResumed ? 'a' : 'w', 0o600);
  // The mode is that of a new file only.
  await file.chmod(0o600);
  const { size } = await file.stat();
  if (size === 0) await file.appendFile('line,reason\r\n');
  return file;
}

const print = ({ line, reject }: Reject): string => `${line},"${reject.replaceAll('"', '""')}"\r\n`;
