/** Values of DER (X.690), whoever wrote it: read as far as they are whole, and never with a throw. */

/** One value. */
export interface DerValue {
  readonly tag: number;
  readonly content: Buffer;
  /** With its tag and length. */
  readonly whole: Buffer;
  readonly rest: Buffer;
}

const lengthBytesAtMost = 3;

/** Reads one value; nothing where the bytes are no DER, or end before it does. */
function takeValue(bytes: Buffer): DerValue | undefined {
  const [tag, first] = bytes;
  if (tag === undefined || first === undefined) return undefined;
  const lengthBytes = first < 0x80 ? 0 : first - 0x80;
  const start = 2 + lengthBytes;
  const isForm = first !== 0x80 && lengthBytes <= lengthBytesAtMost;
  if (!isForm || bytes.length < start) return undefined;
  const end = start + (lengthBytes === 0 ? first : bytes.readUIntBE(2, lengthBytes));
  if (bytes.length < end) return undefined;
  const [whole, rest] = [bytes.subarray(0, end), bytes.subarray(end)];
  return { tag, content: whole.subarray(start), whole, rest };
}

/** Reads values one after the other. */
export function takeValues(bytes: Buffer): readonly DerValue[] {
  const values: DerValue[] = [];
  let next = takeValue(bytes);
  while (next !== undefined) {
    values.push(next);
    next = takeValue(next.rest);
  }
  return values;
}

/** What is in the first value; empty where there is none. */
export const contentOf = (bytes: Buffer): Buffer => takeValue(bytes)?.content ?? Buffer.alloc(0);
