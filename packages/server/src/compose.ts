/** Puts the service together. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type Closing, createClosing } from './closing.ts';
import { adminSocketPath } from './config/admin-socket.ts';
import { type Clock, systemClock } from './config/clock.ts';
import { readDiskFault } from './config/data-folder-error.ts';
import { writeDurably } from './config/durable-file.ts';
import { type SettingName, settingRows } from './config/settings.ts';
import { openDemo, writeDemoConfig } from './environment/demo.ts';
import { ownHost } from './environment/hosts.ts';
import { createAdminApp } from './http/admin/app.ts';
import { listenOnSocket, listenWithTls, ownerDoor } from './http/admin/listen.ts';
import { type OpenedHouse, openHouse } from './open-house.ts';
import type { EnvironmentName } from './registry/registry.ts';
import { serveEnvironment } from './serve-environment.ts';

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
  /** Of the sandbox. */
  readonly baseUrl: string;
  /** Of production, where it was set up and started. */
  readonly productionUrl: string | undefined;
  /** Why production was set up and did not start, one sentence each. */
  readonly unmetRequirements: readonly string[];
  /** Of the admin API's TLS listener; none where another service has the port that is the default. */
  readonly adminUrl: string | undefined;
  /** Absolute. */
  readonly dataDir: string;
  /** Answers what is in flight, then lets go of ports, stores and folder. */
  close(): Promise<void>;
}

/**
 * Starts what a data folder holds: the sandbox, production where it was set up, and the admin API.
 *
 * @throws DataFolderError, SettingError, MasterKeyError, KeyringError, LogDamage or RegistryError, each with
 * what to do; the system's error when an address cannot be listened on
 * @example
 * const whorl = await startWhorl({ dataDir: '.whorl', flags: { port: '0', adminPort: '0' } });
 * console.log(whorl.baseUrl); // https://localhost:40517/identity
 * await whorl.close();
 */
export async function startWhorl(options: StartOptions): Promise<RunningWhorl> {
  const house = await openHouseOf(options);
  const closing = createClosing();
  closing.add(() => house.close());
  try {
    return await serve(house, closing);
  } catch (error) {
    await closing.run();
    throw readDiskFault(house.folder, error);
  }
}

/** The admin API of a data folder that nobody serves. */
export interface AdminHere {
  /** Answers one request, as the folder's owner unless it brings a session or a token. */
  handle(request: Request): Promise<Response>;
  close(): Promise<void>;
}

/**
 * Takes a data folder's lock and answers its admin API in this process: what a command does while no
 * service runs.
 *
 * @throws as {@link startWhorl}; DataFolderError when a service has the folder
 */
export async function openAdminHere(options: StartOptions): Promise<AdminHere> {
  const house = await openHouseOf({ flags: { logLevel: 'warn' }, ...options });
  const app = createAdminApp(house);
  return { handle: (request) => app(request, ownerDoor()), close: () => house.close() };
}

async function openHouseOf(options: StartOptions): Promise<OpenedHouse> {
  try {
    return await openHouse({ clock: systemClock, random: randomBytes, ...options });
  } catch (error) {
    throw readDiskFault(options.dataDir, error);
  }
}

const hourMs = 60 * 60_000;

async function serve(house: OpenedHouse, closing: Closing): Promise<RunningWhorl> {
  const { folder, log } = house;
  const sandbox = required(house, 'sandbox');
  await openDemo(folder, sandbox);
  const { baseUrl } = await serveNamed(house, 'sandbox', closing);
  await writeDemoConfig(folder, baseUrl);
  house.production.onStart(async () => void (await serveNamed(house, 'production', closing)));
  const unmet = await house.production.start();
  const adminUrl = await serveAdmin(house, closing);
  await house.tend();
  void house.remind();
  const tending = setInterval(() => void house.tend().then(house.remind), hourMs);
  tending.unref();
  closing.add(() => clearInterval(tending));
  const productionUrl = house.environment('production')?.baseUrl();
  log.info('listening', { baseUrl, dataDir: folder });
  return {
    baseUrl,
    productionUrl,
    unmetRequirements: unmet.map(({ sentence }) => sentence),
    adminUrl,
    dataDir: folder,
    close: () => closing.run(),
  };
}

function required(house: OpenedHouse, name: EnvironmentName) {
  const environment = house.environment(name);
  if (environment === undefined) throw new Error(`There is no ${name}.`);
  return environment;
}

async function serveNamed(house: OpenedHouse, name: EnvironmentName, closing: Closing) {
  const served = await serveEnvironment(required(house, name), house.log);
  closing.add(() => served.close());
  return served;
}

/** Opens both doors of the admin API. */
async function serveAdmin(house: OpenedHouse, closing: Closing): Promise<string | undefined> {
  const { folder, settings } = house;
  const app = createAdminApp(house);
  const socket = await adminSocketPath(folder);
  closing.add(() => socket.release());
  const local = await listenOnSocket(app, socket.path);
  closing.add(() => local.close());
  const { server, serverRoot } = required(house, 'sandbox').authorities.current();
  await writeDurably(join(folder, 'admin-ca.pem'), serverRoot.certificate, 'public');
  const { adminHost: host, adminPort: port } = settings;
  const listener = await listenWithTls(app, { host, port, ...server }).catch(
    passOverTakenDefault(house),
  );
  if (listener === undefined) return undefined;
  closing.add(() => listener.close());
  return `https://${ownHost(host)}:${listener.port}`;
}

/** A second service on one machine is not kept from starting by a port that nobody chose. */
const passOverTakenDefault =
  ({ settings: { adminPort }, log }: OpenedHouse) =>
  (error: NodeJS.ErrnoException): undefined => {
    const isDefault = adminPort === settingRows.adminPort.default;
    if (error.code !== 'EADDRINUSE' || !isDefault) throw error;
    const note = `another service has port ${adminPort}: the admin API is on the folder’s socket alone. Set adminPort to another, or to 0`;
    log.warn('no-admin-port', { note });
  };
