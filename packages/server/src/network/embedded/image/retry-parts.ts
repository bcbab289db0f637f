/** What is kept for retries, as parts of an image. */
import type { Pseudonym } from '../../network.ts';
import type { Retries, RetryEntry } from '../../retries.ts';
import type { ImagePart } from '../../table/table.ts';
import type { RecordPosition } from '../log-files.ts';

export const retriesName = 'retries';

/** Key, instant, then the position of the call that was answered. */
const rowBytes = 36;

/** Of a part: about 200 KiB. */
const rowsAPart = 6_000;

export function* encodeRetries(
  entries: readonly RetryEntry<RecordPosition>[],
): Generator<ImagePart> {
  for (let from = 0; from < entries.length; from += rowsAPart) {
    const rows = entries.slice(from, from + rowsAPart);
    const bytes = Buffer.alloc(rows.length * rowBytes);
    rows.forEach(({ key, atMs, kept }, n) => {
      const at = n * rowBytes;
      bytes.write(key, at, 'hex');
      bytes.writeDoubleBE(atMs, at + 16);
      bytes.writeUInt32BE(kept.number, at + 24);
      bytes.writeUInt32BE(kept.offset, at + 28);
      bytes.writeUInt32BE(kept.length, at + 32);
    });
    yield { name: retriesName, index: from / rowsAPart, bytes };
  }
}

/** @throws RangeError for a part that ends in the middle of a row */
export function restoreRetries(part: ImagePart, retries: Retries<RecordPosition>): void {
  const bytes = Buffer.from(part.bytes);
  for (let at = 0; at < bytes.length; at += rowBytes)
    retries.keep(bytes.toString('hex', at, at + 16) as Pseudonym, bytes.readDoubleBE(at + 16), {
      number: bytes.readUInt32BE(at + 24),
      offset: bytes.readUInt32BE(at + 28),
      length: bytes.readUInt32BE(at + 32),
    });
}
