import type { Report } from '../network-event.ts';

/** Wraps secrets for rest: the keyring of the data folder (pki/keyring.ts). */
export interface KeyWrapping {
  wrap(purpose: string, secret: Uint8Array): string;
  /** @throws when it was wrapped for another purpose, or under a key that is gone */
  unwrap(purpose: string, wrapped: string): Uint8Array;
  isStale(wrapped: string): boolean;
}

/** What the network of an environment is kept with. */
export interface KeepingGround {
  /** The environment's folder, held by this process. */
  readonly folder: string;
  /** The environment's name. */
  readonly environment: string;
  readonly keyring: KeyWrapping;
  readonly random: (bytes: number) => Uint8Array;
  readonly clock: { readonly nowMs: () => number };
  readonly report: Report;
}
