import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { UsageError } from '../exit-codes.ts';

/** Bytes, and whose they are. */
export interface NamedBytes {
  readonly name: string;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** RFC 1952 §2.3.1. */
const gzipMagic = [0x1f, 0x8b] as const;

const chunkBytes = 256 * 1024;

/**
 * Unpacks what is gzip by its first two bytes, whatever its name; leaves all else as it is.
 *
 * @throws UsageError when it ends early or is damaged
 */
export async function* unzipped({ name, chunks }: NamedBytes): AsyncGenerator<Uint8Array> {
  const { head, all } = await peek(chunks);
  if (!gzipMagic.every((byte, index) => head[index] === byte)) return yield* all;
  const gunzip = createGunzip({ chunkSize: chunkBytes });
  // What goes wrong on the way arrives where the bytes are read.
  const fed = pipeline(Readable.from(all, { objectMode: false }), gunzip).catch(() => undefined);
  try {
    yield* gunzip;
  } catch (cause) {
    throw cause instanceof UsageError ? cause : new UsageError(damage(name, cause), { cause });
  } finally {
    gunzip.destroy();
    await fed;
  }
}

const damage = (name: string, cause: unknown): string => {
  const isCut = cause instanceof Error && 'code' in cause && cause.code === 'Z_BUF_ERROR';
  return `${name} is gzip and ${isCut ? 'ends before its end: it was cut off' : 'is damaged'}. Copy it anew, and try it with gzip -t.`;
};

/** Looks at the first two bytes without taking them. */
async function peek(chunks: AsyncIterable<Uint8Array>) {
  const iterator = chunks[Symbol.asyncIterator]();
  let head: Uint8Array = new Uint8Array();
  let isDone = false;
  while (head.length < gzipMagic.length && !isDone) {
    const next = await iterator.next();
    isDone = next.done === true;
    if (!next.done) head = Buffer.concat([head, next.value]);
  }
  return { head, all: rejoin(head, iterator) };
}

async function* rejoin(
  head: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    if (head.length > 0) yield head;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
