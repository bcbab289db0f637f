/** A vector: its length, then its bytes (RFC 5246 §4.3). */
export interface Vector {
  readonly value: Buffer;
  /** What follows it. */
  readonly rest: Buffer;
}

/** Reads one vector; nothing where the bytes end before it does. */
export function takeVector(bytes: Buffer, lengthBytes: 1 | 2 | 3): Vector | undefined {
  if (bytes.length < lengthBytes) return undefined;
  const end = lengthBytes + bytes.readUIntBE(0, lengthBytes);
  if (bytes.length < end) return undefined;
  return { value: bytes.subarray(lengthBytes, end), rest: bytes.subarray(end) };
}

/** Reads vectors one after the other, as far as they are whole. */
export function takeVectors(bytes: Buffer, lengthBytes: 1 | 2 | 3): readonly Buffer[] {
  const values: Buffer[] = [];
  let next = takeVector(bytes, lengthBytes);
  while (next !== undefined) {
    values.push(next.value);
    next = takeVector(next.rest, lengthBytes);
  }
  return values;
}
