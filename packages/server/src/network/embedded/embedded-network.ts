import { mkdir } from 'node:fs/promises';
import { refuseAfterClose } from '../closing.ts';
import type { Network } from '../network.ts';
import type { Table } from '../table.ts';
import { AppendLog } from './append-log.ts';
import { encodeCall } from './call-codec.ts';
import { imageFile, writeImage } from './image.ts';
import type { Report } from './network-event.ts';
import { replayLog } from './replay-log.ts';

export interface EmbeddedOptions {
  /** Holds the log files; made when it is missing, owner's mode. */
  readonly folder: string;
  /** A log file that has grown to this is followed by a new one. 64 MiB unless told. */
  readonly fileBytes?: number;
  /** An image of the table is written when the log has grown by this. 16 MiB unless told. */
  readonly imageBytes?: number;
  /** Told what the operator should know. */
  readonly report?: Report;
}

const mebibyte = 1024 * 1024;

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
  const { folder, fileBytes = 64 * mebibyte, report = () => undefined } = options;
  const { imageBytes = 16 * mebibyte } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { table, end, replayedBytes } = await replayLog(folder, report);
  const log = new AppendLog({ folder, end, fileBytes });
  const keepImage = createImageKeeper({ folder, table, log, imageBytes, report });
  keepImage(replayedBytes);
  return refuseAfterClose(createNetwork({ folder, table, log, keepImage, report }));
}

/** The parts of an opened network. */
interface Parts {
  readonly folder: string;
  readonly table: Table;
  readonly log: AppendLog;
  readonly report: Report;
}

/** Tells how many more bytes of the log there are, and has an image written when they are many. */
type KeepImage = (moreBytes: number) => void;

/**
 * Images are written while nobody is served, at opening and at closing: writing one holds up everything
 * else for about a second a million rows.
 */
function createImageKeeper(parts: Parts & { readonly imageBytes: number }): KeepImage {
  const { folder, table, log, imageBytes, report } = parts;
  let bytes = 0;
  return (moreBytes) => {
    bytes += moreBytes;
    if (bytes <= imageBytes) return;
    try {
      writeImage(folder, table, log.end);
      bytes = 0;
    } catch (err) {
      const note = `${imageFile(folder)} could not be written: is the disk full? The next start takes longer; nothing is lost.`;
      report({ event: 'image-not-written', note, err });
    }
  };
}

function createNetwork(parts: Parts & { readonly keepImage: KeepImage }): Network {
  const { table, log, keepImage } = parts;
  const append = reportingStop(parts);
  return {
    read: async (query) => table.read(query),
    async record(call) {
      await append(encodeCall(call));
      table.apply(call);
    },
    recall: async (key, nowMs) => table.recall(key, nowMs),
    size: async () => table.size(),
    countCalls: async (projectId) => table.countCalls(projectId),
    async close() {
      await log.close();
      keepImage(log.appendedBytes);
    },
  };
}

/** Appends; reports once when nothing can be appended any more. */
function reportingStop({ folder, log, report }: Parts): (record: Buffer) => Promise<void> {
  let isReported = false;
  return async (record) => {
    try {
      await log.append(record);
    } catch (err) {
      const note = `${folder} takes no more calls. Put the disk right and start the service again.`;
      if (log.isStopped && !isReported) report({ event: 'log-stopped', note, err });
      isReported ||= log.isStopped;
      throw err;
    }
  };
}
