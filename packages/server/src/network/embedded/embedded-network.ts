import { mkdir } from 'node:fs/promises';
import { refuseAfterClose } from '../closing.ts';
import type { Network } from '../network.ts';
import { createTable, type Table } from '../table.ts';
import { AppendLog, type LogEnd } from './append-log.ts';
import { decodeCounted, encodeCall } from './call-codec.ts';
import { listLogFiles } from './log-files.ts';
import { recoverFile } from './recover.ts';

/** Something the operator should know. */
export interface NetworkEvent {
  /**
   * `log-tail-cut`: the log ended in an unfinished batch, as a crash leaves it; it was cut off.
   * `log-stopped`: writing failed in a way that only opening the network again can put right.
   */
  readonly event: 'log-tail-cut' | 'log-stopped';
  /** One sentence: what happened, where, what to do. */
  readonly note: string;
  readonly err?: unknown;
}

export interface EmbeddedOptions {
  /** Holds the log files; made when it is missing, owner's mode. */
  readonly folder: string;
  /** A log file that has grown to this is followed by a new one. 64 MiB unless told. */
  readonly fileBytes?: number;
  report?(event: NetworkEvent): void;
}

const defaultFileBytes = 64 * 1024 * 1024;

/**
 * Opens the network of a folder: the table in memory, the log the truth. A call is acknowledged, and
 * visible to reads, when its record has passed `fdatasync`: it outlives a crash of the machine.
 *
 * The folder must be held by one process (see config/data-folder.ts).
 *
 * @throws LogDamage when calls that had been acknowledged cannot be read
 *
 * @example
 * const network = await openEmbeddedNetwork({ folder: '/var/lib/whorl/network' });
 * await network.close();
 */
export async function openEmbeddedNetwork(options: EmbeddedOptions): Promise<Network> {
  const { folder, fileBytes = defaultFileBytes, report = () => undefined } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const table = createTable();
  const end = await replayLog({ folder, table, report });
  return refuseAfterClose(createNetwork({ table, report, end: { ...end, folder, fileBytes } }));
}

type Report = (event: NetworkEvent) => void;

async function replayLog(options: {
  readonly folder: string;
  readonly table: Table;
  readonly report: Report;
}): Promise<Pick<LogEnd, 'number' | 'length'>> {
  const { folder, table, report } = options;
  const apply = (record: Buffer): void => table.apply(decodeCounted(record));
  const files = await listLogFiles(folder);
  let length = 0;
  for (const [index, path] of files.entries()) {
    const isNewest = index === files.length - 1;
    const found = await recoverFile({ path, isNewest, apply });
    if (found.cutBytes > 0) report(tailCut(path, found));
    length = found.length;
  }
  return { number: Math.max(files.length, 1), length };
}

const tailCut = (path: string, found: { length: number; cutBytes: number }): NetworkEvent => ({
  event: 'log-tail-cut',
  note: `${path} ended in ${found.cutBytes} bytes of an unfinished batch, which were cut off at byte ${found.length}: a crash leaves such an end, of calls that were never answered. Nothing needs doing.`,
});

function createNetwork(options: {
  readonly table: Table;
  readonly report: Report;
  readonly end: LogEnd;
}): Network {
  const { table, report, end } = options;
  const log = new AppendLog(end);
  let isStopReported = false;

  async function append(record: Buffer): Promise<void> {
    try {
      await log.append(record);
    } catch (err) {
      if (log.isStopped && !isStopReported) {
        isStopReported = true;
        const note = `${end.folder} takes no more calls. Put the disk right and start the service again.`;
        report({ event: 'log-stopped', note, err });
      }
      throw err;
    }
  }

  return {
    read: async (query) => table.read(query),
    async record(call) {
      await append(encodeCall(call));
      table.apply(call);
    },
    recall: async (key, nowMs) => table.recall(key, nowMs),
    size: async () => table.size(),
    close: () => log.close(),
  };
}
