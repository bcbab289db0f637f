import type { AdminOptions, EnvironmentOptions } from './admin/with-admin.ts';

/**
 * The next command to type, with the options that lead through the same door to the same environment. What
 * the shell's variables say already is not repeated.
 *
 * @example
 * retyped('key create --project shop', { data: '/srv/w', environment: 'sandbox' });
 * // 'npx whorl key create --project shop --data /srv/w'
 */
export function retyped(
  command: string,
  options: AdminOptions & Partial<EnvironmentOptions>,
): string {
  const { data, adminUrl, environment } = options;
  const { WHORL_DATA = '.whorl', WHORL_ADMIN_URL } = process.env;
  const words = [
    environment === 'production' && '--environment production',
    adminUrl !== undefined && adminUrl !== WHORL_ADMIN_URL && `--admin-url ${quoted(adminUrl)}`,
    adminUrl === undefined && data !== WHORL_DATA && `--data ${quoted(data)}`,
  ];
  return ['npx whorl', command, ...words].filter(Boolean).join(' ');
}

/** A word as a shell takes it. */
export const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
