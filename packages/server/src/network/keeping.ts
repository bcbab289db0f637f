/** What is done to a network as a whole, beside what its promise tells: it concerns files. */
import type { ElementRef, Forgotten } from './network.ts';

/** What a backup holds. */
export interface BackupReceipt {
  /** Absolute. */
  readonly folder: string;
  readonly elements: number;
  readonly links: number;
  readonly bytes: number;
}

/** What came back. */
export interface RestoreReceipt {
  readonly elements: number;
  readonly links: number;
  /** Elements that had been erased after the backup was made, and were erased again. */
  readonly erasedAgain: number;
}

/** What an erasure did. It names nobody. */
export interface EraseReceipt extends Forgotten {
  /** Records of the log that were rewritten. */
  readonly records: number;
}

/** What was written anew under the new storage key. */
export interface RekeyReceipt {
  readonly elements: number;
  readonly records: number;
}

/** The network of an environment, as its operator keeps it. */
export interface NetworkKeeping {
  /**
   * Copies the network to a new folder while calls are served: as it was at one instant.
   *
   * @throws KeepingRefused when the folder is there and not empty, or cannot be written
   */
  backup(folder: string): Promise<BackupReceipt>;
  /**
   * Replaces the network by a backup, under a new storage key. What was erased since is erased again.
   *
   * @throws KeepingRefused while calls are served, and for what is no whole backup of this environment
   */
  restore(folder: string): Promise<RestoreReceipt>;
  /** Forgets elements in table, log and images, and remembers that they were erased, for restores. */
  erase(elements: readonly ElementRef[]): Promise<EraseReceipt>;
  /**
   * Writes every identifier anew under a new storage key, and destroys the old one.
   *
   * @throws KeepingRefused while calls are served
   */
  rekey(): Promise<RekeyReceipt>;
  /**
   * Removes log files of which everything took place before an instant, as far as images hold what they tell: the
   * journal of those calls is gone then, what was counted is not.
   *
   * @returns how many files
   */
  pruneLog(beforeMs: number): Promise<number>;
  /** Wraps the storage key under the newest generation of the keyring. @returns how many keys that concerned */
  rewrap(): Promise<number>;
}

/** Something that cannot be done as things are: one sentence, with what to do. */
export class KeepingRefused extends Error {
  override readonly name = 'KeepingRefused';
}
