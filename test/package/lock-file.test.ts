/** What `npm ci` needs of the lock files to succeed on a fresh machine, whichever it is. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface LockedPackage {
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const readLock = (path: string): Readonly<Record<string, LockedPackage>> =>
  JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')).packages;

describe.each([['package-lock.json'], ['tools/runtime/package-lock.json']])('%s', (path) => {
  const packages = readLock(path);

  it('has an entry for the optional packages of every platform', () => {
    const named = Object.values(packages).flatMap((entry) =>
      Object.keys(entry.optionalDependencies ?? {}),
    );
    const locked = new Set(Object.keys(packages).map((name) => name.split('node_modules/').at(-1)));
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !locked.has(name))).toEqual([]);
  });

  it('names no registry: each machine asks its own', () => {
    const addresses = Object.values(packages).map(({ resolved = '' }) => resolved);
    expect(addresses.filter((address) => address.includes('://'))).toEqual([]);
  });
});
