import { type Diagnosis, diagnose } from '@whorl/contract';

/** A JSON object of somebody's. */
export type Members = Readonly<Record<string, unknown>>;

const endpoint = '/identity/transactions';

/** Whether a configuration is that of an official client library, and not a kit's own. */
export const isOfficial = (members: Members): boolean =>
  ['mode', 'paths', 'encryptedValueFieldName', 'encryptionCertificate', 'decryptionKey'].some(
    (name) => Object.hasOwn(members, name),
  );

/** How deep the configuration of the library lies in an export of Insomnia, for its official plugin. */
const deepest = 6;

/** The configuration of the library itself, wherever in a plugin's it lies. */
export const unwrapPlugin = (members: Members): Members => findPlugin(members, deepest) ?? members;

function findPlugin(value: unknown, depth: number): Members | undefined {
  if (typeof value !== 'object' || value === null || depth === 0) return undefined;
  const { encryptionConfig } = value as Members;
  if (isMembers(encryptionConfig)) return encryptionConfig;
  for (const inner of Object.values(value)) {
    const found = findPlugin(inner, depth - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What is wrong with an official library's configuration: names and values of its options, no key. Pure. */
export const judgeOfficial = (members: Members): readonly Diagnosis[] => [
  ...judgeMode(members),
  ...judgePaths(readPaths(members.paths)),
  ...judgeKeys(members),
];

function judgeMode({ mode, encryptedValueFieldName: name }: Members): readonly Diagnosis[] {
  return [
    ...(mode === 'JWE' ? [] : [diagnose('mode-not-jwe', { mode: shown(mode) })]),
    ...(name === 'encryptedData' ? [] : [diagnose('wrapper-name', { name: shown(name) })]),
  ];
}

/** An option's value as it may be repeated: a word, or nothing of it. */
const shown = (value: unknown): string => {
  if (value === undefined) return 'not set';
  return typeof value === 'string' && /^[\w.$*[\]/-]{1,60}$/.test(value) ? value : 'another value';
};

function judgeKeys(members: Members): readonly Diagnosis[] {
  const has = (...names: readonly string[]) =>
    names.some((name) => typeof members[name] === 'string');
  const password = ['keyStorePassword', 'decryptionKeyPassword', 'encryptionKeyPassword'];
  return [
    ...(has('encryptionCertificate') ? [] : [diagnose('no-encryption-certificate')]),
    ...(has('privateKey', 'keyStore', 'decryptionKey') ? [] : [diagnose('no-decryption-key')]),
    ...(has(...password) ? [diagnose('clear-password')] : []),
  ];
}

/** One row of `paths`: what of a request is encrypted, and what of an answer decrypted. */
interface PathRow {
  readonly path: string;
  readonly toEncrypt: readonly string[];
  readonly toDecrypt: readonly string[];
}

/** A list of rows in Node.js and Insomnia; in Python an object of objects. */
function readPaths(paths: unknown): readonly PathRow[] {
  if (Array.isArray(paths))
    return paths.filter(isMembers).map(({ path, toEncrypt, toDecrypt }) => ({
      path: String(path),
      toEncrypt: elementsOf(toEncrypt),
      toDecrypt: elementsOf(toDecrypt),
    }));
  if (!isMembers(paths)) return [];
  return Object.entries(paths).map(([path, row]) => ({
    path: path === '$' ? '.*' : path,
    toEncrypt: isMembers(row) ? elementsOf(row.toEncrypt) : [],
    toDecrypt: isMembers(row) ? elementsOf(row.toDecrypt) : [],
  }));
}

function elementsOf(list: unknown): readonly string[] {
  if (Array.isArray(list)) return list.filter(isMembers).map(({ element }) => String(element));
  return isMembers(list) ? Object.keys(list) : [];
}

function judgePaths(rows: readonly PathRow[]): readonly Diagnosis[] {
  const row = rows.find(({ path }) => fits(path));
  if (row === undefined) return [diagnose('encrypts-nothing', { endpoint })];
  const { toEncrypt, toDecrypt } = row;
  const partial = toEncrypt.find((element) => element !== '$');
  return [
    ...(toEncrypt.length === 0 ? [diagnose('encrypts-nothing', { endpoint })] : []),
    ...(partial === undefined ? [] : [diagnose('encrypts-fields', { path: shown(partial) })]),
    ...(toDecrypt.length === 0 ? [diagnose('decrypts-nothing', { endpoint })] : []),
    ...(toDecrypt.includes('$') ? [diagnose('decrypts-refusals')] : []),
  ];
}

/** The library of Node.js takes a path for a regular expression; hostile ones are not run here. */
const fits = (path: string): boolean =>
  path === endpoint || endpoint.endsWith(path) || /^\^?\/?\.\*\$?$|\*$/.test(path);

/** Whether a parsed value is a JSON object. */
export const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
