import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Whether everything the lock file asks for is installed, at the locked versions. npm records what
 * it has put in place in node_modules/.package-lock.json, as its last step: a record that is absent
 * means an install that was never begun or never finished.
 *
 * @param {string} folder the folder of a package-lock.json
 * @param {(entry: object, place: string) => boolean} isNeeded which of the lock's rows must be there
 */
export function isInstalled(folder, isNeeded) {
  const wanted = rows(join(folder, 'package-lock.json'));
  const present = rows(join(folder, 'node_modules', '.package-lock.json'));
  return Object.entries(wanted)
    .filter(([place, entry]) => place !== '' && isNeeded(entry, place))
    .every(([place, entry]) => isSame(entry, present[place]));
}

/** The rows that every machine needs to run Whorl. Optional ones are other platforms' binaries. */
export const forRunning = (entry) => !entry.optional && !entry.devOptional && !entry.dev;

/** The rows that every machine needs to test and build Whorl. */
export const forDevelopment = (entry) => !entry.optional && !entry.devOptional;

function isSame(wanted, present) {
  return present !== undefined && present.version === wanted.version;
}

function rows(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch (error) {
    if (error.code === 'ENOENT') return {};
    throw error;
  }
}
