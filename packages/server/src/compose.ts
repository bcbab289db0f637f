/** Puts the service together: the only file that names concrete parts. */
import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { models } from '@whorl/engine';
import { type Clock, systemClock } from './config/clock.ts';
import { type DataFolder, openDataFolder } from './config/data-folder.ts';
import { readSettingsFile, resolveSettings } from './config/load.ts';
import type { SettingName, Settings } from './config/settings.ts';
import { openAuthorities } from './environment/authorities.ts';
import { openDemo, writeDemoConfig } from './environment/demo.ts';
import { openServerIdentity, ownHost, sandboxHosts } from './environment/server-certificate.ts';
import { type Listener, type ListenerTls, openListener } from './http/listener.ts';
import { createFailureLimit } from './http/public/failure-limit.ts';
import {
  createPublicHandler,
  createUnreadableHandler,
  type PublicApi,
} from './http/public/handler.ts';
import { createResolveCaller, createStrangerCloser } from './http/resolve-caller.ts';
import { openEmbeddedNetwork } from './network/embedded/embedded-network.ts';
import type { NetworkEvent } from './network/embedded/network-event.ts';
import type { Network } from './network/network.ts';
import { createKeyRoom } from './pipeline/caller.ts';
import { createRepeats } from './pipeline/repeats.ts';
import type { Authorities } from './pki/authority.ts';
import { createExamination } from './pki/examine.ts';
import { createKeyring, type Keyring } from './pki/keyring.ts';
import { openJsonRegistry } from './registry/json/json-registry.ts';
import type { Registry } from './registry/registry.ts';
import { createLog, type Log } from './telemetry/log.ts';

/** How a service is started. */
export interface StartOptions {
  /** Where everything is kept; made where it is missing. */
  readonly dataDir: string;
  /** Settings as they were typed. */
  readonly flags?: Readonly<Partial<Record<SettingName, string>>>;
  /** Environment variables, for `WHORL_*`. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Where log lines go instead of standard error. */
  readonly logStream?: { write(line: string): void };
  readonly clock?: Clock;
}

/** A service that listens. */
export interface RunningWhorl {
  readonly baseUrl: string;
  /** Absolute. */
  readonly dataDir: string;
  /** Answers what is in flight, then lets go of port, stores and folder. */
  close(): Promise<void>;
}

/**
 * Starts the sandbox of a data folder.
 *
 * @throws DataFolderError, SettingError, LogDamage or RegistryError, each with what to do; the system's
 * error when the address cannot be listened on
 * @example
 * const whorl = await startWhorl({ dataDir: '.whorl', flags: { port: '0' } });
 * console.log(whorl.baseUrl); // https://localhost:40517/identity
 * await whorl.close();
 */
export async function startWhorl(options: StartOptions): Promise<RunningWhorl> {
  const { dataDir, flags = {}, environment = {}, clock = systemClock } = options;
  const folder = await openDataFolder(dataDir);
  const undo: (() => unknown)[] = [() => folder.release()];
  try {
    const settings = resolveSettings({
      flags,
      environment,
      file: await readSettingsFile(folder.path),
    });
    const log = createLog({
      level: settings.logLevel,
      ...(options.logStream && { stream: options.logStream }),
    });
    undo.unshift(() => log.flush());
    const parts = await openParts({ folder, settings, clock, log });
    undo.unshift(
      () => parts.registry.close(),
      () => parts.network.close(),
    );
    const service = await listen(parts);
    undo.unshift(() => service.close());
    const baseUrl = `https://${ownHost(settings.host)}:${service.port}/identity`;
    await writeDemoConfig(folder.path, baseUrl);
    log.info('listening', { baseUrl, dataDir: folder.path });
    return { baseUrl, dataDir: folder.path, close: () => runAll(undo) };
  } catch (error) {
    await runAll(undo);
    throw error;
  }
}

async function runAll(steps: readonly (() => unknown)[]): Promise<void> {
  for (const step of steps) await step();
}

/** What is opened before anybody can call. */
interface Parts {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: Log;
  readonly authorities: Authorities;
  readonly tls: ListenerTls;
  readonly keyring: Keyring;
  readonly registry: Registry;
  readonly network: Network;
}

interface Ground {
  readonly folder: DataFolder;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: Log;
}

async function openParts({ folder, settings, clock, log }: Ground): Promise<Parts> {
  const sandbox = join(folder.path, 'sandbox');
  await mkdir(sandbox, { recursive: true, mode: 0o700 });
  const nowMs = clock.nowMs();
  const keyring = createKeyring(folder.masterKey);
  const [authorities, registry, network] = await Promise.all([
    openAuthorities(sandbox, nowMs),
    openJsonRegistry(join(sandbox, 'registry.json')),
    openEmbeddedNetwork({ folder: join(sandbox, 'network'), report: reportTo(log) }),
  ]);
  await openDemo({ folder: folder.path, authorities, registry, keyring, nowMs });
  const hosts = sandboxHosts(settings.host);
  const authority = authorities.serverRoot;
  const identity = await openServerIdentity({ folder: sandbox, authority, hosts, nowMs });
  const tls = {
    certificateChain: identity.certificate,
    privateKey: identity.privateKey,
    clientAuthorities: [authorities.clientRoot.certificate, authorities.clientIssuer.certificate],
  };
  return { settings, clock, log, authorities, tls, keyring, registry, network };
}

const reportTo =
  (log: Log) =>
  ({ event, note, err }: NetworkEvent): void =>
    log.warn(event, { note, ...(err instanceof Error && { err }) });

async function listen(parts: Parts): Promise<Pick<Listener, 'port'> & { close(): Promise<void> }> {
  const { settings, clock, log, registry, network, keyring, authorities, tls } = parts;
  let draining = false;
  const examine = createExamination({ issuer: authorities.clientIssuer.certificate, others: {} });
  const resolveCaller = createResolveCaller(registry, examine);
  const api: PublicApi = {
    environment: 'sandbox',
    settings,
    clock,
    log,
    resolveCaller,
    failures: createFailureLimit(settings.decryptionFailuresPerMinute),
    answering: {
      keys: createKeyRoom(registry, keyring.unwrap),
      network,
      repeats: createRepeats(network),
      model: models.v0,
      random: randomBytes,
    },
    isDraining: () => draining,
  };
  const { host, port, idleTimeoutMs, drainTimeoutMs, badCertificate } = settings;
  const onConnection =
    badCertificate === 'close' && createStrangerCloser({ resolveCaller, clock, log });
  const listener = await openListener({
    tls,
    host,
    port,
    idleTimeoutMs,
    handle: createPublicHandler(api),
    refuseUnreadable: createUnreadableHandler(api),
    ...(onConnection && { onConnection }),
  });
  return {
    port: listener.port,
    close() {
      draining = true;
      return listener.close(drainTimeoutMs);
    },
  };
}
