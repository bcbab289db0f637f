import {
  type Credential,
  type KeyPair,
  type Project,
  type Registry,
  RegistryError,
} from '../registry.ts';
import { type Content, deepFreeze, readContent, writeContent } from './registry-file.ts';

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
 * @example
 * const registry = await openJsonRegistry('.whorl/sandbox/registry.json');
 * const demo = await registry.findProjectByName('demo');
 * await registry.close();
 */
export async function openJsonRegistry(path: string): Promise<Registry> {
  let index = indexOf(await readContent(path));
  let writing: Promise<void> = Promise.resolve();
  let isClosed = false;

  /** Changes run one after the other; each is in force when it is on disk. */
  function change(edit: (content: Content) => Content): Promise<void> {
    if (isClosed) return Promise.reject(closed());
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
    listKeyPairs: async (projectId) => index.keyPairs.get(projectId) ?? none,
    addProject: (project) =>
      change((c) => ({ ...c, projects: added(c.projects, project, [idOf, nameOf]) })),
    addCredential: (credential) =>
      change((c) => ({ ...c, credentials: added(c.credentials, credential, [sha256Of]) })),
    addKeyPair: (pair) =>
      change((c) => ({ ...c, keyPairs: added(c.keyPairs, pair, [fingerprintOf]) })),
    setProjectStatus: (id, status) =>
      change((c) => ({ ...c, projects: changed(c.projects, [idOf, id], status) })),
    setCredentialStatus: (sha256, status) =>
      change((c) => ({
        ...c,
        credentials: changed(c.credentials, [sha256Of, sha256], { status }),
      })),
    setKeyPairStatus: (fingerprint, status) =>
      change((c) => ({
        ...c,
        keyPairs: changed(c.keyPairs, [fingerprintOf, fingerprint], { status }),
      })),
    close() {
      isClosed = true;
      return writing;
    },
  };
}

const none: readonly KeyPair[] = Object.freeze([]);

const closed = (): RegistryError =>
  new RegistryError(
    'The registry is closed: the service is stopping. Make the change again later.',
  );

const idOf = ({ id }: Project): string => id;
const nameOf = ({ name }: Project): string => name;
const sha256Of = ({ sha256 }: Credential): string => sha256;
const fingerprintOf = ({ requestKey }: KeyPair): string => requestKey.fingerprint;

type NameOf<Row> = (row: Row) => string;

/** The rows with one more, copied: whoever gave it may go on changing theirs. */
function added<Row>(
  rows: readonly Row[],
  row: Row,
  unique: readonly NameOf<Row>[],
): readonly Row[] {
  const taken = unique.find((name) => rows.some((known) => name(known) === name(row)));
  if (taken) throw new RegistryError(`The registry already has ${taken(row)}.`);
  return [...rows, deepFreeze(structuredClone(row))];
}

function changed<Row>(
  rows: readonly Row[],
  [nameOfRow, name]: readonly [NameOf<Row>, string],
  change: NoInfer<Partial<Row>>,
): readonly Row[] {
  const isMeant = (row: Row): boolean => nameOfRow(row) === name;
  if (!rows.some(isMeant)) throw new RegistryError(`The registry has no ${name} to change.`);
  return rows.map((row) => (isMeant(row) ? Object.freeze({ ...row, ...change }) : row));
}

function indexOf(content: Content): Index {
  const keyPairs = Map.groupBy(content.keyPairs, ({ projectId }) => projectId);
  for (const pairs of keyPairs.values()) Object.freeze(pairs);
  return {
    content,
    projects: new Map(content.projects.map((project) => [project.id, project])),
    credentials: new Map(content.credentials.map((credential) => [credential.sha256, credential])),
    keyPairs,
  };
}
