/**
 * Memory off the JavaScript heap, which the collector never walks: it grows by chunks, and chunks stay where
 * they are. An image of it can be taken while it is written to.
 */
import type { ImagePart } from './image-part.ts';

/** A piece of memory, seen as bytes, words and doubles. */
export interface Chunk {
  readonly u8: Uint8Array;
  readonly u32: Uint32Array;
  readonly f64: Float64Array;
}

/** What is copied before it is written to while an image is taken. */
const pageBytes = 4_096;

/** Of a part of an image. */
const partPages = 64;

/** @see Memory.touch */
export class Memory {
  readonly name: string;
  readonly chunkBytes: number;
  readonly chunks: Chunk[] = [];
  #image: PagesOfThen | undefined;

  /** @param chunkBytes a multiple of 4,096 */
  constructor(name: string, chunkBytes: number) {
    this.name = name;
    this.chunkBytes = chunkBytes;
  }

  get bytes(): number {
    return this.chunks.length * this.chunkBytes;
  }

  grow(): void {
    const buffer = new ArrayBuffer(this.chunkBytes);
    const [u8, u32, f64] = [
      new Uint8Array(buffer),
      new Uint32Array(buffer),
      new Float64Array(buffer),
    ];
    this.chunks.push({ u8, u32, f64 });
  }

  /** Must be called before bytes of a chunk are written to: an image that is taken has what was there. */
  touch(chunk: number, from: number, to: number): void {
    if (this.#image === undefined) return;
    const first = chunk * (this.chunkBytes / pageBytes);
    for (let page = from >>> 12; page <= (to - 1) >>> 12; page += 1) this.#image.keep(first + page);
  }

  /** From now on {@link nextPart} gives what is there now in the first so many bytes, whatever is written. */
  beginImage(bytes: number): void {
    this.#image = new PagesOfThen(this, bytes);
  }

  /** The next piece of the image; `undefined` when there is none left. */
  nextPart(): ImagePart | undefined {
    return this.#image?.next();
  }

  endImage(): void {
    this.#image = undefined;
  }

  /** @throws RangeError for a part that does not fit */
  restorePart({ index, bytes }: ImagePart): void {
    const at = index * pageBytes;
    const chunk = Math.floor(at / this.chunkBytes);
    while (this.chunks.length <= chunk) this.grow();
    this.chunks[chunk]?.u8.set(bytes, at % this.chunkBytes);
  }
}

/** The pages of a memory as they were at one moment. */
class PagesOfThen {
  readonly #memory: Memory;
  readonly #end: number;
  readonly #kept = new Map<number, Uint8Array>();
  #at = 0;

  constructor(memory: Memory, bytes: number) {
    this.#memory = memory;
    this.#end = Math.ceil(Math.min(bytes, memory.bytes) / pageBytes);
  }

  /** Copies a page that is about to be written to, unless it was given out or copied before. */
  keep(page: number): void {
    if (page < this.#at || page >= this.#end || this.#kept.has(page)) return;
    this.#kept.set(page, this.#page(page, 1).slice());
  }

  next(): ImagePart | undefined {
    if (this.#at >= this.#end) return undefined;
    const index = this.#at;
    const pagesAChunk = this.#memory.chunkBytes / pageBytes;
    const ends = [partPages, pagesAChunk - (index % pagesAChunk), this.#end - index];
    const pages = Math.min(...ends);
    const bytes = this.#asThen(index, pages);
    this.#at += pages;
    return { name: this.#memory.name, index, bytes };
  }

  /** Pages that nobody wrote to are not copied: most of a large memory. */
  #asThen(first: number, pages: number): Uint8Array {
    let bytes = this.#page(first, pages);
    if (this.#kept.size === 0) return bytes;
    for (let page = first; page < first + pages; page += 1) {
      const kept = this.#kept.get(page);
      if (kept === undefined) continue;
      if (bytes.buffer === this.#page(first, pages).buffer) bytes = bytes.slice();
      bytes.set(kept, (page - first) * pageBytes);
      this.#kept.delete(page);
    }
    return bytes;
  }

  #page(page: number, pages: number): Uint8Array {
    const at = page * pageBytes;
    const { chunks, chunkBytes } = this.#memory;
    const chunk = chunks[Math.floor(at / chunkBytes)] as Chunk;
    return chunk.u8.subarray(at % chunkBytes, (at % chunkBytes) + pages * pageBytes);
  }
}
