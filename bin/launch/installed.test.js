import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { forDevelopment, forRunning, isInstalled } from './installed.js';

const locked = {
  '': { name: 'whorl' },
  'node_modules/a': { version: '1.0.0' },
  'node_modules/@whorl/b': { resolved: 'packages/b', link: true },
  'node_modules/tool': { version: '2.0.0', dev: true },
  'node_modules/other-platform': { version: '3.0.0', optional: true },
};

let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whorl-installed-'));
  mkdirSync(join(folder, 'node_modules'));
  write('package-lock.json', locked);
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name, packages) => writeFileSync(join(folder, name), JSON.stringify({ packages }));

/** As npm records it, without some. */
function record(...missing) {
  const { '': _, ...rest } = locked;
  const present = Object.entries(rest).filter(([place]) => !missing.includes(place));
  write('node_modules/.package-lock.json', Object.fromEntries(present));
}

it('is content with what another platform would need missing', () => {
  record('node_modules/other-platform');
  expect(isInstalled(folder, forDevelopment)).toBe(true);
});

it('lets a start be content without the development tools', () => {
  record('node_modules/tool');
  expect(isInstalled(folder, forRunning)).toBe(true);
  expect(isInstalled(folder, forDevelopment)).toBe(false);
});

it('lets a start be content with the development tools', () => {
  record();
  expect(isInstalled(folder, forRunning)).toBe(true);
});

it('sees that nothing was installed, or not to the end', () => {
  expect(isInstalled(folder, forRunning)).toBe(false);
});

it.each([['node_modules/a'], ['node_modules/@whorl/b']])('sees that %s is missing', (place) => {
  record(place);
  expect(isInstalled(folder, forRunning)).toBe(false);
});

it('sees that the lock file has moved on', () => {
  record();
  write('package-lock.json', { ...locked, 'node_modules/a': { version: '1.0.1' } });
  expect(isInstalled(folder, forRunning)).toBe(false);
});
