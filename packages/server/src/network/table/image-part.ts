/** A piece of an image of the table. */
export interface ImagePart {
  /** Which part of the table it is of. */
  readonly name: string;
  /** Where it lies in that part. */
  readonly index: number;
  /**
   * At most 256 KiB of memory, or what lies on the heap. They may be the memory itself: what is in them is good for the
   * turn in which they are given.
   */
  readonly bytes: Uint8Array;
}

/** An image that is being taken: the table as it was at one moment, however it changes meanwhile. */
export interface TableImage {
  /** The next piece; `undefined` when there is none left. */
  next(): ImagePart | undefined;
  /** Must be called, read to the end or not: until then, writing costs more. */
  end(): void;
}
