import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSettingsFile, resolveSettings, SettingError, type SettingSources } from './load.ts';
import { settingRows } from './settings.ts';

const resolve = (sources: Partial<SettingSources>) =>
  resolveSettings({ flags: {}, environment: {}, file: {}, ...sources });

describe('a setting', () => {
  const flags = { port: '1' };
  const environment = { WHORL_PORT: '2' };
  const file = { port: 3 };

  it.each([
    ['what was typed', { flags, environment, file }, 1],
    ['the environment', { environment, file }, 2],
    ['the file', { file }, 3],
    ['its default', {}, settingRows.port.default],
  ])('comes from %s, where nothing stronger names it', (_, sources, port) => {
    expect(resolve(sources).port).toBe(port);
  });

  it('may be a number in digits, as environments have them', () => {
    expect(resolve({ file: { maxInFlight: '12' } }).maxInFlight).toBe(12);
  });

  it('takes the bounds of its row', () => {
    const { min, max } = settingRows.port;
    for (const port of [min, max]) expect(resolve({ file: { port } }).port).toBe(port);
  });

  it('that is not set is an empty text, and may be given so to outdo a weaker source', () => {
    expect(resolve({}).masterKeyFile).toBe('');
    const weaker = { file: { expiryWebhookUrl: 'https://hooks.example.com/' } };
    expect(resolve(weaker).expiryWebhookUrl).toBe('https://hooks.example.com/');
    const stronger = { ...weaker, environment: { WHORL_EXPIRY_WEBHOOK_URL: '' } };
    expect(resolve(stronger).expiryWebhookUrl).toBe('');
  });

  it('cannot be changed once it is resolved', () => {
    expect(Object.isFrozen(resolve({}))).toBe(true);
  });
});

describe('a wrong setting', () => {
  const wanted = 'it must be a whole number from 0 to 65535.';
  it.each<[string, Partial<SettingSources>, string]>([
    ['a word', { flags: { port: 'abc' } }, `--port is "abc"; ${wanted}`],
    ['negative', { flags: { port: '-1' } }, `--port is "-1"; ${wanted}`],
    ['too great', { environment: { WHORL_PORT: '65536' } }, `WHORL_PORT is "65536"; ${wanted}`],
    ['empty', { environment: { WHORL_PORT: '' } }, `WHORL_PORT is ""; ${wanted}`],
    ['a fraction', { file: { port: 1.5 } }, `settings.json: port is 1.5; ${wanted}`],
    ['null', { file: { port: null } }, `settings.json: port is null; ${wanted}`],
    [
      'no word of its list',
      { flags: { logLevel: 'loud' } },
      '--log-level is "loud"; it must be one of debug, info, warn, error, silent.',
    ],
    ['no text', { file: { host: 8 } }, 'settings.json: host is 8; it must be a text.'],
    [
      'not of its form, which may hold a token',
      { environment: { WHORL_EXPIRY_WEBHOOK_URL: 'http://example.com/?token=1' } },
      'WHORL_EXPIRY_WEBHOOK_URL must be an https URL, or an http one to this machine, without user name and password.',
    ],
    [
      'a command for a shell',
      { file: { masterKeyCommand: 'cat key | base64' } },
      'settings.json: masterKeyCommand must be a program and its arguments: plain words, or a JSON array of texts.',
    ],
    ['an empty text', { flags: { host: '' } }, '--host is ""; it must be a text.'],
  ])('(%s) names itself, its source and what it may be', (_, sources, message) => {
    expect(() => resolve(sources)).toThrow(new SettingError(message));
  });

  it.each([['prot'], ['toString'], ['__proto__']])('(%s in the file) is refused', (name) => {
    const file = JSON.parse(`{"${name}":1}`);
    expect(() => resolve({ file })).toThrow(`settings.json: there is no setting "${name}".`);
    expect(() => resolve({ file })).toThrow('There are: host, port,');
  });
});

describe('settings.json', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'whorl-settings-'));
  });
  afterEach(() => rm(folder, { recursive: true }));
  const write = (content: string) => writeFile(join(folder, 'settings.json'), content);

  it('may be missing', async () => {
    expect(await readSettingsFile(folder)).toEqual({});
  });

  it('is read as it stands', async () => {
    await write('{ "port": 9000 }');
    expect(await readSettingsFile(folder)).toEqual({ port: 9000 });
  });

  it.each([['[]'], ['8443'], ['null'], ['{'], ['']])('is not %j', async (content) => {
    await write(content);
    const path = join(folder, 'settings.json');
    await expect(readSettingsFile(folder)).rejects.toThrow(
      new SettingError(`${path} is not a JSON object of settings, like { "port": 8443 }.`),
    );
  });

  it('says so where it cannot be read', async () => {
    await mkdir(join(folder, 'settings.json'));
    await expect(readSettingsFile(folder)).rejects.toThrow('cannot be read (EISDIR)');
  });
});
