import type { JournalSource } from '../../journal-source.ts';
import {
  type EraseReceipt,
  KeepingRefused,
  type NetworkKeeping,
  type RekeyReceipt,
  type RestoreReceipt,
} from '../../keeping.ts';
import type { ElementRef } from '../../network.ts';
import { storeElements } from '../../stored-form.ts';
import type { EmbeddedNetwork } from '../embedded-network.ts';
import { journalSourceOf } from '../journal-source.ts';
import { fileHeadOf } from '../log-files.ts';
import { makeBackup } from './backup.ts';
import { deriveNetwork } from './derive.ts';
import { eraseEverywhere } from './erase-everywhere.ts';
import { generationFolder, newestGeneration } from './generation.ts';
import { HeldGeneration } from './held-generation.ts';
import { readBackup } from './manifest.ts';
import type { OpenedGeneration, OpeningGround } from './opened.ts';
import { pruneLogFiles } from './prune-log.ts';
import { checkFiles, erasedSince } from './restore.ts';
import { rewrapStorageKey } from './storage-key-file.ts';

/** How the network of an environment is opened and kept. */
export interface NetworkRoomOptions extends OpeningGround {
  /** Whether calls are served: then its files are not replaced. */
  readonly isServing: () => boolean;
  /** Does what concerns files one after the other. */
  readonly inTurn: <Result>(work: () => Promise<Result>) => Promise<Result>;
}

/** The network of an environment, with its keeping. */
export interface NetworkRoom {
  /** Opened when it is first asked for. After a restore or a rekey it is another. */
  network(): Promise<EmbeddedNetwork>;
  /** Its log, for its journal: likewise. */
  journalSource(): Promise<JournalSource>;
  readonly keeping: NetworkKeeping;
  close(): Promise<void>;
}

/**
 * The network that an environment's folder keeps. Nothing is opened before it is asked for.
 *
 * @example
 * const room = openNetworkRoom({ folder: '/srv/whorl/sandbox', environment: 'sandbox', … });
 * await (await room.network()).size();
 * await room.keeping.backup('/backups/monday');
 * await room.close();
 */
export function openNetworkRoom(options: NetworkRoomOptions): NetworkRoom {
  const { inTurn } = options;
  const held = new HeldGeneration(options);
  return {
    network: async () => (await held.open()).network,
    async journalSource() {
      const { network, key } = await held.open();
      return journalSourceOf(network, key.ids);
    },
    keeping: {
      backup: (folder) =>
        inTurn(async () => {
          const opened = await held.open();
          const erasures = opened.erased.settled;
          return makeBackup({ ...opened, ground: options, erasures }, folder);
        }),
      erase: (elements) => inTurn(async () => erase(options, await held.open(), elements)),
      restore: (folder) => inTurn(() => restore(options, held, folder)),
      rekey: () => inTurn(() => rekey(options, held)),
      pruneLog: (beforeMs) =>
        inTurn(async () => {
          const { place, key } = await held.open();
          const head = fileHeadOf(key.ids);
          return pruneLogFiles({ folder: place.folder, head }, beforeMs);
        }),
      rewrap: () => inTurn(() => rewrap(options)),
    },
    close: () => inTurn(() => held.close()),
  };
}

async function erase(
  { clock }: NetworkRoomOptions,
  opened: OpenedGeneration,
  elements: readonly ElementRef[],
): Promise<EraseReceipt> {
  const { erased, key } = opened;
  const erasure = { atMs: clock.nowMs(), ...storeElements(elements, key.ids) };
  // One that failed half-way is taken up again: done twice, the second time would take what was seen in between.
  const place = erased.placeOfPending(erasure) ?? (await erased.add(erasure));
  return eraseEverywhere(opened, { place, erasure });
}

async function restore(
  options: NetworkRoomOptions,
  held: HeldGeneration,
  folder: string,
): Promise<RestoreReceipt> {
  refuseWhileServing(options, 'restored');
  const { manifest, key } = await readBackup(folder, options);
  await checkFiles(folder, manifest);
  let erasedAgain = 0;
  const { network } = await held.replace(async ({ erased, key: { ids: list } }, to) => {
    const since = erasedSince(erased, manifest, { list, backup: key.ids });
    erasedAgain = since.reduce((sum, { kinds }) => sum + kinds.length, 0);
    await deriveNetwork({
      from: { folder, ids: key.ids },
      to: { folder: to.folder, ids: to.key.ids },
      erased: since,
      report: options.report,
    });
  });
  const { elements, links } = await network.size();
  return { elements, links, erasedAgain };
}

async function rekey(options: NetworkRoomOptions, held: HeldGeneration): Promise<RekeyReceipt> {
  refuseWhileServing(options, 'rekeyed');
  let records = 0;
  const { network } = await held.replace(async ({ place, key }, to) => {
    records = await deriveNetwork({
      from: { folder: place.folder, ids: key.ids },
      to: { folder: to.folder, ids: to.key.ids },
      erased: [],
      report: options.report,
    });
  });
  return { elements: (await network.size()).elements, records };
}

async function rewrap(ground: OpeningGround): Promise<number> {
  const number = await newestGeneration(ground);
  if (number === 0) return 0;
  const folder = generationFolder(ground, number);
  return (await rewrapStorageKey(ground, { folder, number })) ? 1 : 0;
}

function refuseWhileServing({ isServing, environment }: NetworkRoomOptions, what: string): void {
  if (isServing())
    throw new KeepingRefused(
      `The network of ${environment} cannot be ${what} while calls are served. Stop the service first.`,
    );
}
