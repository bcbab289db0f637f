/** Log files written anew, batch by batch, at the same length: no position moves. */
import { type FileHandle, open } from 'node:fs/promises';
import { encodeBatch } from '../batch.ts';
import { fileHeadBytes, placedHead, type RecordPosition } from '../log-files.ts';
import { checkFile, damagedAt, readBatches } from '../read-log.ts';

/** A log file to write anew. */
export interface LogRewriting {
  readonly from: string;
  /** Must not be there yet. */
  readonly to: string;
  /** What it begins with, and what the new one does. */
  readonly heads: { readonly from: Buffer; readonly to: Buffer };
  /** A record of the same length; `undefined` when it stays as it is. */
  rewrite(record: Buffer, offset: RecordPosition['offset']): Buffer | undefined;
}

/**
 * @returns how many records are others now
 * @throws LogDamage for a file that is not sound to its end
 */
export async function rewriteLogFile(rewriting: LogRewriting): Promise<number> {
  const { from, to, heads } = rewriting;
  const place = await checkFile(from, heads.from);
  const file = await open(to, 'wx', 0o600);
  try {
    const records = await writeBatches(new Gathered(file, placedHead(heads.to, place)), rewriting);
    await file.sync();
    return records;
  } finally {
    await file.close();
  }
}

async function writeBatches(gathered: Gathered, { from, rewrite }: LogRewriting): Promise<number> {
  let count = 0;
  let end = fileHeadBytes;
  for await (const batch of readBatches({ path: from, from: fileHeadBytes })) {
    const records = batch.records.map(({ record, offset }) => {
      const rewritten = rewrite(record, offset);
      if (rewritten !== undefined) count += 1;
      return rewritten ?? record;
    });
    const { isAwaited, durableBytes, at } = batch;
    await gathered.add(encodeBatch(records, { isAwaited, durableBytes, offset: at }).bytes);
    end = batch.end;
  }
  if (end !== (await sizeOf(from))) throw damagedAt(from, end);
  await gathered.flush();
  return count;
}

async function sizeOf(path: string): Promise<number> {
  const file = await open(path, 'r');
  try {
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}

const gatheredBytes = 1024 * 1024;

/** Writes to a file in pieces worth a write. */
class Gathered {
  readonly #file: FileHandle;
  #pieces: Buffer[] = [];
  #bytes = 0;

  constructor(file: FileHandle, head: Buffer) {
    this.#file = file;
    this.#pieces.push(head);
  }

  async add(bytes: Buffer): Promise<void> {
    this.#pieces.push(bytes);
    this.#bytes += bytes.length;
    if (this.#bytes >= gatheredBytes) await this.flush();
  }

  async flush(): Promise<void> {
    const bytes = Buffer.concat(this.#pieces);
    this.#pieces = [];
    this.#bytes = 0;
    await this.#file.writeFile(bytes);
  }
}
