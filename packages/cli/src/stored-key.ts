/** In a file of its own: what reads PKCS#12 takes long to load, and few kits have nothing else. */
import type { PfxIdentity } from '@whorl/client';
import { readKeyStore } from '@whorl/server/brought';
import { UsageError } from './exit-codes.ts';

/**
 * The first private key of a PKCS#12 file, as PEM.
 *
 * @param name of the file, to be told
 * @throws UsageError
 */
export function privateKeyOf(
  { pfx, passphrase }: Pick<PfxIdentity, 'pfx' | 'passphrase'>,
  name: string,
): string {
  const [stored] = readKeyStore(pfx, passphrase).privateKeys;
  if (stored !== undefined) return stored.key.export({ type: 'pkcs8', format: 'pem' }).toString();
  throw new UsageError(
    `${name} gives no private key. \`npx whorl doctor ${name}\` says why; --response-key names another.`,
  );
}
