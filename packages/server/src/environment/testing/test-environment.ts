/** A whole environment for tests: real registry, real authorities, a clock and settings that the test owns. */
import { generateKeyPair, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Clock, systemClock } from '../../config/clock.ts';
import { readIfThere } from '../../config/durable-file.ts';
import { type SettingName, type Settings, settingRows } from '../../config/settings.ts';
import { JournalUnavailable } from '../../journal/journal.ts';
import { measured } from '../../network/measured.ts';
import { createMemoryNetwork } from '../../network/memory/memory-network.ts';
import { keepInMemory } from '../../network/testing/keep-in-memory.ts';
import { createKeyringContent, type Keyring, openKeyring } from '../../pki/keyring.ts';
import type { EnvironmentName, KeyPair, Project } from '../../registry/registry.ts';
import { rememberLookUps } from '../../registry/remembered.ts';
import { openSqliteRegistry } from '../../registry/sqlite/sqlite-registry.ts';
import { openAuthorityRoom } from '../authority-room.ts';
import { createCredential } from '../client-credentials.ts';
import type { Elsewhere, Environment } from '../environment.ts';
import type { HandOverFile } from '../hand-over.ts';
import type { MadeCredential } from '../keep-credential.ts';
import { createKeyPair, type MadeKeyPair } from '../key-pairs.ts';
import { createProject } from '../projects.ts';

export interface TestEnvironmentOptions {
  readonly name?: EnvironmentName;
  readonly clock?: Clock;
  readonly settings?: Partial<Settings>;
  readonly keyring?: Keyring;
  readonly elsewhere?: Elsewhere;
  /** Calls that were answered, by project. */
  readonly calls?: ReadonlyMap<string, number>;
}

const nothingElsewhere: Elsewhere = {
  issuers: () => ({}),
  knowsKey: async () => false,
  alone: (step) => step(),
};

export interface TestEnvironment extends Environment {
  /** What was published into its folder. */
  readonly folder: string;
  close(): Promise<void>;
}

const generateRsa = promisify(generateKeyPair);

export const defaultSettings = Object.fromEntries(
  (Object.keys(settingRows) as SettingName[]).map((name) => [name, settingRows[name].default]),
) as unknown as Settings;

export function createTestKeyring(): Keyring {
  const masterKey = randomBytes(32);
  return openKeyring(createKeyringContent(masterKey, randomBytes), masterKey);
}

export async function openTestEnvironment(
  options: TestEnvironmentOptions = {},
): Promise<TestEnvironment> {
  const { name = 'sandbox', clock = systemClock, keyring = createTestKeyring() } = options;
  const folder = await mkdtemp(join(tmpdir(), 'whorl-environment-'));
  const path = join(folder, 'registry.sqlite');
  const registry = rememberLookUps(await openSqliteRegistry({ path, auditKey: keyring.auditKey }));
  const authorities = await openAuthorityRoom({
    environment: name,
    registry,
    keyring,
    hosts: ['localhost', '127.0.0.1'],
    nowMs: clock.nowMs(),
    random: randomBytes,
    warn: () => undefined,
  });
  const network = measured(createMemoryNetwork(), clock);
  return {
    name,
    folder,
    registry,
    authorities,
    keyring,
    clock,
    random: randomBytes,
    settings: { ...defaultSettings, ...options.settings },
    elsewhere: options.elsewhere ?? nothingElsewhere,
    makeKey: () => generateRsa('rsa', { modulusLength: 2048 }),
    baseUrl: () => undefined,
    network: async () => network,
    async journal() {
      throw new JournalUnavailable('A network in memory has no log to make a journal of.');
    },
    keeping: keepInMemory(network, clock),
    countCalls: async (projectId) => options.calls?.get(projectId) ?? 0,
    publish: async (file, make) => writeFile(join(folder, file), await make()),
    published: (file) => readIfThere(join(folder, file)),
    async close() {
      await registry.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** A project with a client certificate and a pair of keys. */
export interface TestCaller {
  readonly project: Project;
  readonly client: MadeCredential;
  readonly keys: MadeKeyPair;
  readonly keyPair: KeyPair;
  /** The text of a file that the caller was handed. */
  file(name: string): string;
}

export async function addTestCaller(environment: Environment, name = 'shop'): Promise<TestCaller> {
  const wanted = { name, company: 'Shop Ltd', companyId: name, contacts: [], memberIds: [] };
  const project = await createProject(environment, wanted, 'test');
  const step = { project, actor: 'test', operation: 'test' };
  const client = await createCredential(environment, { keyStore: 'modern' }, step);
  const keys = await createKeyPair(environment, { keyStore: 'modern' }, step);
  const files: readonly HandOverFile[] = [...client.files, ...keys.files];
  return {
    project,
    client,
    keys,
    keyPair: keys.keyPair,
    file: (wantedName) => String(files.find((file) => file.name === wantedName)?.content ?? ''),
  };
}
