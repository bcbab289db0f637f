import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openAccounts } from './accounts/better-auth/open-accounts.ts';
import { type Closing, createClosing } from './closing.ts';
import type { Clock } from './config/clock.ts';
import { type DataFolder, openDataFolder } from './config/data-folder.ts';
import { readSettingsFile, resolveSettings } from './config/load.ts';
import { openMasterKey } from './config/master-key.ts';
import type { SettingName, Settings } from './config/settings.ts';
import { unknownVariables } from './config/unknown-variables.ts';
import { exportHeads, lostTrails, readExportedHeads } from './environment/audit-heads.ts';
import type { ExportedHead, House, TrailName } from './environment/house.ts';
import { importFormat1 } from './environment/import-format-1.ts';
import { type KeyringFile, openKeyringFile } from './environment/keyring-file.ts';
import {
  finishRotation,
  type RotationGround,
  rotateMasterKey,
} from './environment/master-key-rotation.ts';
import { verifyRegistry } from './environment/reconcile.ts';
import { sendReminders } from './environment/reminders.ts';
import { isRevocationListDue, publishRevocationList } from './environment/revocation-list.ts';
import {
  addEnvironment,
  type EnvironmentGround,
  type Environments,
  environmentFolder,
  type OpenedEnvironment,
  registryFile,
  trailKeyOf,
} from './open-environment.ts';
import type { Random } from './pki/certificate.ts';
import { createProduction, type Production, type ProductionGround } from './production.ts';
import type { AuditTrail } from './registry/audit.ts';
import { importJsonRegistry } from './registry/json/read-old-registry.ts';
import type { EnvironmentName } from './registry/registry.ts';
import { openSqliteAuditTrail } from './registry/sqlite/sqlite-audit-trail.ts';
import { openSqliteRegistry } from './registry/sqlite/sqlite-registry.ts';
import { createLog } from './telemetry/log.ts';
import { createTurns } from './turns.ts';
import { version } from './version.ts';

/** How a data folder is opened. */
export interface HouseOptions {
  /** Where everything is kept; made where it is missing. */
  readonly dataDir: string;
  /** Settings as they were typed. */
  readonly flags?: Readonly<Partial<Record<SettingName, string>>>;
  /** Environment variables, for `WHORL_*`. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Where log lines go instead of standard error. */
  readonly logStream?: { write(line: string): void };
  readonly clock: Clock;
  readonly random: Random;
}

/** A data folder, held by this process and opened whole. */
export interface OpenedHouse extends House {
  /** Absolute. */
  readonly folder: string;
  readonly settings: Settings;
  readonly production: Production;
  environment(name: EnvironmentName): OpenedEnvironment | undefined;
  /** What is done at a start and every hour: heads are exported, revocation lists renewed. */
  tend(): Promise<void>;
  /** Likewise, but nobody waits for it: reminders, which a webhook may be slow to take. */
  remind(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens everything that a data folder holds.
 *
 * @throws DataFolderError, SettingError, MasterKeyError, KeyringError or RegistryError, each with what to do
 */
export async function openHouse(options: HouseOptions): Promise<OpenedHouse> {
  const closing = createClosing();
  try {
    return await open(options, closing);
  } catch (error) {
    await closing.run();
    throw error;
  }
}

async function open(options: HouseOptions, closing: Closing): Promise<OpenedHouse> {
  const { flags = {}, environment: variables = {}, clock, random } = options;
  const dataFolder = await openDataFolder(options.dataDir);
  closing.add(() => dataFolder.release());
  const folder = dataFolder.path;
  const settings = resolveSettings({
    flags,
    environment: variables,
    file: await readSettingsFile(folder),
  });
  const log = createLog({
    level: settings.logLevel,
    ...(options.logStream && { stream: options.logStream }),
  });
  closing.add(() => log.flush());
  for (const { name, nearest } of unknownVariables(variables))
    log.warn('unknown-variable', {
      note: `${name} is no setting${nearest === undefined ? '' : `; did you mean ${nearest}?`}`,
    });
  const masterKey = await openMasterKey({ folder, settings, environment: variables });
  const keys = await openKeyringFile({ folder, masterKey: masterKey.key, random });
  const { keyring } = keys;
  const alone = createTurns();
  const ground = { folder, settings, keyring, clock, random, log, alone };
  await migrate(dataFolder, ground, masterKey.key);
  const path = join(folder, 'audit.sqlite');
  const trail = await openSqliteAuditTrail({ path, key: trailKeyOf(keyring, 'accounts') });
  closing.add(() => trail.close());
  const accounts = await openAccounts({
    path: join(folder, 'accounts.sqlite'),
    secret: keyring.accountsSecret,
    clock,
  });
  closing.add(() => accounts.close());
  const environments = await openEnvironments(ground, closing);
  const parts = { ...ground, masterKey, keys, trail, accounts, environments, closing };
  await finishRotation(rotationOf(parts));
  closing.add(() => noteHeads(parts));
  return createHouse(parts);
}

async function migrate(
  dataFolder: DataFolder,
  { folder, keyring, clock, log }: EnvironmentGround,
  masterKey: Buffer,
): Promise<void> {
  if (dataFolder.migrateFrom === undefined) return;
  const path = registryFile(folder, 'sandbox');
  const auditKey = trailKeyOf(keyring, 'sandbox');
  const registry = await openSqliteRegistry({ path, auditKey });
  try {
    const old = await importJsonRegistry(
      join(environmentFolder(folder, 'sandbox'), 'registry.json'),
    );
    await importFormat1({ folder, old, registry, keyring, masterKey, nowMs: clock.nowMs() });
  } finally {
    await registry.close();
  }
  await dataFolder.finishMigration();
  const copy = join(folder, 'before-format-2');
  const note = `the folder is of the second format now. ${copy} holds what was there before, keys in clear: delete it when all is well`;
  log.warn('migrated', { note });
}

async function openEnvironments(
  ground: EnvironmentGround,
  closing: Closing,
): Promise<Environments> {
  const environments: Environments = new Map();
  closing.add(() => Promise.all([...environments.values()].map((one) => one.close())));
  const isSetUp = (name: EnvironmentName): boolean =>
    name === 'sandbox' || existsSync(registryFile(ground.folder, name));
  for (const name of (['sandbox', 'production'] as const).filter(isSetUp))
    await addEnvironment(name, ground, environments);
  return environments;
}

interface Parts extends ProductionGround {
  readonly keys: KeyringFile;
  readonly trail: AuditTrail;
  readonly closing: Closing;
}

function createHouse(parts: Parts): OpenedHouse {
  const { folder, settings, clock, log, accounts, trail, environments, closing } = parts;
  const production = createProduction(parts);
  const inTurn = createTurns();
  return {
    version,
    folder,
    settings,
    clock,
    log,
    accounts,
    trail,
    production,
    environment: (name) => environments.get(name),
    unmetRequirements: async () => (await production.unmet()).map(({ sentence }) => sentence),
    async initProduction(actor) {
      await production.init(actor);
      await noteHeads(parts);
    },
    rotateMasterKey: (newKeyFile, actor) =>
      inTurn(() => rotateMasterKey(rotationOf(parts), newKeyFile, actor)),
    verifyAudit: async (brought) =>
      verifyTrails(parts, [...(await readExportedHeads(folder)), ...brought]),
    tend: () => tend(parts),
    remind: () => remind(parts),
    close: () => closing.run(),
  };
}

const rotationOf = (parts: Parts): RotationGround => ({
  ...parts,
  environments: [...parts.environments.values()],
});

/** Every trail there is. */
const trailsOf = ({ trail, environments }: Parts) => [
  ...[...environments.values()].map(({ name, registry }) => ({
    trail: name as TrailName,
    head: () => registry.auditHead(),
    verify: (heads: readonly ExportedHead[]) => verifyRegistry(registry, heads),
  })),
  {
    trail: 'accounts' as const,
    head: () => trail.head(),
    verify: (heads: readonly ExportedHead[]) => trail.verify(heads),
  },
];

async function verifyTrails(parts: Parts, heads: readonly ExportedHead[]) {
  const trails = trailsOf(parts);
  const found = await Promise.all(
    trails.map(async ({ trail, verify }) => ({
      trail,
      verdict: await verify(heads.filter((head) => head.trail === trail)),
    })),
  );
  const present = trails.map(({ trail }) => trail);
  return [...found, ...lostTrails(heads, present)];
}

async function noteHeads(parts: Parts): Promise<void> {
  const { log, clock, folder } = parts;
  const heads = Object.fromEntries(trailsOf(parts).map(({ trail, head }) => [trail, head]));
  for (const { trail, seq, mac } of await exportHeads(folder, heads, clock.nowMs()))
    log.info('audit-head', { note: `${trail} ${seq} ${mac}` });
}

const tend = (parts: Parts): Promise<void> =>
  orLater(parts, async () => {
    await noteHeads(parts);
    for (const environment of parts.environments.values()) {
      environment.refusals?.forgetOld(parts.clock.nowMs());
      await environment.pruneJournal();
      if (await isRevocationListDue(environment)) await publishRevocationList(environment);
    }
  });

const remind = (parts: Parts): Promise<void> =>
  orLater(parts, async () => {
    for (const environment of parts.environments.values())
      await sendReminders(environment, { log: parts.log });
  });

async function orLater({ log }: Parts, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (err) {
    const note = 'what is done every hour was not done; it is tried again in an hour';
    log.error('not-tended', { note, ...(err instanceof Error && { err }) });
  }
}
