import { resolve } from 'node:path';
import { UsageError } from '../exit-codes.ts';
import { isMembers, type Members } from './configuration.ts';
import { configuredFiles } from './configured-files.ts';
import { readBounded } from './read-bounded.ts';
import { besides, isFolder, listFolder, type Wanted } from './read-files.ts';
import { type Role, roleOfName } from './role.ts';
import { readPassword, readStorePassword } from './store-password.ts';

/** What was named on the command line. */
export interface Asked {
  /** Files and folders. */
  readonly paths: readonly string[];
  /** Files by what they are for. */
  readonly roles: Readonly<Partial<Record<Role, string>>>;
  /** Of all PKCS#12 files. */
  readonly keyStorePasswordFile?: string | undefined;
}

/**
 * Finds every file that is to be examined: those that were named, those of the folders, and those that their
 * configurations name. Each is examined once, whoever names it.
 *
 * @throws UsageError for a folder with nothing in it that can be examined
 */
export async function gatherFiles(asked: Asked): Promise<readonly Wanted[]> {
  const named = Object.entries(asked.roles).map(
    ([role, path]): Wanted => ({ path, role: role as Role }),
  );
  const listed = (await Promise.all(asked.paths.map(expand))).flat();
  const configured = (await Promise.all(listed.map(({ path }) => readConfigured(path)))).flat();
  const all = onePerFile([...named, ...configured, ...listed]);
  const withPassword = async ({ password: configured, ...one }: Wanted) => ({
    ...one,
    password: await readStorePassword(one.path, { ...asked, configured }),
  });
  return Promise.all(all.map(withPassword));
}

async function expand(path: string): Promise<readonly Wanted[]> {
  if (!(await isFolder(path))) return [{ path, role: roleOfName(path) }];
  const found = await listFolder(path);
  if (found.length === 0)
    throw new UsageError(
      `${path} holds no file that could be examined: a kit has a config.json, and files that end in .pem, .key, .p12, .der, .csr or .crt.`,
    );
  if (found.length > maxFiles)
    throw new UsageError(
      `${path} holds ${found.length} files that could be examined. Name those that are meant.`,
    );
  return found.map((file) => ({ path: file, role: roleOfName(file) }));
}

/** A kit has ten; a folder of thousands is another. */
const maxFiles = 200;

/** The first that names a file says what it is for. */
function onePerFile(wanted: readonly Wanted[]): readonly Wanted[] {
  const byPath = new Map<string, Wanted>();
  for (const one of wanted) {
    const path = resolve(one.path);
    const known = byPath.get(path);
    byPath.set(path, known === undefined ? one : { ...one, ...known });
  }
  return [...byPath.values()];
}

/** The files that a configuration names; none where it is something else. */
async function readConfigured(path: string): Promise<readonly Wanted[]> {
  const members = await readMembers(path);
  const named = members === undefined ? [] : configuredFiles(members);
  const wanted = named.map(async ({ role, password, passwordPath, ...file }): Promise<Wanted[]> => {
    if (file.path === undefined) return [];
    const read =
      passwordPath === undefined ? password : await readPassword(besides(path, passwordPath));
    return [{ path: besides(path, file.path), role, password: read }];
  });
  return (await Promise.all(wanted)).flat();
}

async function readMembers(path: string): Promise<Members | undefined> {
  if (!/\.json$/i.test(path)) return undefined;
  const read = await readBounded(path);
  if ('reason' in read) return undefined;
  try {
    const value: unknown = JSON.parse(read.bytes.toString('utf8'));
    return isMembers(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
