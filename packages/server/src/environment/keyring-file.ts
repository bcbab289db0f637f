import { join } from 'node:path';
import { DataFolderError, unusable } from '../config/data-folder-error.ts';
import { readIfThere, writeDurably } from '../config/durable-file.ts';
import { firstStore, keyringStores } from '../config/stores.ts';
import type { Random } from '../pki/certificate.ts';
import {
  createKeyringContent,
  type Keyring,
  type KeyringContent,
  openKeyring,
  unwrapOld,
} from '../pki/keyring.ts';
import { printKeyringContent, readKeyringContent } from '../pki/keyring-content.ts';

/** `keyring.json` of a data folder, and the keyring that it makes with the master key. */
export interface KeyringFile {
  /** The same object for as long as the service runs: it wraps and opens as the content of now has it. */
  readonly keyring: Keyring;
  readonly content: KeyringContent;
  /**
   * Keeps another content. When this resolves it outlives a crash, and the keyring is of it; when it rejects,
   * the old one is in force, on disk too.
   *
   * @throws KeyringError for a content that this master key does not open; DataFolderError when it cannot be written
   */
  save(content: KeyringContent): Promise<void>;
}

/** What a keyring is opened with. */
export interface KeyringFileOptions {
  /** The data folder, held by this process. */
  readonly folder: string;
  readonly masterKey: Buffer;
  /** Draws the secrets of a new keyring. */
  readonly random: Random;
}

/**
 * Opens the keyring of a data folder, and makes it in a folder that holds nothing yet.
 *
 * @throws KeyringError for another master key than it was made for, and for one that is damaged
 * @throws DataFolderError when it is missing and there is what only it can open, or when it cannot be read or
 * written
 */
export async function openKeyringFile(options: KeyringFileOptions): Promise<KeyringFile> {
  const { folder, masterKey } = options;
  const path = join(folder, 'keyring.json');
  let content = (await readContent(path)) ?? (await createContent(path, options));
  let current = openKeyring(content, masterKey);
  return {
    keyring: {
      wrap: (purpose, secret) => current.wrap(purpose, secret),
      unwrap: (purpose, wrapped) => current.unwrap(purpose, wrapped),
      isStale: (wrapped) => current.isStale(wrapped),
      auditKey: current.auditKey,
      accountsSecret: current.accountsSecret,
    },
    get content() {
      return content;
    },
    async save(next) {
      const opened = openKeyring(next, masterKey);
      await writeContent(path, next);
      content = next;
      current = opened;
    },
  };
}

async function readContent(path: string): Promise<KeyringContent | undefined> {
  const text = await readIfThere(path).catch((cause) => {
    throw unusable(path, 'read', cause);
  });
  return text === undefined ? undefined : readKeyringContent(text);
}

async function createContent(
  path: string,
  { folder, masterKey, random }: KeyringFileOptions,
): Promise<KeyringContent> {
  const store = await firstStore(folder, keyringStores);
  if (store !== undefined)
    throw new DataFolderError(
      `${path} is missing, and nothing else opens ${store}. Put it back from a copy.`,
    );
  await checkOldKey(folder, masterKey);
  const content = createKeyringContent(masterKey, random);
  await writeContent(path, content);
  return content;
}

/**
 * A folder of the first format has its own master key already. A keyring made for another would be the end of
 * it: what is imported could not be opened, and the right key would not open the keyring.
 */
async function checkOldKey(folder: string, masterKey: Buffer): Promise<void> {
  const text = (await readIfThere(join(folder, 'sandbox', 'registry.json'))) ?? '';
  const [, wrapped] = /"wrappedNetworkKey":\s*"(wk1\.[^"]*)"/.exec(text) ?? [];
  if (wrapped !== undefined) unwrapOld(masterKey, 'network-key', wrapped);
}

const writeContent = (path: string, content: KeyringContent): Promise<void> =>
  writeDurably(path, printKeyringContent(content)).catch((cause) => {
    throw unusable(path, 'written', cause);
  });
