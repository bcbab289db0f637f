import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCredentialFile, readCredentials } from './credentials.ts';
import { UsageError } from './exit-codes.ts';

let data: string;
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'whorl-credentials-'));
  await mkdir(join(data, 'demo'));
  for (const name of ['client.pem', 'client.key', 'ca.pem', 'request-key.pem', 'response-key.pem'])
    await writeFile(join(data, 'demo', name), `demo ${name}`);
  await writeConfig('{"baseUrl":"https://localhost:1/identity"}');
});
afterEach(() => rm(data, { recursive: true }));

const writeConfig = (content: string) => writeFile(join(data, 'demo', 'config.json'), content);

async function own(name: string): Promise<string> {
  const path = join(data, name);
  await writeFile(path, `own ${name}`);
  return path;
}

const sentence = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UsageError);
  return (error as UsageError).message;
};

describe('credentials', () => {
  it("are the demo's, unless told otherwise", async () => {
    expect(await readCredentials({ data })).toEqual({
      baseUrl: 'https://localhost:1/identity',
      tls: { cert: 'demo client.pem', key: 'demo client.key', ca: 'demo ca.pem' },
      requestKey: 'demo request-key.pem',
      responseKey: 'demo response-key.pem',
    });
  });

  it('are taken one by one from the flags that name them', async () => {
    const flags = { data, responseKey: await own('r.pem'), ca: await own('a.pem') };
    const { responseKey, requestKey, tls } = await readCredentials(flags);
    expect([responseKey, requestKey]).toEqual(['own r.pem', 'demo request-key.pem']);
    expect(tls.ca).toBe('own a.pem');
  });

  it('for a host of its own trust the authorities of the system', async () => {
    const flags = { data, baseUrl: 'https://example.com/identity', cert: await own('c.pem') };
    expect(await readCredentials(flags)).toMatchObject({ baseUrl: flags.baseUrl });
    expect((await readCredentials(flags)).tls).not.toHaveProperty('ca');
  });

  it('need no data folder when all are given', async () => {
    const paths = { cert: await own('c'), key: await own('k'), requestKey: await own('q') };
    const flags = { ...paths, responseKey: await own('r'), baseUrl: 'https://x/identity' };
    const { tls } = await readCredentials({ ...flags, data: '/nowhere' });
    expect(tls).toEqual({ cert: 'own c', key: 'own k' });
  });
});

describe('a folder of credentials', () => {
  it('is read by the names that the other commands write', async () => {
    const credentials = join(data, 'demo');
    expect(await readCredentials({ data: '/nowhere', credentials })).toMatchObject({
      baseUrl: 'https://localhost:1/identity',
      tls: { cert: 'demo client.pem', key: 'demo client.key', ca: 'demo ca.pem' },
    });
  });

  it.each([
    ['cert', /client\.pem does not exist\. `npx whorl credential issue`/],
    ['key', /client\.key does not exist\. .*the key is yours\. --key names another/],
    ['requestKey', /request-key\.pem does not exist\. `npx whorl key create`/],
    ['responseKey', /response-key\.pem does not exist\. .*--response-key names another/],
  ] as const)('without its %s says where that comes from', async (part, expected) => {
    const message = await sentence(readCredentialFile({ data, credentials: '/nowhere' }, part));
    expect(message).toMatch(expected);
  });

  it('without an address says how to go without', async () => {
    await writeConfig('{}');
    const credentials = join(data, 'demo');
    expect(await sentence(readCredentials({ data, credentials }))).toContain('--base-url');
  });
});

describe('where a file is missing', () => {
  it('before the first start, it is said how they come about', async () => {
    const message = await sentence(readCredentials({ data: '/nowhere' }));
    expect(message).toContain('/nowhere/demo/config.json does not exist');
    expect(message).toContain('`npx whorl start`');
    expect(message).toContain('--data');
  });

  it('that a flag names, the flag is named', async () => {
    const message = await sentence(readCredentialFile({ data, cert: '/nowhere/c.pem' }, 'cert'));
    expect(message).toBe('--cert: /nowhere/c.pem does not exist.');
  });

  it('or is a folder, that is said', async () => {
    expect(await sentence(readCredentialFile({ data, key: data }, 'key'))).toContain('is a folder');
  });

  it.each([['{'], ['[]'], ['{"baseUrl":8443}'], ['null']])(
    'a config.json of %s names the way out',
    async (content) => {
      await writeConfig(content);
      expect(await sentence(readCredentials({ data }))).toContain('names no baseUrl');
    },
  );
});

describe('a kit', () => {
  const kitOf = async (files: object) => {
    await writeConfig(JSON.stringify({ baseUrl: 'https://localhost:1/identity', files }));
    return { data: '/nowhere', credentials: join(data, 'demo') };
  };
  const pems = {
    certificate: '../c.pem',
    privateKey: '../k.pem',
    requestKey: '../q.pem',
    responseKey: '../r.pem',
  };
  beforeEach(() => Promise.all(['c', 'k', 'q', 'r', 'a'].map((name) => own(`${name}.pem`))));

  it('says where its files are, and whom to trust', async () => {
    const flags = await kitOf({ ...pems, ca: join(data, 'a.pem') });
    expect(await readCredentials(flags)).toEqual({
      baseUrl: 'https://localhost:1/identity',
      tls: { cert: 'own c.pem', key: 'own k.pem', ca: 'own a.pem' },
      requestKey: 'own q.pem',
      responseKey: 'own r.pem',
    });
  });

  it('of a public host trusts the authorities of the system', async () => {
    const { tls } = await readCredentials(await kitOf(pems));
    expect(tls).toEqual({ cert: 'own c.pem', key: 'own k.pem' });
  });

  it('gives way to flags', async () => {
    const flags = { ...(await kitOf(pems)), requestKey: await own('mine.pem') };
    expect((await readCredentials(flags)).requestKey).toBe('own mine.pem');
  });

  it('that has key stores alone is read from them', async () => {
    await own('p.p12');
    await writeFile(join(data, 'p.pass'), 'a word\n');
    const { requestKey, responseKey } = pems;
    const stores = { keyStore: '../p.p12', keyStorePassword: '../p.pass' };
    const { tls } = await readCredentials(await kitOf({ requestKey, responseKey, ...stores }));
    expect(tls).toEqual({ pfx: Buffer.from('own p.p12'), passphrase: 'a word' });
  });

  it('whose file is missing is told who names it', async () => {
    const flags = await kitOf({ ...pems, responseKey: 'gone.pem' });
    const message = await sentence(readCredentials(flags));
    expect(message).toMatch(/gone\.pem does not exist\. config\.json names it\. --response-key/);
  });

  it('with paths that are none has the usual names', async () => {
    const flags = await kitOf({ ...pems, certificate: 7, ca: 'ca.pem' });
    expect((await readCredentials(flags)).tls).toMatchObject({ cert: 'demo client.pem' });
  });
});
