import { countBytes } from '../history/counted-bytes.ts';
import type { FileBytes } from '../history/file-bytes.ts';
import { ProgressBar } from '../history/progress-bar.ts';
import { type ReadOptions, readHistory } from '../history/read-history.ts';
import { Tallying } from '../history/tally.ts';
import type { Terminal } from '../terminal.ts';
import { batchesOf } from './batches.ts';
import { type Destination, deliver } from './deliver.ts';
import type { Resumption } from './resume.ts';

/** What is brought where, and from which line on. */
export interface Course extends Resumption {
  readonly file: FileBytes;
  readonly reading: ReadOptions;
  readonly destination: Destination;
  readonly terminal: Terminal;
}

/** What an import came to. */
export interface Brought {
  readonly tally: Tallying;
  readonly counted: number;
  readonly throughLine: number;
  readonly elapsedMs: number;
  readonly isStopped: boolean;
}

/** Reads a history, sends it batch by batch, and tells of what was rejected once the batch was counted. */
export async function bring(course: Course): Promise<Brought> {
  const { file, reading, destination, rejects, counted: before, afterLine, terminal } = course;
  const startedMs = performance.now();
  const { chunks, readBytes } = countBytes(file.read());
  const { sizeBytes } = file;
  const bar = new ProgressBar({ line: terminal.liveLine(), sizeBytes });
  const history = readHistory({ name: file.name, chunks }, { ...reading, afterLine });
  const tally = new Tallying();
  let counted = 0;
  let throughLine = before;
  const stop = listenForStop();
  try {
    for await (const batch of deliver(batchesOf(history), { ...destination, afterLine })) {
      await rejects.add(batch.rejects);
      tally.count(batch.rows.filter(({ line }) => line > before));
      counted += batch.counted;
      throughLine = Math.max(before, batch.throughLine);
      bar.show({ rows: tally.tally.rows, readBytes: readBytes() });
      if (stop.isAsked()) break;
    }
  } finally {
    bar.clear();
    stop.end();
  }
  const elapsedMs = performance.now() - startedMs;
  return { tally, counted, throughLine, elapsedMs, isStopped: stop.isAsked() };
}

/** The first Ctrl-C lets what is on its way be counted; the second ends the process at once, which loses nothing. */
function listenForStop(): { isAsked(): boolean; end(): void } {
  let isAsked = false;
  const ask = (): void => {
    isAsked = true;
  };
  process.once('SIGINT', ask);
  process.once('SIGTERM', ask);
  return {
    isAsked: () => isAsked,
    end: () => {
      process.off('SIGINT', ask);
      process.off('SIGTERM', ask);
    },
  };
}
