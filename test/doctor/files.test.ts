/** The doctor of files: one fault at a time, each in a copy of a good kit, by the command as it is typed. */
import { execFileSync } from 'node:child_process';
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
