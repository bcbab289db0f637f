import { open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Credential, KeyPair, Project, Registry } from '../registry.ts';

/** A registry that cannot be used as it is. The message says which file and what to do. */
export class RegistryError extends Error {
  override readonly name = 'RegistryError';
}

/** What the file holds. */
interface Content {
  readonly formatVersion: 1;
  readonly projects: readonly Project[];
  readonly credentials: readonly Credential[];
  readonly keyPairs: readonly KeyPair[];
}

const empty: Content = { formatVersion: 1, projects: [], credentials: [], keyPairs: [] };

/** The content, and what look-ups need of it: a call asks by hash and by id, never by searching. */
interface Index {
  readonly content: Content;
  readonly projects: ReadonlyMap<string, Project>;
  readonly credentials: ReadonlyMap<string, Credential>;
  readonly keyPairs: ReadonlyMap<string, readonly KeyPair[]>;
}

/**
 * Opens a registry kept in one JSON file. Every change writes a new file beside it and renames it, so that
 * a crash leaves the old state or the new one.
 *
 * @throws RegistryError when the file cannot be read as one
 */
export async function openJsonRegistry(path: string): Promise<Registry> {
  let index = indexOf(await readContent(path));
  let writing: Promise<void> = Promise.resolve();

  /** Changes run one after the other; each is in force when it is on disk. */
  function change(edit: (content: Content) => Content): Promise<void> {
    const done = writing.then(async () => {
      const content = edit(index.content);
      await writeContent(path, content);
      index = indexOf(content);
    });
    writing = done.catch(() => undefined);
    return done;
  }

  return {
    findProject: async (id) => index.projects.get(id),
    findProjectByName: async (name) => index.content.projects.find((p) => p.name === name),
    findCredential: async (sha256) => index.credentials.get(sha256),
    listKeyPairs: async (projectId) => index.keyPairs.get(projectId) ?? [],
    addProject: (project) =>
      change((c) => ({ ...c, projects: added(c.projects, project, ({ id }) => id) })),
    addCredential: (credential) =>
      change((c) => ({ ...c, credentials: added(c.credentials, credential, (k) => k.sha256) })),
    addKeyPair: (pair) => change((c) => ({ ...c, keyPairs: added(c.keyPairs, pair, pairName) })),
    setProjectStatus: (id, status) =>
      change((c) => ({ ...c, projects: changed(c.projects, (p) => p.id === id, status) })),
    setCredentialStatus: (sha256, status) =>
      change((c) => ({
        ...c,
        credentials: changed(c.credentials, (k) => k.sha256 === sha256, { status }),
      })),
    setKeyPairStatus: (fingerprint, status) =>
      change((c) => ({
        ...c,
        keyPairs: changed(c.keyPairs, (pair) => pairName(pair) === fingerprint, { status }),
      })),
    close: () => writing,
  };
}

const pairName = ({ requestKey }: KeyPair): string => requestKey.fingerprint;

function added<Row>(rows: readonly Row[], row: Row, nameOf: (row: Row) => string): readonly Row[] {
  if (rows.some((known) => nameOf(known) === nameOf(row)))
    throw new RegistryError(`The registry already has ${nameOf(row)}.`);
  return [...rows, Object.freeze({ ...row })];
}

function changed<Row>(
  rows: readonly Row[],
  isMeant: (row: Row) => boolean,
  change: NoInfer<Partial<Row>>,
): readonly Row[] {
  if (!rows.some(isMeant)) throw new RegistryError('The registry has no such row to change.');
  return rows.map((row) => (isMeant(row) ? Object.freeze({ ...row, ...change }) : row));
}

function indexOf(content: Content): Index {
  return {
    content,
    projects: new Map(content.projects.map((project) => [project.id, project])),
    credentials: new Map(content.credentials.map((credential) => [credential.sha256, credential])),
    keyPairs: Map.groupBy(content.keyPairs, ({ projectId }) => projectId),
  };
}

async function readContent(path: string): Promise<Content> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined;
    throw new RegistryError(`${path} cannot be read (${cause.code}).`, { cause });
  });
  return text === undefined ? empty : parseContent(path, text);
}

function parseContent(path: string, text: string): Content {
  const content = parseJson(path, text);
  if (content.formatVersion === 1) return content;
  throw new RegistryError(`${path} was written by a newer version of Whorl; start that version.`);
}

function parseJson(path: string, text: string): Content {
  try {
    return JSON.parse(text) as Content;
  } catch (cause) {
    const cure = 'Restore it from a copy; without it no caller is known.';
    throw new RegistryError(`${path} is not JSON. ${cure}`, { cause });
  }
}

async function writeContent(path: string, content: Content): Promise<void> {
  const next = `${path}.next`;
  const file = await open(next, 'w', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(content, undefined, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(next, path);
  await syncFolder(dirname(path));
}

/** Makes the rename itself survive a crash of the machine. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
