import { spawnSync } from 'node:child_process';

const mustBeThere = process.env.CI === 'true' || process.env.WHORL_INSTALL === '1';

/**
 * Whether a program of the system works here, found by running it. Where it is missing its suites are
 * skipped with a printed reason; in CI, and where WHORL_INSTALL=1 asked for it, that is a failure.
 *
 * @example
 * describe.skipIf(!hasProgram('curl', ['--version']))('curl', () => { … });
 */
export function hasProgram(command: string, args: readonly string[]): boolean {
  const { status } = spawnSync(command, args, { stdio: 'ignore' });
  if (status === 0) return true;
  const reason = `\`${[command, ...args].join(' ')}\` does not work here: its suites are skipped.`;
  if (mustBeThere) throw new Error(`${reason} With CI=true or WHORL_INSTALL=1 it must.`);
  console.warn(`${reason} WHORL_INSTALL=1 installs it.`);
  return false;
}
