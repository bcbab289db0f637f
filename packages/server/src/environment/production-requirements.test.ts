import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resolveSettings } from '../config/load.ts';
import {
  type JudgedFacts,
  judge,
  productionAdvice,
  requirements,
  unmetRequirements,
} from './production-requirements.ts';

const key = createHash('sha256').update('drawn by chance, let us say').digest();
const officer = { role: 'security-officer', status: 'active', hasTotp: true };

/** Facts that nothing is wrong with, but for what a test changes. */
function factsWith(
  changes: Partial<JudgedFacts> = {},
  settings: Readonly<Record<string, unknown>> = {},
): JudgedFacts {
  return {
    settings: resolveSettings({ flags: {}, environment: {}, file: settings }),
    masterKey: { key, source: 'file', path: '/etc/whorl/master.key' },
    dataDir: '/srv/whorl',
    folder: { mode: 0o700, masterKeyFiles: [] },
    accounts: [officer, officer],
    rootKeyIsOnline: false,
    isInUse: false,
    ...changes,
  };
}

const both = (facts: JudgedFacts) => [...judge(facts, 'must'), ...judge(facts, 'advice')];

/** A fact that is not as it should be, the setting that is named for it, and words of the sentence. */
type Case = readonly [what: string, facts: JudgedFacts, setting: string, told: string];

const ownKey = { masterKeyFiles: ['/srv/whorl/master.key'], mode: 0o700 };
const kept = { masterKeyFiles: ['/srv/whorl/before-format-2/master.key'], mode: 0o700 };

const musts: readonly Case[] = [
  [
    'a master key in the data folder',
    factsWith({
      masterKey: { key, source: 'folder', path: '/srv/whorl/master.key' },
      folder: ownKey,
    }),
    'masterKeyFile',
    'lies in the data folder (/srv/whorl/master.key), so that a copy of the folder opens itself. Bring a new one in, `whorl master-key rotate',
  ],
  [
    'a copy of the master key in the data folder',
    factsWith({ folder: kept }),
    'masterKeyFile',
    'A copy of the master key lies in the data folder (/srv/whorl/before-format-2/master.key). Delete it',
  ],
  [
    'a master key of zeros',
    factsWith({ masterKey: { key: Buffer.alloc(32), source: 'environment' } }),
    'masterKeyFile',
    'was not drawn by chance',
  ],
  [
    'a master key that was typed',
    factsWith({ masterKey: { key: Buffer.from('abcdefgh'.repeat(4)), source: 'environment' } }),
    'masterKeyFile',
    'was not drawn by chance',
  ],
  [
    'a data folder that everybody may enter',
    factsWith({ folder: { mode: 0o755, masterKeyFiles: [] } }),
    'data folder',
    "/srv/whorl is open to every user of the machine (mode 755). Type: chmod 700 '/srv/whorl'",
  ],
  [
    'nobody to approve',
    factsWith({ accounts: [] }),
    'accounts',
    'two active security officers with a second factor, for what two have to approve; there are 0.',
  ],
  ['one officer alone', factsWith({ accounts: [officer] }), 'accounts', 'there is 1.'],
  [
    'an officer without a second factor',
    factsWith({ accounts: [officer, { ...officer, hasTotp: false }] }),
    'accounts',
    'there is 1.',
  ],
  [
    'a suspended officer',
    factsWith({ accounts: [officer, { ...officer, status: 'suspended' }] }),
    'accounts',
    'there is 1.',
  ],
  [
    'an admin in the place of an officer',
    factsWith({ accounts: [officer, { ...officer, role: 'admin' }] }),
    'accounts',
    'there is 1.',
  ],
  ['no log', factsWith({}, { logLevel: 'silent' }), 'logLevel', 'logLevel is silent'],
];

const advice: readonly Case[] = [
  [
    'one officer alone, in a production that has projects',
    factsWith({ accounts: [officer], isInUse: true }),
    'accounts',
    'there is 1.',
  ],
  ['a log of errors alone', factsWith({}, { logLevel: 'error' }), 'logLevel', 'logLevel is error'],
  [
    'answers to strangers',
    factsWith({}, { productionBadCertificate: 'explain' }),
    'productionBadCertificate',
    'productionBadCertificate is explain',
  ],
  [
    'passwords alone on an admin API that others reach',
    factsWith(
      { accounts: [officer, officer, { role: 'viewer', status: 'active', hasTotp: false }] },
      { adminHost: '192.0.2.7' },
    ),
    'adminHost',
    'The admin API listens on 192.0.2.7',
  ],
  [
    'a certificate without the names that callers use',
    factsWith({}, { productionHost: '0.0.0.0' }),
    'productionServerNames',
    'Set WHORL_PRODUCTION_SERVER_NAMES',
  ],
  ['a root online', factsWith({ rootKeyIsOnline: true }), 'client root', 'Take it offline'],
];

describe('production', () => {
  it('starts, without advice, where nothing is wrong', () => {
    expect(both(factsWith())).toEqual([]);
  });

  it.each(musts)('does not start with %s', (_, facts, setting, told) => {
    expect(judge(facts, 'must')).toEqual([{ setting, sentence: expect.stringContaining(told) }]);
    expect(judge(facts, 'advice')).toEqual([]);
  });

  it.each(advice)('starts with %s, and says so', (_, facts, setting, told) => {
    expect(judge(facts, 'must')).toEqual([]);
    expect(judge(facts, 'advice')).toEqual([{ setting, sentence: expect.stringContaining(told) }]);
  });

  it.each([
    ['second factors on an admin API that others reach', factsWith({}, { adminHost: '0.0.0.0' })],
    [
      'an invited account that cannot sign in yet',
      factsWith(
        { accounts: [officer, officer, { ...officer, status: 'invited', hasTotp: false }] },
        { adminHost: '0.0.0.0' },
      ),
    ],
    [
      'every address, and the names that callers use',
      factsWith({}, { productionHost: '::', productionServerNames: 'whorl.example.com' }),
    ],
    ['a log of everything', factsWith({}, { logLevel: 'debug' })],
    ['a key service', factsWith({ masterKey: { key, source: 'command' } })],
    ['a group that may read', factsWith({ folder: { mode: 0o750, masterKeyFiles: [] } })],
  ])('starts, without advice, with %s', (_, facts) => {
    expect(both(facts)).toEqual([]);
  });

  it('names everything that is wrong at once, and repeats no key', () => {
    const facts = factsWith(
      { accounts: [], folder: { ...ownKey, mode: 0o777 } },
      { logLevel: 'silent' },
    );
    const found = judge(facts, 'must');
    expect(found.map(({ setting }) => setting)).toEqual([
      'masterKeyFile',
      'data folder',
      'accounts',
      'logLevel',
    ]);
    expect(JSON.stringify(found)).not.toContain(key.toString('hex'));
  });

  it('has a case here for each thing that is asked', () => {
    const triggered = requirements.filter((row) =>
      [...musts, ...advice].some(([, facts]) => !row.isMet(facts)),
    );
    expect(triggered).toEqual(requirements);
  });
});

describe('on disk', () => {
  it('the data folder is looked at', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'whorl-production-'));
    const path = join(dataDir, 'copy.key');
    await writeFile(path, key.toString('hex'), { mode: 0o600 });
    const { folder: _, ...facts } = factsWith({ dataDir });
    expect(await unmetRequirements(facts)).toEqual([
      { setting: 'masterKeyFile', sentence: expect.stringContaining(`(${path})`) },
    ]);
    expect(await productionAdvice(facts)).toEqual([]);
    await rm(dataDir, { recursive: true });
  });
});
