import { type Chunk, Memory } from './memory.ts';

const chunkBytes = 1 << 20;
/** References count units of so many bytes. */
const unitBytes = 8;
const chunkUnits = chunkBytes / unitBytes;

/** The sizes that blocks have, in bytes: a third or a half larger each, so that little is left unused. */
const sizes = [
  16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048, 3072, 4096, 6144, 8192,
];

/** The position in {@link sizes} of the smallest that holds so many units. */
const classOf = Uint8Array.from({ length: 8192 / unitBytes + 1 }, (_, units) =>
  sizes.findIndex((size) => size >= units * unitBytes),
);

/** What an image needs of blocks beside their memory. */
export interface BlocksState {
  readonly next: number;
  readonly free: readonly number[];
}

/** Memory in blocks of many sizes, for what does not fit into a slot. A reference of 0 is none. */
export class Blocks {
  readonly memory = new Memory('blocks', chunkBytes);
  readonly #free = sizes.map(() => 0);
  #next = 1;

  chunk(ref: number): Chunk {
    return this.memory.chunks[Math.floor(ref / chunkUnits)] as Chunk;
  }

  /** The block's first word in its chunk: an even number. */
  word(ref: number): number {
    return (ref % chunkUnits) * (unitBytes / 4);
  }

  /** Must be called before the first so many bytes of a block are written to. */
  touch(ref: number, bytes: number): void {
    const from = this.word(ref) * 4;
    this.memory.touch(Math.floor(ref / chunkUnits), from, from + bytes);
  }

  /** A block of at least so many bytes. What is in it is left from before. @throws RangeError beyond 8,192 */
  take(bytes: number): number {
    const kind = kindOf(bytes);
    const known = this.#free[kind] as number;
    const ref = known || this.#cut(sizes[kind] as number);
    this.touch(ref, bytes);
    if (known !== 0) this.#free[kind] = this.chunk(ref).u32[this.word(ref)] as number;
    return ref;
  }

  /** Gives a block back that was taken with this many bytes. */
  release(ref: number, bytes: number): void {
    const kind = kindOf(bytes);
    const size = sizes[kind] as number;
    this.touch(ref, size);
    const { u32 } = this.chunk(ref);
    const at = this.word(ref);
    // Nothing of what was erased stays behind in memory or image.
    u32.fill(0, at, at + size / 4);
    u32[at] = this.#free[kind] as number;
    this.#free[kind] = ref;
  }

  /** Begins an image of all that was ever taken. */
  beginImage(): void {
    this.memory.beginImage(this.#next * unitBytes);
  }

  get state(): BlocksState {
    return { next: this.#next, free: [...this.#free] };
  }

  restoreState({ next, free }: BlocksState): void {
    this.#next = next;
    for (const [kind, ref] of free.entries()) this.#free[kind] = ref;
    while (this.memory.chunks.length * chunkUnits < next) this.memory.grow();
  }

  /** Takes fresh memory. A block lies in one chunk; what is left at the end of one stays unused. */
  #cut(size: number): number {
    const units = size / unitBytes;
    const left = chunkUnits - (this.#next % chunkUnits);
    if (left < units) this.#next += left;
    const ref = this.#next;
    this.#next += units;
    if (Math.floor(ref / chunkUnits) >= this.memory.chunks.length) this.memory.grow();
    return ref;
  }
}

function kindOf(bytes: number): number {
  const kind = classOf[Math.ceil(bytes / unitBytes)];
  if (kind === undefined) throw new RangeError(`A block has at most 8,192 bytes, not ${bytes}.`);
  return kind;
}
