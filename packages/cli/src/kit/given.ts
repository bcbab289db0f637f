import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { certificateFingerprint, spkiFingerprint } from '@whorl/contract';
import type { EnvironmentName } from '../admin/with-admin.ts';
import {
  type CredentialFlags,
  credentialPath,
  readAuthorities,
  readCredentialFile,
  readCredentials,
  readKitConfig,
} from '../credentials.ts';
import { judgeBaseUrl } from '../doctor/base-url.ts';
import { UsageError } from '../exit-codes.ts';
import { reasonOf } from '../read-text.ts';
import { type Kit, type KitFile, textFile } from './kit.ts';
import type { KitFiles } from './kit-config.ts';
import type { LanguageRow } from './languages.ts';

/** Credentials that are there already, and whose kit it is. */
export interface GivenFlags extends CredentialFlags {
  readonly environment: EnvironmentName;
  readonly project: string;
  /** The client certificate and its key as PKCS#12. */
  readonly keyStore?: string;
  readonly keyStorePasswordFile?: string;
}

const parts = ['cert', 'key', 'requestKey', 'responseKey'] as const;
const flagOf = {
  ...{ cert: '--cert', key: '--key' },
  ...{ requestKey: '--request-key', responseKey: '--response-key' },
} as const;

/** Whether credentials are named, so that none are made. */
export const isGiven = (flags: GivenFlags): boolean =>
  [flags.credentials, flags.ca, flags.keyStore, ...parts.map((part) => flags[part])].some(
    (path) => path !== undefined,
  );

/**
 * Reads credentials for a kit. Private halves stay where they are, and the kit names them by their paths;
 * what is public is copied.
 *
 * @param folder where the kit will be, an absolute path
 * @throws UsageError for what is missing, cannot be read or is something else
 */
export async function readGiven(
  flags: GivenFlags,
  { row, folder }: { readonly row: LanguageRow; readonly folder: string },
): Promise<Omit<Kit, 'request'>> {
  expectWhole(flags);
  const { baseUrl, requestKey, responseKey } = await readCredentials(flags);
  const ca = await readAuthorities(flags);
  const certificate = await readCertificate(requestKey, flags);
  const files: KitFiles = {
    ...(ca !== undefined && { ca: 'ca.pem' }),
    certificate: 'client.pem',
    privateKey: await findPrivateKey(flags),
    requestKey: 'request-key.pem',
    responseKey: await credentialPath(flags, 'responseKey'),
    ...(row.readsKeyStore && (await findKeyStore(flags, row))),
  };
  const own = flags.credentials === undefined ? {} : await readKitConfig(flags);
  const copies = [
    copy(files.certificate, await readCredentialFile(flags, 'cert'), 'your client certificate'),
    copy(files.requestKey, requestKey, 'the public Client Encryption Key'),
  ];
  return {
    folder,
    requestKey,
    credentials: ca === undefined ? copies : [...copies, copy('ca.pem', ca, 'whom to trust')],
    config: {
      baseUrl: readBaseUrl(baseUrl),
      environment: own.environment ?? flags.environment,
      project: flags.project,
      requestKeyFingerprint: spkiFingerprint(certificate.publicKey),
      requestKeyCertificateFingerprint: certificateFingerprint(certificate.raw),
      responseKeyFingerprint: spkiFingerprint(await readPrivateKey(responseKey, flags)),
      files,
    },
  };
}

/** Its certificates alone: people keep private keys in the same file. @throws UsageError without any */
function copy(name: string, pem: string, what: string): KitFile {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
  if (blocks !== null) return textFile(name, `${blocks.join('\n')}\n`, what);
  throw new UsageError(`What is ${what} holds no certificate in PEM.`);
}

/** Its path, once it was seen that it can be read. */
async function findPrivateKey(flags: GivenFlags): Promise<string> {
  await readCredentialFile(flags, 'key');
  return credentialPath(flags, 'key');
}

/** Without a folder nothing is taken from the demo's: a kit of two callers would be nobody's. */
function expectWhole(flags: GivenFlags): void {
  if (flags.credentials !== undefined) return;
  const missing = parts.filter((part) => flags[part] === undefined).map((part) => flagOf[part]);
  if (missing.length > 0)
    throw new UsageError(
      `Of credentials of your own a kit needs all: ${missing.join(', ')} too, or --credentials DIR. Without any of them they are made.`,
    );
}

/** @throws UsageError for what a program could not call: the doctor would say the same of the kit */
export function readBaseUrl(text: string): string {
  const diagnosis = judgeBaseUrl(text);
  if (diagnosis === undefined) return new URL(text).href.replace(/\/+$/, '');
  throw new UsageError(`--base-url: ${diagnosis.sentence}.`);
}

async function readCertificate(pem: string, flags: GivenFlags): Promise<X509Certificate> {
  try {
    return new X509Certificate(pem);
  } catch (cause) {
    throw new UsageError(
      `--request-key: ${await credentialPath(flags, 'requestKey')} is no PEM certificate. The official libraries read no other form; \`npx whorl key download\` has it.`,
      { cause },
    );
  }
}

async function readPrivateKey(pem: string, flags: GivenFlags): Promise<KeyObject> {
  try {
    return createPublicKey(createPrivateKey(pem));
  } catch (cause) {
    throw new UsageError(
      `--response-key: ${await credentialPath(flags, 'responseKey')} is no private key in PEM without a passphrase.`,
      { cause },
    );
  }
}

async function findKeyStore(
  flags: GivenFlags,
  { title }: LanguageRow,
): Promise<Pick<KitFiles, 'keyStore' | 'keyStorePassword'>> {
  const { files = {} } = await readKitConfig(flags);
  const inFolder = (name: string): string => resolve(flags.credentials ?? '.', name);
  const { keyStore = inFolder(files.keyStore ?? 'client.p12') } = flags;
  const { keyStorePasswordFile = inFolder(files.keyStorePassword ?? 'client.p12.pass') } = flags;
  const found = { keyStore: resolve(keyStore), keyStorePassword: resolve(keyStorePasswordFile) };
  for (const path of Object.values(found))
    await access(path).catch((cause: NodeJS.ErrnoException) => {
      throw new UsageError(
        `${path} ${reasonOf(cause)}. ${title} reads the client certificate as PKCS#12: give --key-store and --key-store-password-file; \`openssl pkcs12 -export\` makes one.`,
        { cause },
      );
    });
  return found;
}

/** Hosts that know no certificate of ours. */
const commercial = /(^|\.)mastercard\.(com|eu|asia)$/;

/** Credentials that are made here are good here alone. @throws UsageError */
export function expectOurs(baseUrl: string): void {
  const { hostname } = new URL(baseUrl);
  if (!commercial.test(hostname)) return;
  throw new UsageError(
    `${hostname} takes no certificate of this service. Give those that you got from there: --cert, --key, --request-key and --response-key.`,
  );
}
