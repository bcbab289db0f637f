import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DataFolderError } from '../config/data-folder.ts';
import { openAuthorities } from './authorities.ts';

const nowMs = Date.UTC(2026, 10, 24, 12);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whorl-authorities-'));
});
afterEach(() => rm(folder, { recursive: true }));
const inAuthority = (name: string): string => join(folder, 'authority', name);

/** The sentence that opening them is refused with. */
async function refusal(): Promise<string> {
  const error = await openAuthorities(folder, nowMs).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DataFolderError);
  return (error as DataFolderError).message;
}

describe('the authorities of an environment', () => {
  it('are made once, and found again', async () => {
    const made = await openAuthorities(folder, nowMs);
    expect(await openAuthorities(folder, nowMs)).toEqual(made);
  });

  it('are never replaced because one file is missing: callers would be locked out', async () => {
    await openAuthorities(folder, nowMs);
    for (const name of await readdir(join(folder, 'authority'))) {
      const content = await readFile(inAuthority(name));
      const issuer = name === 'client-issuer.pem' ? 'client-root.pem' : 'client-issuer.pem';
      const kept = await readFile(inAuthority(issuer));
      await rm(inAuthority(name));
      const cure = 'Put it back: new authorities would lock out every caller.';
      expect(await refusal()).toBe(`${join(folder, 'authority')} lacks ${name}. ${cure}`);
      expect(await readFile(inAuthority(issuer))).toEqual(kept);
      await writeFile(inAuthority(name), content);
    }
    await openAuthorities(folder, nowMs);
  });

  it('are not replaced because one file is empty', async () => {
    await openAuthorities(folder, nowMs);
    await writeFile(inAuthority('client-issuer.key'), '');
    expect(await refusal()).toContain('lacks what one of its files held');
  });
});
