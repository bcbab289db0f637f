import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The oldest Node.js of each line that strips TypeScript's types without a flag and whose node:sqlite says what
 * columns a statement has and whether a transaction is open.
 */
const oldestMinor = { 22: 16, 23: 11 };
const oldestMajor = 22;

/** @param {string} version as in `process.versions.node` */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major >= oldestMajor && minor >= (oldestMinor[major] ?? 0);
}

/**
 * The package that brings the pinned Node.js to a machine, and where its binary lands.
 * `undefined` where tools/runtime lists none for the platform.
 *
 * @param {string} folder tools/runtime
 * @param {{ platform: string, arch: string }} machine as in `process`
 */
export function pinnedRuntime(folder, { platform, arch }) {
  const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
  const row = Object.entries(packages).find(
    ([, entry]) => [entry.os].flat().includes(platform) && [entry.cpu].flat().includes(arch),
  );
  if (!row) return undefined;
  const [place, { version, bin }] = row;
  return { place, version, node: join(folder, place, bin.node) };
}
