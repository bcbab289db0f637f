/** What a record's first byte says it is. Rows are only ever added at the end. */
export const recordTypes = { call: 1, history: 2, report: 3, erase: 4, prune: 5 } as const;

/** A text of at most 65,535 bytes, its length in front. */
export const textBytes = (text: string): number => 2 + Buffer.byteLength(text);

/** @returns where it ends */
export function writeText(record: Buffer, at: number, text: string): number {
  const length = record.write(text, at + 2);
  record.writeUInt16BE(length, at);
  return at + 2 + length;
}

/** @throws RangeError when the record ends before it does */
export function readText(record: Buffer, at: number): { readonly text: string; end: number } {
  const end = at + 2 + record.readUInt16BE(at);
  if (end > record.length) throw new RangeError('The record ends before its contents do.');
  return { text: record.toString('utf8', at + 2, end), end };
}
