import { readNamed, withoutLineEnd } from '../read-text.ts';
import { readBounded } from './read-bounded.ts';

/** Where the password of a PKCS#12 file may be. */
export interface PasswordPlaces {
  /** As it was typed: `--key-store-password-file`. */
  readonly keyStorePasswordFile?: string | undefined;
  /** What a configuration says. */
  readonly configured?: string | undefined;
}

/**
 * The password of a PKCS#12 file: what was said comes first; then what a configuration says, what lies beside the
 * file, and the environment (`WHORL_KEY_STORE_PASSWORD`).
 *
 * @throws UsageError for a file that was named and cannot be read
 */
export async function readStorePassword(
  store: string,
  { keyStorePasswordFile: said, configured }: PasswordPlaces,
): Promise<string | undefined> {
  if (said !== undefined) return withoutLineEnd(await readNamed('--key-store-password-file', said));
  const beside = configured ?? (await readPassword(`${store}.pass`));
  return beside ?? process.env.WHORL_KEY_STORE_PASSWORD;
}

/** What is in a password's file; nothing where there is none. */
export async function readPassword(path: string): Promise<string | undefined> {
  const read = await readBounded(path);
  return 'reason' in read ? undefined : withoutLineEnd(read.bytes.toString('utf8'));
}
