import { isPath } from '../configured-path.ts';
import { isMembers, type Members, unwrapPlugin } from './configuration.ts';
import { type Role, roles } from './role.ts';

/** A file that a configuration names. */
export interface ConfiguredFile {
  /** The option: `files.privateKey`. */
  readonly member: string;
  readonly role: Role;
  /** `undefined` where what is there is no path; it may be a key. */
  readonly path: string | undefined;
  /** The password of a PKCS#12 file, or the path of the file that has it. */
  readonly password?: string | undefined;
  readonly passwordPath?: string | undefined;
}

/** As the official libraries call them. */
const officialRoles: Readonly<Record<string, Role>> = {
  encryptionCertificate: 'requestKey',
  privateKey: 'responseKey',
  decryptionKey: 'responseKey',
  keyStore: 'responseKeyStore',
};

/** As a kit calls them. */
const passwordMembers: Readonly<Partial<Record<Role, string>>> = {
  keyStore: 'keyStorePassword',
  responseKeyStore: 'responseKeyStorePassword',
};

/** All files that a configuration names, an official library's or a kit's. Pure. */
export function configuredFiles(members: Members): readonly ConfiguredFile[] {
  const options = unwrapPlugin(members);
  const { files } = members;
  return [...officialFiles(options), ...kitFiles(isMembers(files) ? files : {})];
}

const officialFiles = (options: Members): readonly ConfiguredFile[] =>
  Object.entries(officialRoles).flatMap(([member, role]) => {
    const value = textOf(options[member]);
    if (value === undefined) return [];
    const password = role === 'responseKeyStore' ? textOf(options.keyStorePassword) : undefined;
    return [{ member, role, path: pathOf(value), password }];
  });

const kitFiles = (files: Members): readonly ConfiguredFile[] =>
  roles.flatMap((role) => {
    const value = textOf(files[role]);
    if (value === undefined) return [];
    const passwordPath = pathOf(textOf(files[passwordMembers[role] ?? '']));
    return [{ member: `files.${role}`, role, path: pathOf(value), passwordPath }];
  });

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;

const pathOf = (text: string | undefined): string | undefined =>
  text !== undefined && isPath(text) ? text : undefined;
