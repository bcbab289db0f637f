import { type FileHandle, open } from 'node:fs/promises';

/** How much is read at once, so that a file of any size takes little memory and long turns of nobody. */
const pieceBytes = 1024 * 1024;

/** A file from front to back, in pieces. What was given out stays as it was: each piece has memory of its own. */
export class FilePieces {
  readonly #file: FileHandle;
  readonly #end: number;
  #piece: Buffer = Buffer.alloc(0);
  #pieceAt: number;
  #at: number;

  private constructor(file: FileHandle, range: { readonly from: number; readonly to: number }) {
    this.#file = file;
    this.#end = range.to;
    this.#at = range.from;
    this.#pieceAt = range.from;
  }

  /** @param range `to`: the file's end unless told, or unless that comes first */
  static async open(
    path: string,
    { from, to = Number.POSITIVE_INFINITY }: { readonly from: number; readonly to?: number },
  ): Promise<FilePieces> {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      return new FilePieces(file, { from, to: Math.min(to, size) });
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** Where the next byte is. */
  get at(): number {
    return this.#at;
  }

  /** How many bytes there are from there. */
  get left(): number {
    return Math.max(this.#end - this.#at, 0);
  }

  /** The next bytes, without moving on; `undefined` when there are not as many. */
  async peek(length: number): Promise<Buffer | undefined> {
    if (length > this.left) return undefined;
    let from = this.#at - this.#pieceAt;
    if (from + length > this.#piece.length) {
      this.#piece = await this.#read(Math.min(Math.max(length, pieceBytes), this.left));
      this.#pieceAt = this.#at;
      from = 0;
    }
    return this.#piece.length < from + length
      ? undefined
      : this.#piece.subarray(from, from + length);
  }

  skip(length: number): void {
    this.#at += length;
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  async #read(length: number): Promise<Buffer> {
    const bytes = Buffer.allocUnsafeSlow(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await this.#file.read(
        bytes,
        filled,
        length - filled,
        this.#at + filled,
      );
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return bytes.subarray(0, filled);
  }
}
