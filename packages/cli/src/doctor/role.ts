import { basename } from 'node:path';

/** What a file is for. */
export type Role =
  | 'certificate'
  | 'privateKey'
  | 'ca'
  | 'requestKey'
  | 'responseKey'
  | 'keyStore'
  | 'responseKeyStore';

/** Each role in words, after `as`. */
export const roleTitles: Readonly<Record<Role, string>> = {
  certificate: 'client certificate',
  privateKey: 'key of the client certificate',
  ca: 'authority to trust',
  requestKey: 'key to encrypt requests with',
  responseKey: 'key to decrypt answers with',
  keyStore: 'client certificate and key',
  responseKeyStore: 'key to decrypt answers with',
};

/** All of them; a kit's `config.json` names its files by these. */
export const roles = Object.keys(roleTitles) as readonly Role[];

/** The names that the service writes. */
const names: readonly (readonly [name: RegExp, role: Role])[] = [
  [/^client\.pem$/, 'certificate'],
  [/^client\.key$/, 'privateKey'],
  [/^client\.p12$/, 'keyStore'],
  [/^ca\.pem$/, 'ca'],
  [/^request-key\.(pem|der|public\.pem|jwk\.json)$/, 'requestKey'],
  [/^response-key\.(pem|der|jwk\.json)$/, 'responseKey'],
  [/^response-key\.p12$/, 'responseKeyStore'],
];

/** What a file is for by its name, where it has one of ours. */
export const roleOfName = (path: string): Role | undefined =>
  names.find(([name]) => name.test(basename(path)))?.[1];
