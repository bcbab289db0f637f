import { createStorageKey } from '../../../packages/server/src/network/storage-key.ts';

/** What a process is told that loads a network. */
export interface Loading {
  readonly folder: string;
  readonly seed: number;
  /** The number of its first event. */
  readonly from: number;
  readonly durability: 'sync' | 'async';
  /** Before which of its writes to the disk it kills itself; unless told, it waits to be killed. */
  readonly lastWrite?: number;
  /** How much of that write is done nevertheless. */
  readonly share?: number;
}

/** So short that files are begun, and images written, all the time. */
export const shortFiles = { fileBytes: 40_000, imageBytes: 30_000 } as const;

/** Of every network that is loaded and looked at. */
export const storageKey = () => createStorageKey(Buffer.alloc(16, 7));
