/** Variables that look like ours and are not: a setting that was misspelled would be passed over in silence. */
import { distance } from 'fastest-levenshtein';
import { environmentName, settingRows } from './settings.ts';

/** A variable that nothing reads. */
export interface UnknownVariable {
  readonly name: string;
  /** The one that may have been meant. */
  readonly nearest?: string;
}

/** What is read from the environment and is no setting. */
const otherVariables = [
  'WHORL_MASTER_KEY',
  // Who calls the service from a terminal or a script.
  'WHORL_DATA',
  'WHORL_ADMIN_URL',
  'WHORL_ADMIN_CA',
  'WHORL_TOKEN',
  'WHORL_PASSWORD',
  'WHORL_NEW_PASSWORD',
  'WHORL_PASSPHRASE',
  'WHORL_KEY_STORE_PASSWORD',
  'WHORL_INVITATION',
  'WHORL_TOTP',
  // The launcher, and the repository's own suites.
  'WHORL_VERBOSE',
  'WHORL_INSTALL',
  'WHORL_LONG',
  'WHORL_TEST_LOGS',
] as const;

const known: readonly string[] = [
  ...Object.keys(settingRows).map(environmentName),
  ...otherVariables,
];

/**
 * The variables that begin with `WHORL_` and are none of ours; their values are not looked at.
 *
 * @example
 * unknownVariables({ WHORL_PROT: '9000', PATH: '/bin' }); // [{ name: 'WHORL_PROT', nearest: 'WHORL_PORT' }]
 */
export function unknownVariables(
  environment: Readonly<Record<string, string | undefined>>,
): readonly UnknownVariable[] {
  return Object.keys(environment)
    .filter((name) => name.startsWith('WHORL_') && !known.includes(name))
    .sort()
    .map((name) => ({ name, ...nearestTo(name) }));
}

/** More slips than this are another word. */
const maxSlips = 3;

function nearestTo(name: string): Pick<UnknownVariable, 'nearest'> {
  const [best] = known
    .map((nearest) => ({ nearest, slips: distance(name, nearest) }))
    .sort((one, other) => one.slips - other.slips);
  return best !== undefined && best.slips <= maxSlips ? { nearest: best.nearest } : {};
}
