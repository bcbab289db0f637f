/** The doctor of files: one fault at a time, each in a copy of a good kit, by the command as it is typed. */
import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diagnoses } from '@whorl/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examine, type Told } from './examine.ts';
import { type FaultCase, faultCases, type Spoilt } from './faults.ts';
import { type Material, makeMaterial, toPem, writeAll } from './good-kit.ts';

let room: string;
let material: Material;
beforeAll(async () => {
  room = mkdtempSync(join(tmpdir(), 'whorl-doctor-'));
  material = await makeMaterial();
});
afterAll(() => rmSync(room, { recursive: true }));

let count = 0;

/** A folder of its own with a good kit, and over it what spoils it. */
function lay({ files }: Pick<Spoilt, 'files'> = { files: {} }): string {
  count += 1;
  const folder = join(room, String(count));
  mkdirSync(folder);
  writeAll(folder, { ...material.files, ...files });
  return folder;
}

/** All that must never be told: the keys' own digits, passwords, and what was sealed. */
function secrets(): readonly string[] {
  const keys = [material.client, material.request, material.response].map(toPem);
  const lines = keys.flatMap((pem) =>
    pem
      .split('\n')
      .filter((line) => line.length > 40)
      .slice(1, -1),
  );
  return [...lines, material.password, 'Avery', 'Spoilt', '20260721173228'];
}

function expectDiscreet({ out, err }: Told): void {
  for (const secret of secrets()) expect(out + err).not.toContain(secret);
  expect(out + err).not.toMatch(/\n\s+at .+:\d+:\d+|node:internal|undefined|\[object/);
}

describe('a good kit', () => {
  it('has no fault', async () => {
    const told = await examine(['.'], lay());
    expect(told.diagnoses).toEqual([]);
    expect(told.failure).toBeUndefined();
    expect(told.files).toHaveLength(8);
    expectDiscreet(told);
  });
});

const title = ({ code, title: further }: FaultCase) => (further ? `${code}, ${further}` : code);

describe('a fault', () => {
  it.each(faultCases.map((one) => [title(one), one] as const))('%s', async (_, fault) => {
    const spoilt = await fault.spoil(material);
    const told = await examine(spoilt.typed ?? ['.'], lay(spoilt));
    const found = told.diagnoses.filter(({ code }) => code === fault.code);
    expect(told.diagnoses.map(({ code }) => code)).toEqual([fault.code, ...(fault.also ?? [])]);
    expect(found[0]).toMatchObject({
      file: fault.file,
      sentence: typeof fault.says === 'string' ? fault.says : expect.stringMatching(fault.says),
    });
    const { 2: grade } = diagnoses[fault.code as keyof typeof diagnoses] as readonly string[];
    const isFault = told.diagnoses.some(({ isNote }) => !isNote);
    expect(told.failure !== undefined).toBe(isFault);
    if (grade !== 'note') expect(isFault).toBe(true);
    expectDiscreet(told);
  });

  it('are more than thirty, and distinct', () => {
    const codes = new Set(faultCases.map(({ code }) => code));
    expect(codes.size).toBeGreaterThan(30);
    console.log(`${codes.size} distinct faults of files, each with a fixture.`);
  });
});

describe('a command that writes a key store anew', () => {
  it.each([
    ['store-unnamed', []],
    ['store-old-encryption', ['-legacy']],
    ['store-slow', []],
  ] as const)('does what it says: %s', async (code, how) => {
    const folder = lay();
    const made = ['-inkey', 'client.key', '-in', 'client.pem', '-passout', 'pass:changeit'];
    execFileSync('openssl', ['pkcs12', '-export', ...how, ...made, '-out', 'OLD.p12'], {
      cwd: folder,
    });
    const [, command = ''] = /(openssl .*ALL\.pem)(?:;|$)/.exec(diagnoses[code][1]) ?? [];
    const typed = command
      .replace('-nodes', '-nodes -passin pass:changeit')
      .replace('-export', '-export -passout pass:changeit');
    execFileSync('sh', ['-c', typed], { cwd: folder, stdio: 'pipe' });
    writeFileSync(join(folder, 'NEW.p12.pass'), 'changeit', { mode: 0o600 });
    chmodSync(join(folder, 'NEW.p12'), 0o600);
    expect((await examine(['NEW.p12'], folder)).diagnoses).toEqual([]);
  });
});

describe('two questions at once', () => {
  it.each([
    [['client.pem', '--connect', 'https://localhost/identity']],
    [['client.pem', '--recent']],
    [['--recent', '--connect', 'https://localhost/identity']],
  ])('are refused: %j', async (typed) => {
    const told = await examine(typed, lay());
    expect(told.failure).toMatch(/one at a time/);
    expect(told.files).toEqual([]);
  });
});

describe('a file that others may read', () => {
  it('is noted where it holds a secret', async () => {
    const folder = lay();
    for (const name of ['client.key', 'ca.pem']) chmodSync(join(folder, name), 0o644);
    const told = await examine(['client.key', 'ca.pem'], folder);
    expect(told.diagnoses).toMatchObject([{ code: 'secret-readable', file: 'client.key' }]);
    expect(told.diagnoses[0]?.sentence).toMatch(/; chmod 600 client\.key$/);
  });
});

const isoOf = (certificate: Buffer): string =>
  new Date(new X509Certificate(certificate).validTo).toISOString();

describe('what somebody wants to do harm with', () => {
  const keyDigits = () => toPem(material.client).split('\n').slice(1, -2).join('');

  it.each([
    ['an official library’s configuration', (key: string) => ({ mode: 'JWE', privateKey: key })],
    ['a kit’s', (key: string) => ({ baseUrl: 'https://h/identity', files: { privateKey: key } })],
  ])('a key in place of a path is not told: %s', async (_, make) => {
    const folder = lay({ files: { 'own.json': JSON.stringify(make(keyDigits())) } });
    const told = await examine(['own.json'], folder);
    expect(told.diagnoses.map(({ code }) => code)).toContain('no-path');
    expect(told.out + told.err).not.toContain(keyDigits().slice(0, 40));
  });

  it('a name with line ends and escapes stays on its line', async () => {
    const name = '\u001b[8mx\n✓ client.pem  all is well.key';
    const told = await examine([name], lay({ files: { [name]: 'hello' } }));
    const words = told.out.split('\n').filter((line) => !line.startsWith('{'));
    expect(words.join('\n')).not.toContain('\u001b');
    expect(words.filter((line) => line.startsWith('✓ client.pem'))).toEqual([]);
  });

  it('a pipe is not waited for, nor a device or a folder', async () => {
    const folder = lay();
    execFileSync('mkfifo', ['pipe.pem', 'client.p12.fifo'], { cwd: folder });
    mkdirSync(join(folder, 'folder.pem'));
    const told = await examine(['pipe.pem', '/dev/zero'], folder);
    expect(told.diagnoses.map(({ code }) => code)).toEqual([
      'file-not-regular',
      'file-not-regular',
    ]);
    rmSync(join(folder, 'client.p12.pass'));
    execFileSync('mkfifo', ['client.p12.pass'], { cwd: folder });
    const store = await examine(['client.p12'], folder);
    expect(store.diagnoses.map(({ code }) => code)).toEqual(['store-password-missing']);
  });

  it('a folder of hundreds is not read', async () => {
    const folder = lay({
      files: Object.fromEntries(Array.from({ length: 201 }, (_, at) => [`${at}.pem`, 'x'])),
    });
    expect((await examine(['.'], folder)).failure).toMatch(/holds 209 files/);
  });

  it.each([
    ['ten thousand beginnings', '-----BEGIN A-----\n'.repeat(10_000)],
    ['a long gap after base64', `${'A'.repeat(40)}${' '.repeat(500_000)}!`],
    ['deep JSON', `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`],
    ['one mebibyte of zeros', '\0'.repeat(1024 * 1024)],
  ])('%s are one file with few words', async (_, text) => {
    const told = await examine(['x.pem'], lay({ files: { 'x.pem': text } }));
    expect(told.files).toEqual(['x.pem']);
    expect(told.diagnoses.length).toBeLessThan(4);
  });

  it('a certificate whose dates or key make no sense is told as such', async () => {
    const { raw } = new X509Certificate(String(material.files['ca.pem']));
    const spoil = (from: string, to: string) => {
      const hex = raw.toString('hex');
      expect(hex).toContain(from);
      return Buffer.from(hex.replace(from, to), 'hex');
    };
    const [, year = '', month = ''] = /^..(..)-(..)/.exec(isoOf(raw)) ?? [];
    const inHex = (digits: string) => Buffer.from(digits).toString('hex');
    const files = {
      'date.der': spoil(`170d${inHex(year)}${inHex(month)}`, `170d${inHex(year)}${inHex('99')}`),
      'key.der': spoil('06072a8648ce3d0201', '06072a8648ce3d0299'),
    };
    const told = await examine(Object.keys(files), lay({ files }));
    expect(told.failure).toMatch(/fault/);
    expect(told.diagnoses.map(({ file }) => file)).toEqual(
      expect.arrayContaining(Object.keys(files)),
    );
    expectDiscreet(told);
  });
});

describe('a folder by its absolute path', () => {
  it('is examined as by any other: each file once', async () => {
    const folder = lay();
    const told = await examine([folder], join(folder, '..'));
    expect(told.diagnoses).toEqual([]);
    expect(told.files).toHaveLength(8);
    expect((await examine([`../${String(count)}`], folder)).files).toHaveLength(8);
  });
});
