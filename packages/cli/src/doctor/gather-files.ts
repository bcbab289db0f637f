import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../exit-codes.ts';
import type { KitFiles } from '../kit/kit-config.ts';
import { isMembers, type Members, unwrapPlugin } from './configuration.ts';
import { besides, isFolder, listFolder, type Wanted } from './read-files.ts';
import { type Role, roleOfName, roles } from './role.ts';
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
  return found.map((file) => ({ path: file, role: roleOfName(file) }));
}

/** The first that names a file says what it is for. */
function onePerFile(wanted: readonly Wanted[]): readonly Wanted[] {
  const byPath = new Map<string, Wanted>();
  for (const one of wanted) {
    const path = join(one.path);
    const known = byPath.get(path);
    byPath.set(path, known === undefined ? { ...one, path } : { ...one, ...known, path });
  }
  return [...byPath.values()];
}

/** As the official libraries call them. */
const officialRoles: Readonly<Record<string, Role>> = {
  encryptionCertificate: 'requestKey',
  privateKey: 'responseKey',
  decryptionKey: 'responseKey',
  keyStore: 'responseKeyStore',
};

const passwords: Readonly<Partial<Record<Role, keyof KitFiles>>> = {
  keyStore: 'keyStorePassword',
  responseKeyStore: 'responseKeyStorePassword',
};

/** The files that a configuration names; none where it is something else. */
async function readConfigured(path: string): Promise<readonly Wanted[]> {
  const members = await readMembers(path);
  if (members === undefined) return [];
  const { files } = members;
  const options = unwrapPlugin(members);
  const official = Object.entries(officialRoles).flatMap(([name, role]): Wanted[] => {
    const named = options[name];
    const password = role === 'responseKeyStore' ? options.keyStorePassword : undefined;
    if (typeof named !== 'string' || named.includes('-----BEGIN')) return [];
    return [
      { path: besides(path, named), role, ...(typeof password === 'string' && { password }) },
    ];
  });
  return [...official, ...(await kitFiles(path, isMembers(files) ? files : {}))];
}

async function kitFiles(path: string, files: Members): Promise<readonly Wanted[]> {
  const named = roles.map(async (role): Promise<Wanted[]> => {
    const file = files[role];
    if (typeof file !== 'string') return [];
    const passwordFile = files[passwords[role] ?? ''];
    const password =
      typeof passwordFile === 'string'
        ? await readPassword(besides(path, passwordFile))
        : undefined;
    return [{ path: besides(path, file), role, ...(password !== undefined && { password }) }];
  });
  return (await Promise.all(named)).flat();
}

async function readMembers(path: string): Promise<Members | undefined> {
  if (!/\.json$/i.test(path)) return undefined;
  try {
    const value: unknown = JSON.parse((await readIfThere(path)) ?? '');
    return isMembers(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const readIfThere = (path: string): Promise<string | undefined> =>
  readFile(path, 'utf8').catch(() => undefined);
