/** Bytes that are counted as they are taken. */
export interface CountedBytes {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** How many were taken so far. */
  readonly readBytes: () => number;
}

/** Counts the bytes of a file while it is read: of one that is packed, the packed ones. */
export function countBytes(chunks: AsyncIterable<Uint8Array>): CountedBytes {
  let bytes = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      yield chunk;
    }
  }
  return { chunks: counted(), readBytes: () => bytes };
}
