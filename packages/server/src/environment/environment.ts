import type { KeyObject } from 'node:crypto';
import type { Clock } from '../config/clock.ts';
import type { Settings } from '../config/settings.ts';
import type { Journal } from '../journal/journal.ts';
import type { NetworkKeeping } from '../network/keeping.ts';
import type { MeasuredNetwork } from '../network/measured.ts';
import type { Random } from '../pki/certificate.ts';
import type { Keyring } from '../pki/keyring.ts';
import type { Refusals } from '../refusals/refusals.ts';
import type { EnvironmentName, Registry } from '../registry/registry.ts';
import type { AuthorityRoom } from './authority-room.ts';

/**
 * The sandbox or production: a registry, authorities and keys of its own. Nothing of one is good in the
 * other, and no step reads both but promotion.
 */
export interface Environment {
  readonly name: EnvironmentName;
  readonly registry: Registry;
  readonly authorities: AuthorityRoom;
  readonly keyring: Keyring;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly random: Random;
  readonly elsewhere: Elsewhere;
  /** What it refused of late. Production keeps none. */
  readonly refusals?: Refusals;
  /** Makes an RSA-2048 pair, one at a time: the threads that do it are those that write the log of calls. */
  makeKey(): Promise<{ readonly publicKey: KeyObject; readonly privateKey: KeyObject }>;
  /** Where callers find it, while it listens. */
  baseUrl(): string | undefined;
  /** The identity network. Opened when it is first asked for: a long log takes a while. */
  network(): Promise<MeasuredNetwork>;
  /** What is done to the network's files. */
  readonly keeping: NetworkKeeping;
  /** The journal of its calls. Opened with the network. */
  journal(): Promise<Journal>;
  /** How many calls of a project were answered. */
  countCalls(projectId: string): Promise<number>;
  /**
   * Writes what others read from the environment's folder: the revocation list. It is made and written after
   * whatever was published before, so that the newest is what stays.
   */
  publish(name: string, make: () => Promise<string>): Promise<void>;
  /** What was published last. */
  published(name: string): Promise<string | undefined>;
}

/** The other environments, known only so that nothing of theirs is taken here. */
export interface Elsewhere {
  /** Their client issuers by the environment's name, PEM. */
  issuers(): Readonly<Record<string, readonly string[]>>;
  /** Whether a public key, by its SPKI fingerprint, has a use there. */
  knowsKey(fingerprint: string): Promise<boolean>;
  /** Runs a step while no other environment runs one of these: what is looked up there stays so. */
  alone<Result>(step: () => Promise<Result>): Promise<Result>;
}

/** Who does a step, as the audit trail names them. */
export type Actor = string;
