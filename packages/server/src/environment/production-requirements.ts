/** What production asks of its settings, one row each. Without a "must" it does not start. */
import { isIP } from 'node:net';
import type { MasterKey } from '../config/master-key.ts';
import { environmentName, type SettingName, type Settings } from '../config/settings.ts';
import { type FolderFacts, readFolderFacts } from './folder-facts.ts';

/** What production is judged by. */
export interface ProductionFacts {
  readonly settings: Settings;
  readonly masterKey: MasterKey;
  /** The data folder, absolute. */
  readonly dataDir: string;
  readonly accounts: readonly {
    readonly role: string;
    readonly status: string;
    readonly hasTotp: boolean;
  }[];
  /** Whether the key of the authority that all of production's clients hang on lies in the registry. */
  readonly rootKeyIsOnline: boolean;
  /** Whether it has a project: a shop must not stand still because an officer was suspended. */
  readonly isInUse: boolean;
}

/** A requirement that is not met: what to set, why, and how. */
export interface UnmetRequirement {
  /** A setting by its name, or what is set in another way: `accounts`, `data folder`, `client root`. */
  readonly setting: SettingName | 'accounts' | 'data folder' | 'client root';
  /** A whole sentence or two. */
  readonly sentence: string;
}

/** The facts with what was found on disk. */
export interface JudgedFacts extends ProductionFacts {
  readonly folder: FolderFacts;
}

/** One thing that is asked. */
interface Requirement {
  readonly setting: UnmetRequirement['setting'];
  /** `must` keeps production from starting, `advice` is told. */
  readonly level: 'must' | 'advice';
  isMet(facts: JudgedFacts): boolean;
  sentence(facts: JudgedFacts): string;
}

const minOfficers = 2;

export const requirements: readonly Requirement[] = [
  {
    setting: 'masterKeyFile',
    level: 'must',
    isMet: ({ folder }) => folder.masterKeyFiles.length === 0,
    sentence: ({ folder, masterKey }) => {
      const files = folder.masterKeyFiles.join(' and ');
      const isOwnPlace = folder.masterKeyFiles.includes(masterKey.path ?? '');
      return isOwnPlace
        ? `The master key lies in the data folder (${files}), so that a copy of the folder opens itself. Bring a new one in, \`whorl master-key rotate --new-key-file /etc/whorl/master.key\`, and do what it says.`
        : `A copy of the master key lies in the data folder (${files}). Delete it, or keep it elsewhere.`;
    },
  },
  {
    setting: 'masterKeyFile',
    level: 'must',
    isMet: ({ masterKey }) => looksDrawn(masterKey.key),
    sentence: () =>
      'The master key was not drawn by chance: its bytes repeat. Bring a new one in, `whorl master-key rotate --new-key-file /etc/whorl/master.key`, and do what it says.',
  },
  {
    setting: 'data folder',
    level: 'must',
    // Windows has no such modes.
    isMet: ({ folder }) => process.platform === 'win32' || (folder.mode & 0o007) === 0,
    sentence: ({ dataDir, folder }) =>
      `${dataDir} is open to every user of the machine (mode ${folder.mode.toString(8)}). Type: chmod 700 '${dataDir}'`,
  },
  {
    setting: 'accounts',
    level: 'must',
    isMet: ({ accounts, isInUse }) => isInUse || hasOfficers(accounts),
    sentence: tooFewOfficers,
  },
  {
    setting: 'accounts',
    level: 'advice',
    isMet: ({ accounts, isInUse }) => !isInUse || hasOfficers(accounts),
    sentence: tooFewOfficers,
  },
  {
    setting: 'logLevel',
    level: 'must',
    isMet: ({ settings }) => settings.logLevel !== 'silent',
    sentence: () =>
      'logLevel is silent: nobody would learn of refused callers, nor of what expires. Set it to info.',
  },
  {
    setting: 'logLevel',
    level: 'advice',
    isMet: ({ settings }) => settings.logLevel !== 'error',
    sentence: () =>
      'logLevel is error: what expires, and what could not be sent, is told as a warning. Set it to info.',
  },
  {
    setting: 'productionBadCertificate',
    level: 'advice',
    isMet: ({ settings }) => settings.productionBadCertificate === 'close',
    sentence: () =>
      'productionBadCertificate is explain: whoever connects without a good certificate has a request read and answered. Set it to close when your callers are through with their trials.',
  },
  {
    setting: 'adminHost',
    level: 'advice',
    isMet: ({ settings, accounts }) =>
      isLoopback(settings.adminHost) || accounts.filter(isActive).every(({ hasTotp }) => hasTotp),
    sentence: ({ settings }) =>
      `The admin API listens on ${settings.adminHost}, where other machines reach it, and there are accounts without a second factor. Have each run \`whorl totp enable\`, or set adminHost to 127.0.0.1.`,
  },
  {
    setting: 'productionServerNames',
    level: 'advice',
    isMet: ({ settings }) =>
      !isEveryAddress(settings.productionHost) || settings.productionServerNames !== '',
    sentence: () =>
      `Production listens on every address, and its certificate carries this machine's own name alone. Set ${environmentName('productionServerNames')} to the names that callers use.`,
  },
  {
    setting: 'client root',
    level: 'advice',
    isMet: ({ rootKeyIsOnline }) => !rootKeyIsOnline,
    sentence: () =>
      "The key of production's client root lies in the registry, and signs once in years. Take it offline: `whorl authority export-root --environment production`, then `whorl authority remove-root`.",
  },
];

const hasOfficers = (accounts: ProductionFacts['accounts']): boolean =>
  officersOf(accounts) >= minOfficers;

function tooFewOfficers({ accounts }: ProductionFacts): string {
  const officers = officersOf(accounts);
  return `Production needs two active security officers with a second factor, for what two have to approve; there ${officers === 1 ? 'is 1' : `are ${officers}`}. Invite them, and have each sign in and run \`whorl totp enable\`.`;
}

const isActive = ({ status }: ProductionFacts['accounts'][number]): boolean => status === 'active';

const officersOf = (accounts: ProductionFacts['accounts']): number =>
  accounts.filter((one) => isActive(one) && one.role === 'security-officer' && one.hasTotp).length;

/** 32 bytes by chance have fewer than 16 values once in more starts than there will be. */
const minByteValues = 16;
const looksDrawn = (key: Uint8Array): boolean => new Set(key).size >= minByteValues;

const isEveryAddress = (host: string): boolean => host === '0.0.0.0' || host === '::';

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

/** The rows of a level that are not met. */
export const judge = (
  facts: JudgedFacts,
  level: Requirement['level'],
): readonly UnmetRequirement[] =>
  requirements
    .filter((row) => row.level === level && !row.isMet(facts))
    .map((row) => ({ setting: row.setting, sentence: row.sentence(facts) }));

/**
 * What keeps production from starting; none when it may.
 *
 * @throws the system's error when the data folder cannot be read
 */
export const unmetRequirements = async (
  facts: ProductionFacts,
): Promise<readonly UnmetRequirement[]> => judge(await look(facts), 'must');

/** What production starts without, and would be better with. */
export const productionAdvice = async (
  facts: ProductionFacts,
): Promise<readonly UnmetRequirement[]> => judge(await look(facts), 'advice');

async function look(facts: ProductionFacts): Promise<JudgedFacts> {
  return { ...facts, folder: await readFolderFacts(facts.dataDir, facts.masterKey) };
}
