/** `whorl kit` as it is typed: what it writes, what it asks for, and what it does to what is there. */
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { KitConfig } from '../../packages/cli/src/kit/kit-config.ts';
import { type LanguageName, languageNames } from '../../packages/cli/src/kit/languages.ts';
import { adminClient } from '../support/admin.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { type Finished, runWhorl } from '../support/whorl-process.ts';
import { shipped, writeKit } from './kit.ts';

let sandbox: TestSandbox;
let folder: string;
let out: string;
let count = 0;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  folder = await mkdtemp(join(tmpdir(), 'whorl-kit-'));
  await addProject('shop');
});
beforeEach(() => {
  count += 1;
  out = join(folder, `kit-${count}`);
});
afterAll(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});

const admin = () => adminClient({ dataDir: sandbox.dataDir });
const addProject = (name: string) =>
  admin().done('project.create', { body: { name, company: 'Shop Ltd', companyId: 'SHOP' } });
const countMade = async (project = 'shop') => {
  const { credentials } = await admin().done('credential.list', { project });
  const { keys } = await admin().done('key.list', { project });
  return [credentials.length, keys.length];
};

const make = (language: LanguageName, args: readonly string[] = []): Promise<Finished> =>
  writeKit(language, { project: 'shop', args: ['--data', sandbox.dataDir, '--out', out, ...args] });

const read = (name: string): Promise<string> => readFile(join(out, name), 'utf8');
const readConfig = async (): Promise<KitConfig> => JSON.parse(await read('config.json'));
const modeOf = async (name: string): Promise<number> => (await stat(join(out, name))).mode & 0o777;

/** Each flag with a file of the demo's. */
const ownFlags = (): readonly string[] =>
  Object.entries({
    ...{ '--cert': 'client.pem', '--key': 'client.key' },
    ...{ '--request-key': 'request-key.pem', '--response-key': 'response-key.pem' },
  }).flatMap(([flag, name]) => [flag, join(sandbox.dataDir, 'demo', name)]);

const publicHost = 'https://sandbox.idv.mastercard.com/identity';

describe('a kit that is made', () => {
  it.each(languageNames)(
    'for %s has all that its config.json names, private for its owner',
    async (language) => {
      const { code, stdout, stderr } = await make(language);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      const config = await readConfig();
      expect(config).toMatchObject({
        ...{ baseUrl: sandbox.baseUrl, environment: 'sandbox', project: 'shop' },
        files: { ca: 'ca.pem', certificate: 'client.pem', privateKey: 'client.key' },
      });
      for (const path of Object.values(config.files)) await stat(join(out, path));
      for (const name of await readdir(out)) {
        const isSecret = /PRIVATE KEY-|^\0/.test(await read(name)) || name.startsWith('client.p12');
        expect([name, await modeOf(name)]).toEqual([name, isSecret ? 0o600 : 0o644]);
      }
      expect(await modeOf('.')).toBe(0o700);
      const event = JSON.parse(stdout);
      expect(event).toMatchObject({ event: 'kit', language, folder: out });
      expect(event.steps).toHaveLength(2);
      expect(stdout).not.toContain('PRIVATE KEY-');
    },
  );

  it.each(languageNames)('for %s is explained in five lines', async (language) => {
    await make(language);
    const lines = (await read('README.md')).split('\n');
    expect(lines).toHaveLength(6);
    expect(lines[5]).toBe('');
    expect(lines[0]).toMatch(/^# shop: /);
    expect(lines[2]).toContain(`npx whorl doctor ${out}`);
    expect(lines[3]).toMatch(/^1\. \S/);
    expect(lines[4]).toMatch(/^2\. \S/);
  });

  it('has one more certificate and one more pair made', async () => {
    const [credentials = 0, keys = 0] = await countMade();
    await make('node');
    expect(await countMade()).toEqual([credentials + 1, keys + 1]);
  });

  it('is told to a person with the two commands last', async () => {
    const args = ['--data', sandbox.dataDir, '--out', out];
    const { stdout } = await runWhorl(['kit', 'shop', '--for', 'java', ...args]);
    expect(stdout).toMatch(/client\.p12 +secret/);
    expect(stdout).toContain('was handed over this once');
    expect(stdout.trimEnd().split('\n').slice(-2)).toEqual([
      '  mvn --quiet compile',
      '  mvn --quiet exec:java',
    ]);
  });
});

describe('before anything is made', () => {
  const unmade = async (ask: () => Promise<Finished>): Promise<Finished> => {
    const before = await countMade();
    const finished = await ask();
    expect(await countMade()).toEqual(before);
    expect(finished.code).toBe(2);
    return finished;
  };

  it('what is there already is named, and kept', async () => {
    await mkdir(out);
    await writeFile(join(out, 'call.js'), 'mine');
    const { stderr } = await unmade(() => make('node'));
    expect(stderr).toMatch(/call\.js[\s\S]*--force/);
    expect(await read('call.js')).toBe('mine');
  });

  it('a folder that is a file is refused', async () => {
    await writeFile(out, 'mine');
    expect((await unmade(() => make('node'))).stderr).toContain('is a file, not a folder');
    expect(await readFile(out, 'utf8')).toBe('mine');
  });

  it('a folder that cannot be written is refused', async () => {
    await writeFile(out, 'mine');
    const { stderr } = await unmade(() => make('node', ['--out', join(out, 'kit')]));
    expect(stderr.replaceAll('\n', ' ')).toContain('lies in a file, not in a folder');
  });

  it.each(['../shop', 'a/b', '.hidden', 'a b', "it's", '$(id)', '`id`', 'a\nb', ''])(
    'the name "%s" is refused',
    async (project) => {
      const args = ['--data', sandbox.dataDir, '--out', out];
      expect((await writeKit('curl', { project, args })).code).toBe(2);
      await expect(stat(out)).rejects.toThrow();
    },
  );

  it('a language that there is not is refused with those there are', async () => {
    const finished = await unmade(() => make('lisp' as LanguageName));
    expect(finished.stderr.replaceAll('\n', ' ')).toContain(languageNames.join(', '));
  });

  it('a base URL that is none is refused', async () => {
    for (const url of ['http://localhost/identity', 'localhost', 'https://a:b@c/identity'])
      await unmade(() => make('node', ['--base-url', url]));
  });
});

it('an unknown project leaves no folder behind', async () => {
  const args = ['--data', sandbox.dataDir, '--out', out];
  const { code, stderr } = await writeKit('node', { project: 'nobody', args });
  expect(code).toBe(1);
  expect(stderr).toContain('There is no project of that name');
  await expect(stat(out)).rejects.toThrow();
});

it('with --force a kit is made anew', async () => {
  await make('node');
  const before = await read('client.key');
  expect((await make('node', ['--force'])).code).toBe(0);
  expect(await read('client.key')).not.toBe(before);
});

it('a certificate that got no pair of keys is told, with how it is revoked', async () => {
  await addProject('full');
  // As many as a project may have in use; fifty keys are made one by one, which luck and load draw out.
  const pairs = Array.from({ length: 50 }, () =>
    admin().done('key.create', { project: 'full', body: {} }),
  );
  await Promise.all(pairs);
  const args = ['--data', sandbox.dataDir, '--out', out];
  const { code, stdout, stderr } = await writeKit('node', { project: 'full', args });
  const { credentials } = await admin().done('credential.list', { project: 'full' });
  const sha256 = credentials[0]?.sha256;
  expect(code).toBe(1);
  expect(stderr).toContain(`  npx whorl credential revoke ${sha256} --project full --data `);
  expect(stdout).toContain(`{"event":"kit-lost","credential":"${sha256}"}`);
  await expect(stat(out)).rejects.toThrow();
}, 120_000);

describe('a kit of credentials that are there', () => {
  it('names private keys where they are, and asks no service', async () => {
    const before = await countMade('demo');
    const args = ['--base-url', publicHost, ...ownFlags(), '--out', out, '--data', '/nowhere'];
    const { code, stderr } = await writeKit('go', { project: 'bank', args });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const config = await readConfig();
    expect(config).toMatchObject({ baseUrl: publicHost, project: 'bank' });
    expect(config.files).toEqual({
      ...{ certificate: 'client.pem', requestKey: 'request-key.pem' },
      privateKey: join(sandbox.dataDir, 'demo/client.key'),
      responseKey: join(sandbox.dataDir, 'demo/response-key.pem'),
    });
    expect(await countMade('demo')).toEqual(before);
  });

  it('has the fingerprints that the service gave', async () => {
    await make('node', ['--credentials', join(sandbox.dataDir, 'demo')]);
    const { requestKeyFingerprint, responseKeyFingerprint, ...config } = await readConfig();
    const text = await readFile(join(sandbox.dataDir, 'demo/config.json'), 'utf8');
    expect(JSON.parse(text)).toMatchObject({
      ...{ requestKeyFingerprint, responseKeyFingerprint },
      requestKeyCertificateFingerprint: config.requestKeyCertificateFingerprint,
    });
  });

  it('copies certificates alone out of a file that has the private key, too', async () => {
    const both = join(folder, 'both.pem');
    const demo = (name: string) => readFile(join(sandbox.dataDir, 'demo', name), 'utf8');
    await writeFile(both, `${await demo('client.key')}${await demo('client.pem')}`);
    const args = [...ownFlags(), '--cert', both, '--key', both, '--base-url', publicHost];
    expect((await make('curl', args)).code).toBe(0);
    expect(await read('client.pem')).not.toContain('PRIVATE');
    expect(await read('client.pem')).toMatch(
      /(-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n){2}/,
    );
    expect((await readConfig()).files.privateKey).toBe(both);
  });

  it('can be another kit’s', async () => {
    await make('java');
    const first = out;
    out = `${first}-too`;
    expect((await make('csharp', ['--credentials', first])).code).toBe(0);
    expect((await readConfig()).files).toMatchObject({
      ...{ keyStore: join(first, 'client.p12'), privateKey: join(first, 'client.key') },
      keyStorePassword: join(first, 'client.p12.pass'),
    });
  });

  it.each([
    ['a missing key', ['--key'], /--key too/],
    ['no key store', [], /PKCS#12: give --key-store/],
  ])('says what it lacks: %s', async (_, left, sentence) => {
    const flags = ownFlags().filter(
      (word, at, all) => ![word, all[at - 1]].some((one) => left.includes(one ?? '')),
    );
    const { code, stderr } = await make('java', [...flags, '--base-url', publicHost]);
    expect(code).toBe(2);
    expect(stderr.replaceAll('\n', ' ')).toMatch(sentence);
    await expect(stat(out)).rejects.toThrow();
  });

  it('takes no bare public key, which the libraries do not read', async () => {
    const demo = join(folder, 'bare');
    await cp(join(sandbox.dataDir, 'demo'), demo, { recursive: true });
    await writeFile(join(demo, 'request-key.pem'), '-----BEGIN PUBLIC KEY-----\nAAAA\n');
    const { code, stderr } = await make('node', ['--credentials', demo]);
    expect(code).toBe(2);
    expect(stderr).toContain('no PEM certificate');
  });
});

it('for the commercial service it differs in base URL and files alone', async () => {
  await make('python', ['--credentials', join(sandbox.dataDir, 'demo')]);
  const here = out;
  out = `${here}-there`;
  await make('python', [...ownFlags(), '--base-url', publicHost]);
  const rest = (await readdir(out)).filter((name) => !['config.json', 'README.md'].includes(name));
  for (const name of rest) expect(await read(name)).toBe(await readFile(join(here, name), 'utf8'));
  expect((await readdir(here)).filter((name) => !rest.includes(name)).sort()).toEqual(
    ['README.md', 'ca.pem', 'config.json'].sort(),
  );
  expect(await read('call.py')).toBe(await readFile(join(shipped, 'python/call.py'), 'utf8'));
});

it('where nothing listens, nobody knows where to call', async () => {
  const data = join(folder, 'asleep');
  const made = await startTestSandbox({ dataDir: data });
  await made.close({ keep: true });
  const args = ['--data', data, '--out', out];
  const { code, stderr } = await writeKit('node', { project: 'demo', args });
  expect(code).toBe(2);
  expect(stderr.replaceAll('\n', ' ')).toMatch(
    /not running.*whorl start.*--base-url.*Nothing was made/,
  );
  const told = await writeKit('node', {
    project: 'demo',
    args: [...args, '--base-url', 'https://whorl.example/identity'],
  });
  expect(told.code).toBe(0);
  expect((await readConfig()).baseUrl).toBe('https://whorl.example/identity');
});

it('for the commercial service no certificate is made, which would be good for nothing there', async () => {
  const before = await countMade();
  const { code, stderr } = await make('node', ['--base-url', publicHost]);
  expect(code).toBe(2);
  expect(stderr.replaceAll('\n', ' ')).toMatch(
    /takes no certificate of this service.*--cert, --key/,
  );
  expect(await countMade()).toEqual(before);
});
