import { createHmac, generateKeyPair } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Clock } from './config/clock.ts';
import { putInPlace, readIfThere, writeDurably } from './config/durable-file.ts';
import type { Settings } from './config/settings.ts';
import { readExportedHeads } from './environment/audit-heads.ts';
import { openAuthorityRoom } from './environment/authority-room.ts';
import type { Elsewhere, Environment } from './environment/environment.ts';
import { hostsOf } from './environment/hosts.ts';
import type { TrailName } from './environment/house.ts';
import { openEnvironmentNetwork } from './open-network.ts';
import type { Random } from './pki/certificate.ts';
import type { Keyring } from './pki/keyring.ts';
import { createRefusals } from './refusals/refusals.ts';
import type { AuditEntry } from './registry/audit.ts';
import { type EnvironmentName, type Registry, RegistryError } from './registry/registry.ts';
import { rememberLookUps } from './registry/remembered.ts';
import { openSqliteRegistry } from './registry/sqlite/sqlite-registry.ts';
import type { Log } from './telemetry/log.ts';
import { createTurns, type InTurn } from './turns.ts';

/** A key for each trail: a record of one has no place in another. */
export const trailKeyOf = ({ auditKey }: Keyring, trail: TrailName): Buffer =>
  createHmac('sha256', auditKey).update(`trail:${trail}`).digest();

const generateRsa = promisify(generateKeyPair);
const makingKeys = createTurns();

/** What an environment is opened with. */
export interface EnvironmentGround {
  /** The data folder. */
  readonly folder: string;
  readonly settings: Settings;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** The turns of steps that look into another environment. */
  readonly alone: InTurn;
}

/** An environment with its stores; it listens or not. */
export interface OpenedEnvironment extends Environment {
  /** Said by who listens. */
  setBaseUrl(baseUrl: string | undefined): void;
  /** Removes what is older than the journal is kept, where it is opened. */
  pruneJournal(): Promise<void>;
  close(): Promise<void>;
}

/** Those that are opened. */
export type Environments = Map<EnvironmentName, OpenedEnvironment>;

/** An environment's folder in a data folder. */
export const environmentFolder = (folder: string, name: EnvironmentName): string =>
  join(folder, name);

const registryName = 'registry.sqlite';

/** An environment's registry: that it is there says that the environment was set up. */
export const registryFile = (folder: string, name: EnvironmentName): string =>
  join(environmentFolder(folder, name), registryName);

/** The registry of an environment's folder, with its authorities; each made where there is none. */
async function openRegistry(name: EnvironmentName, folder: string, ground: EnvironmentGround) {
  const { settings, keyring, clock, random, log } = ground;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, registryName);
  const registry = rememberLookUps(
    await openSqliteRegistry({ path, auditKey: trailKeyOf(keyring, name) }),
  );
  await refuseLost(name, registry, ground.folder).catch(async (error) => {
    await registry.close();
    throw error;
  });
  const authorities = await openAuthorityRoom({
    environment: name,
    registry,
    keyring,
    hosts: hostsIn(name, settings),
    nowMs: clock.nowMs(),
    random,
    warn: (note) => log.warn('authority', { note }),
  });
  return { registry, authorities };
}

/**
 * A registry that is empty, of an environment whose trail was exported before, was taken away or cut short. A
 * new one in its place would lock every caller out.
 *
 * @throws RegistryError
 */
async function refuseLost(
  name: EnvironmentName,
  registry: Registry,
  folder: string,
): Promise<void> {
  if ((await registry.auditHead()).seq > 0) return;
  const exported = await readExportedHeads(folder);
  if (!exported.some(({ trail }) => trail === name)) return;
  throw new RegistryError(
    `${registryFile(folder, name)} is missing or empty, and audit-heads.jsonl knows what was in it. Restore it from a copy; to begin anew, use another folder.`,
  );
}

/**
 * Makes the folder of an environment that is not there, with a first entry in its trail: a crash leaves all
 * of it or nothing.
 */
export async function makeEnvironment(
  name: EnvironmentName,
  ground: EnvironmentGround,
  entry: AuditEntry,
): Promise<void> {
  await putInPlace(environmentFolder(ground.folder, name), async (next) => {
    const { registry } = await openRegistry(name, next, ground);
    try {
      await registry.change((edits) => edits.audit(entry));
    } finally {
      await registry.close();
    }
  });
}

/** Opens an environment, and makes it where there is none. */
async function openEnvironment(
  name: EnvironmentName,
  ground: EnvironmentGround,
  environments: Environments,
): Promise<OpenedEnvironment> {
  const { settings, keyring, clock, random } = ground;
  const folder = environmentFolder(ground.folder, name);
  const { registry, authorities } = await openRegistry(name, folder, ground);
  const inTurn = createTurns();
  let baseUrl: string | undefined;
  const isServing = (): boolean => baseUrl !== undefined;
  const { close, ...kept } = openEnvironmentNetwork(name, { ...ground, folder, isServing });
  return {
    name,
    registry,
    authorities,
    keyring,
    settings,
    clock,
    random,
    elsewhere: elsewhereOf(name, environments, ground),
    ...(name === 'sandbox' && { refusals: createRefusals() }),
    makeKey: () => makingKeys(() => generateRsa('rsa', { modulusLength: 2048 })),
    ...kept,
    baseUrl: () => baseUrl,
    setBaseUrl(url) {
      baseUrl = url;
    },
    countCalls: async (projectId) => (await kept.network()).countCalls(projectId),
    publish: (file, make) =>
      inTurn(async () => writeDurably(join(folder, file), await make(), 'public')),
    published: (file) => readIfThere(join(folder, file)),
    async close() {
      await close();
      await registry.close();
    },
  };
}

/** Opens an environment among those that are opened already. */
export async function addEnvironment(
  name: EnvironmentName,
  ground: EnvironmentGround,
  environments: Environments,
): Promise<OpenedEnvironment> {
  const environment = await openEnvironment(name, ground, environments);
  environments.set(name, environment);
  return environment;
}

function elsewhereOf(
  name: EnvironmentName,
  environments: Environments,
  { alone }: EnvironmentGround,
): Elsewhere {
  const others = () => [...environments.values()].filter((one) => one.name !== name);
  return {
    issuers: () =>
      Object.fromEntries(
        others().map(({ name: other, authorities }) => {
          const { clientIssuer, formerIssuers } = authorities.current();
          return [other, [clientIssuer.certificate, ...formerIssuers]];
        }),
      ),
    async knowsKey(fingerprint) {
      const uses = others().map(({ registry }) => registry.findKeyUse(fingerprint));
      return (await Promise.all(uses)).some((use) => use !== undefined);
    },
    alone,
  };
}

/** The sandbox's certificate serves the admin API's own listener too. */
function hostsIn(name: EnvironmentName, settings: Settings): readonly string[] {
  if (name === 'production')
    return hostsOf(settings.productionHost, settings.productionServerNames);
  const admin = hostsOf(settings.adminHost, '');
  return [...new Set([...hostsOf(settings.host, settings.serverNames), ...admin])];
}
