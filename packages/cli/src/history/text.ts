import { UsageError } from '../exit-codes.ts';
import type { NamedBytes } from './unzip.ts';

/** What a file begins with that is no text in UTF-8, and what to do with it. One row each. */
const others: readonly (readonly [bytes: readonly number[], sentence: string])[] = [
  [[0xff, 0xfe], 'is text in UTF-16. Save it as UTF-8.'],
  [[0xfe, 0xff], 'is text in UTF-16. Save it as UTF-8.'],
  [[0x50, 0x4b, 0x03, 0x04], 'is a ZIP archive or a spreadsheet. Unpack it, or save it as CSV.'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'is packed with zstd. Unpack it, or pack it with gzip.'],
  [[0x42, 0x5a, 0x68], 'is packed with bzip2. Unpack it, or pack it with gzip.'],
];

/**
 * Reads bytes as UTF-8, without a byte order mark. What is none becomes U+FFFD, by which rows are rejected later.
 *
 * @throws UsageError when the beginning is not that of a text
 */
export async function* decoded({ name, chunks }: NamedBytes): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8');
  let isFirst = true;
  for await (const chunk of chunks) {
    if (isFirst) refuseOthers(name, chunk);
    isFirst = false;
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder.decode();
}

function refuseOthers(name: string, head: Uint8Array): void {
  const [, sentence] =
    others.find(([bytes]) => bytes.every((byte, index) => head[index] === byte)) ?? [];
  if (sentence !== undefined) throw new UsageError(`${name} ${sentence}`);
  if (head.includes(0))
    throw new UsageError(`${name} is no text. CSV or JSON Lines is read, either of them in gzip.`);
}
