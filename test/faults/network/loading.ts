import { openEmbeddedNetwork } from '../../../packages/server/src/network/embedded/embedded-network.ts';
import { openTestRoom } from '../../../packages/server/src/network/embedded/keeping/testing/room.ts';
import type { ElementRef, Network } from '../../../packages/server/src/network/network.ts';
import { createStorageKey } from '../../../packages/server/src/network/storage-key.ts';
import { createKeyringContent, openKeyring } from '../../../packages/server/src/pki/keyring.ts';

/** What a process is told that loads a network. */
export interface Loading {
  readonly folder: string;
  readonly seed: number;
  /** The number of its first event. */
  readonly from: number;
  readonly durability: 'sync' | 'async';
  /** Whether it is kept as that of an environment: who is erased leaves every file. */
  readonly isKept?: boolean;
  /** Before which of its writes to the disk it kills itself; unless told, it waits to be killed. */
  readonly lastWrite?: number;
  /** How much of that write is done nevertheless. */
  readonly share?: number;
}

/** So short that files are begun, and images written, all the time. */
export const shortFiles = { fileBytes: 40_000, imageBytes: 30_000 } as const;

/** Of every network that is loaded and looked at. */
export const storageKey = () => createStorageKey(Buffer.alloc(16, 7));

/** The same in every process. */
export const keyring = () => {
  const masterKey = Buffer.alloc(32, 7);
  return openKeyring(
    createKeyringContent(masterKey, (bytes) => Buffer.alloc(bytes, 3)),
    masterKey,
  );
};

/** The network of an environment's folder, with images as it is told. */
export const openLoadedRoom = (folder: string, imageBytes: number = shortFiles.imageBytes) =>
  openTestRoom({ folder, keyring: keyring(), fileBytes: shortFiles.fileBytes, imageBytes, report });

/** A crash may have cut a batch short. */
const report = () => undefined;

/** A network to load, and how it erases. */
export interface Loaded {
  readonly network: Network;
  erase(elements: readonly ElementRef[], nowMs: number): Promise<unknown>;
}

export async function openLoaded({ folder, durability, isKept }: Loading): Promise<Loaded> {
  if (isKept === true) {
    const { network, keeping } = openLoadedRoom(folder);
    return { network: await network(), erase: (elements) => keeping.erase(elements) };
  }
  const ids = storageKey();
  const network = await openEmbeddedNetwork({ folder, storageKey: ids, durability, ...shortFiles });
  return { network, erase: network.erase };
}
