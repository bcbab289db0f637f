import { randomBytes } from 'node:crypto';
import { writePkcs12 } from '../pki/pkcs12.ts';

/** A file for a caller. */
export interface HandOverFile {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** Handed over this once, and not kept. */
  readonly secret: boolean;
  /** What it is and who uses it for what. */
  readonly what: string;
}

/** How a PKCS#12 file is encrypted. */
export type KeyStoreForm = 'modern' | 'legacy';

/** What goes into a key store. PEM. */
export interface KeyStoreContent {
  readonly privateKey: string;
  /** The holder's own first, then its chain. */
  readonly certificates: readonly [string, ...string[]];
  /** The name of the files, and the name of the key inside. */
  readonly name: string;
  readonly form: KeyStoreForm;
}

const passphraseBytes = 18;

/** A PKCS#12 file and the file with its password. */
export async function keyStoreFiles(content: KeyStoreContent): Promise<readonly HandOverFile[]> {
  const { privateKey, certificates, name, form } = content;
  // The password protects the file on its way; nothing is derived from it later.
  const passphrase = randomBytes(passphraseBytes).toString('base64url');
  const friendlyName = name.split('-')[0] ?? name;
  const file = await writePkcs12({ privateKey, certificates, friendlyName, passphrase, form });
  return [
    {
      name: `${name}.p12`,
      content: file,
      secret: true,
      what: `the same key and its chain as PKCS#12, alias "${friendlyName}" (${keyStoreForms[form]})`,
    },
    {
      name: `${name}.p12.pass`,
      content: `${passphrase}\n`,
      secret: true,
      what: `the password of ${name}.p12`,
    },
  ];
}

const keyStoreForms = {
  modern: 'AES-256 and SHA-256',
  legacy: '3DES and SHA-1, for old keytools',
} as const satisfies Record<KeyStoreForm, string>;

/** What of a caller's settings comes with the files; it is merged where there is one already. */
export const configFile = (config: Readonly<Record<string, string | undefined>>): HandOverFile => ({
  name: 'config.json',
  content: `${JSON.stringify(config, undefined, 2)}\n`,
  secret: false,
  what: 'where to call, and which key is which',
});
