import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RegistryError } from '../registry.ts';
import { credentialRow } from '../testing/rows.ts';
import { openJsonRegistry } from './json-registry.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whorl-registry-'));
  path = join(folder, 'registry.json');
});
afterEach(() => rm(folder, { recursive: true }));

/** Adds credentials, each after the other, and prints the hash of each that was acknowledged. */
const writer = `
  import { openJsonRegistry } from '${new URL('./json-registry.ts', import.meta.url).href}';
  import { credentialRow } from '${new URL('../testing/rows.ts', import.meta.url).href}';
  import { writeSync } from 'node:fs';
  const registry = await openJsonRegistry(process.argv[1]);
  for (let number = 1; ; number += 1) {
    await registry.addCredential(credentialRow(number));
    writeSync(1, credentialRow(number).sha256 + '\\n');
  }
`;

/** Kills a writer once it has acknowledged so many; returns all that it had. */
async function killAfter(count: number): Promise<readonly string[]> {
  const args = ['--experimental-strip-types', '--input-type=module', '--eval', writer, path];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const acknowledged: string[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    if (acknowledged.push(line) === count) child.kill('SIGKILL');
  });
  await Promise.all([once(child, 'close'), once(lines, 'close')]);
  return acknowledged;
}

/** The sentence that opening the registry is refused with. */
async function refusal(): Promise<string> {
  const error = await openJsonRegistry(path).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(RegistryError);
  return (error as RegistryError).message;
}

describe('a registry in a JSON file', () => {
  it('is readable by its owner alone', async () => {
    const registry = await openJsonRegistry(path);
    await registry.addCredential(credentialRow(1));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(path, 'utf8')).formatVersion).toBe(1);
  });

  it('is as it was when a crash came before the rename', async () => {
    const registry = await openJsonRegistry(path);
    await registry.addCredential(credentialRow(1));
    await writeFile(`${path}.next`, '{"formatVersion":1,"credentials":[{"sha2');
    const again = await openJsonRegistry(path);
    expect(await again.findCredential(credentialRow(1).sha256)).toEqual(credentialRow(1));
    await again.addCredential(credentialRow(2));
    const third = await openJsonRegistry(path);
    expect(await third.findCredential(credentialRow(2).sha256)).toEqual(credentialRow(2));
  });

  it('has everything it acknowledged after kill -9 in the middle of its writing', async () => {
    for (const count of [1, 7, 40]) {
      await rm(path, { force: true });
      const acknowledged = await killAfter(count);
      const registry = await openJsonRegistry(path);
      expect(acknowledged.length).toBeGreaterThanOrEqual(count);
      for (const sha256 of acknowledged)
        expect(await registry.findCredential(sha256)).toBeDefined();
    }
  });

  it('keeps its old state, in memory too, when a change cannot be written', async () => {
    const registry = await openJsonRegistry(path);
    await registry.addCredential(credentialRow(1));
    await mkdir(`${path}.next`);
    await expect(registry.addCredential(credentialRow(2))).rejects.toThrow('EISDIR');
    expect(await registry.findCredential(credentialRow(2).sha256)).toBeUndefined();
    await rm(`${path}.next`, { recursive: true });
    await registry.addCredential(credentialRow(2));
    expect(await registry.findCredential(credentialRow(2).sha256)).toEqual(credentialRow(2));
  });

  it('of a newer version is refused, and left as it is', async () => {
    await writeFile(path, '{"formatVersion":2}');
    expect(await refusal()).toBe(
      `${path} was written by a newer version of Whorl; start that version.`,
    );
    expect(await readFile(path, 'utf8')).toBe('{"formatVersion":2}');
  });

  it.each([
    ['', 'is not JSON'],
    ['{"formatVersion":1,', 'is not JSON'],
    ['null', 'is not a registry'],
    ['{}', 'is not a registry'],
    ['{"formatVersion":1}', 'is not a registry'],
    ['{"formatVersion":1,"projects":[],"credentials":[null],"keyPairs":[]}', 'is not a registry'],
  ])('that holds %j is refused with what to do', async (text, told) => {
    await writeFile(path, text);
    const cure = 'Restore it from a copy; without it no caller is known.';
    expect(await refusal()).toBe(`${path} ${told}. ${cure}`);
  });

  it('that cannot be read is not taken for an empty one', async () => {
    await mkdir(path);
    expect(await refusal()).toBe(`${path} cannot be read (EISDIR). See to its owner and mode.`);
  });
});
