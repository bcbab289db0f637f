import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { isNewEnough, pinnedRuntime } from './runtime.js';

const folder = fileURLToPath(new URL('../../tools/runtime', import.meta.url));

it.each([
  ['22.16.0', true],
  ['23.11.0', true],
  ['24.0.0', true],
  ['26.1.2', true],
  ['22.15.1', false],
  ['23.10.0', false],
  ['20.20.2', false],
  ['18.0.0', false],
])('knows whether Node.js %s runs Whorl: %s', (version, expected) => {
  expect(isNewEnough(version)).toBe(expected);
});

it.each([
  ['linux', 'x64'],
  ['linux', 'arm64'],
  ['darwin', 'arm64'],
  ['darwin', 'x64'],
  ['win32', 'x64'],
])('has a runtime that is new enough for %s on %s', (platform, arch) => {
  expect(isNewEnough(pinnedRuntime(folder, { platform, arch }).version)).toBe(true);
});

it('has none where nobody builds one', () => {
  expect(pinnedRuntime(folder, { platform: 'aix', arch: 'ppc64' })).toBeUndefined();
});
