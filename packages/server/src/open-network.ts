import { totalmem } from 'node:os';
import { join } from 'node:path';
import type { Environment } from './environment/environment.ts';
import type { Journal, JournalEvent } from './journal/journal.ts';
import { openSqliteJournal } from './journal/sqlite/sqlite-journal.ts';
import { systemTimer, withDeadline } from './network/deadline.ts';
import type { EmbeddedNetwork } from './network/embedded/embedded-network.ts';
import { openNetworkRoom } from './network/embedded/keeping/network-room.ts';
import type { NetworkEvent } from './network/embedded/network-event.ts';
import { followed } from './network/followed.ts';
import { type MeasuredNetwork, measured } from './network/measured.ts';
import type { EnvironmentGround } from './open-environment.ts';
import type { EnvironmentName } from './registry/registry.ts';
import type { Log } from './telemetry/log.ts';
import { createTurns } from './turns.ts';

/** What the network of an environment is opened with. */
export interface NetworkGround extends EnvironmentGround {
  /** The environment's. */
  readonly folder: string;
  readonly isServing: () => boolean;
}

/** An environment's network as its steps and calls use it. */
export interface EnvironmentNetwork extends Pick<Environment, 'keeping' | 'journal'> {
  /** Opened when it is first asked for. */
  network(): Promise<MeasuredNetwork>;
  /** Removes what is older than the journal is kept, rows and whole log files, where they are opened. */
  pruneJournal(): Promise<void>;
  close(): Promise<void>;
}

/** The embedded network of an environment: by its settings, measured, with a deadline for look-ups. */
export function openEnvironmentNetwork(
  environment: EnvironmentName,
  { folder, settings, keyring, random, clock, log, isServing }: NetworkGround,
): EnvironmentNetwork {
  const { durability, networkMemoryMegabytes, gatherDeadlineMs: readMs } = settings;
  const room = openNetworkRoom({
    ...{ folder, environment, keyring, random, clock, durability, isServing },
    memoryLimitBytes: networkMemoryMegabytes * bytesAMegabyte || totalmem() / 2,
    inTurn: createTurns(),
    report: reportTo(log),
  });
  const wrapped = new WeakMap<EmbeddedNetwork, MeasuredNetwork>();
  let opened: Promise<Journal> | undefined;
  const journal = (): Promise<Journal> => {
    opened ??= openSqliteJournal({
      path: join(folder, 'journal.sqlite'),
      source: () => room.journalSource(),
      ...{ clock, days: settings.journalDays, report: reportTo(log) },
    });
    return opened;
  };
  return {
    async network() {
      const network = await room.network();
      const known = wrapped.get(network);
      if (known !== undefined) return known;
      const { follow } = await journal();
      const logged = followed(network, follow);
      const made = measured(withDeadline(logged, { readMs, timer: systemTimer }), clock);
      wrapped.set(network, made);
      return made;
    },
    journal,
    async pruneJournal() {
      if (opened === undefined) return;
      await (await opened).prune();
      await room.keeping.pruneLog(clock.nowMs() - settings.journalDays * dayMs);
    },
    keeping: room.keeping,
    async close() {
      await (await opened)?.close();
      await room.close();
    },
  };
}

const bytesAMegabyte = 1024 * 1024;
const dayMs = 24 * 60 * 60_000;

const reportTo =
  (log: Log) =>
  ({ event, note, err }: NetworkEvent | JournalEvent): void =>
    log[event === 'journal-of-new-log' ? 'info' : 'warn'](event, {
      note,
      ...(err instanceof Error && { err }),
    });
