import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const folder = new URL('../../../shared/', import.meta.url);

/** Whether the folder of other people's vectors and data lies beside the checkout. */
export const hasShared: boolean = existsSync(folder);

if (!hasShared) {
  const missing = `../shared is not there: suites that read other people's vectors and data are skipped.`;
  if (process.env.CI === 'true') throw new Error(`${missing} In CI it must be there.`);
  console.warn(missing);
}

/** Reads a file of it as it is. */
export const sharedBytes = (path: string): Buffer => readFileSync(new URL(path, folder));

/** Reads a file of it as text; `.gz` is unpacked. */
export function readShared(path: string): string {
  const bytes = sharedBytes(path);
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}
