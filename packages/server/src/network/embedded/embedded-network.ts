import { mkdir } from 'node:fs/promises';
import { refuseAfterClose } from '../closing.ts';
import type { Network } from '../network.ts';
import type { StorageKey } from '../storage-key.ts';
import { AppendLog, type Durability } from './append-log.ts';
import { listImages, removeUnfinishedImages } from './image/image-files.ts';
import { ImageKeeper } from './image/image-keeper.ts';
import { fileHeadOf, type LogPosition, listLogFiles, type RecordPosition } from './log-files.ts';
import { createLoggedNetwork, type NetworkParts } from './logged-network.ts';
import type { Report } from './network-event.ts';
import { type LoggedBatch, readLog, readRecord } from './read-log.ts';
import { decodeEntry, type JournalEntry } from './record/journal.ts';
import { recoverLog } from './recover-log.ts';

export interface EmbeddedOptions {
  /** Holds log and images; made when it is missing, owner's mode. */
  readonly folder: string;
  /** What identifiers are sealed under in log, table and images. */
  readonly storageKey: StorageKey;
  /** When a call is acknowledged: see {@link Durability}. `sync` unless told. */
  readonly durability?: Durability;
  /** A log file that has grown to this is followed by a new one. 64 MiB unless told. */
  readonly fileBytes?: number;
  /** An image of the table is begun when the log has grown by this; see {@link bytesBetweenImages}. */
  readonly imageBytes?: number;
  /** The most memory of the table. No limit unless told. */
  readonly memoryLimitBytes?: number;
  /** Told what the operator should know. */
  readonly report?: Report;
}

/** A network with files, and what is done to them as a whole. */
export interface EmbeddedNetwork extends Network {
  /**
   * What is durable, commit by commit, from a place between two batches on; of what was pruned nothing. It ends
   * where the log does when it is asked for: ask again from the last `end`.
   *
   * @throws LogDamage for a batch that is not sound
   */
  records(from?: LogPosition): AsyncGenerator<LoggedBatch>;
  /**
   * The journal's entry of a call, or of one purchase of a history.
   *
   * @param purchase which of the record's purchases, counted from 0
   * @throws LogDamage when it is not there as it was written, RangeError when the record has no such entry
   */
  readEntry(position: RecordPosition, purchase?: number): Promise<JournalEntry>;
  /** Resolves to the end of the log, when all before it is durable. @throws LogWriteError */
  sync(): Promise<LogPosition>;
  /** Begins a new log file, so that nothing is written to those before. Resolves to its beginning. */
  roll(): Promise<LogPosition>;
  /** Writes an image of what is counted now, and removes every older one. */
  replaceImages(): Promise<void>;
}

const mebibyte = 1024 * 1024;

/**
 * Opens the network of a folder: the table in memory, the log the truth. A call is visible to reads when it is
 * acknowledged: when its record has passed `fdatasync`, and outlives a crash of the machine, unless durability
 * is `async`.
 *
 * The folder must be held by one process (see config/data-folder.ts).
 *
 * @throws LogDamage when calls that had been acknowledged cannot be read
 *
 * @example
 * const storageKey = createStorageKey(key);
 * const network = await openEmbeddedNetwork({ folder: '/var/lib/whorl/network', storageKey });
 * await network.close();
 */
export async function openEmbeddedNetwork(options: EmbeddedOptions): Promise<EmbeddedNetwork> {
  const { folder, storageKey, durability = 'sync', report = () => undefined } = options;
  const { fileBytes = 64 * mebibyte, imageBytes } = options;
  const { memoryLimitBytes = Number.POSITIVE_INFINITY } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await removeUnfinishedImages(folder);
  const head = fileHeadOf(storageKey);
  const found = await recoverLog({ folder, head, memoryLimitBytes, report });
  const { state, end, previousBytes, replayedBytes } = found;
  const [newest = 0] = await listImages(folder);
  const onStop = (err: unknown): void => {
    const note = `${folder} takes no more calls. Put the disk right and start the service again.`;
    report({ event: 'log-stopped', note, err });
  };
  const log = new AppendLog({
    ...{ folder, end, previousBytes, mark: head },
    ...{ fileBytes, durability, onStop },
  });
  const kept = { folder, head, state, log, imageBytes, replayedBytes, newest, report };
  const images = new ImageKeeper(kept);
  images.writeWhenDue();
  const parts: NetworkParts = { folder, head, state, log, images, ids: storageKey };
  return { ...refuseAfterClose(createLoggedNetwork(parts, report)), ...keepingOf(parts) };
}

function keepingOf(parts: NetworkParts): Omit<EmbeddedNetwork, keyof Network> {
  const { folder, log, images, ids } = parts;
  return {
    async *records(from = { number: 1, length: 0 }) {
      const [first = 1] = await listLogFiles(folder);
      const start = from.number < first ? { number: first, length: 0 } : from;
      yield* readLog(folder, { from: start, to: log.durableEnd });
    },
    async readEntry(position, purchase = 0) {
      return decodeEntry(await readRecord(folder, position), { ids, purchase });
    },
    sync: () => log.sync(),
    roll: () => log.roll(),
    replaceImages: () => images.replaceAll(),
  };
}
