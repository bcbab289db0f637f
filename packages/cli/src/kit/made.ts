import { type AdminApi, answerOf } from '../admin/client.ts';
import type { EnvironmentName } from '../admin/with-admin.ts';
import { UsageError } from '../exit-codes.ts';
import { settingsFile } from '../hand-over/settings-file.ts';
import type { Kit, KitFile } from './kit.ts';
import type { KitConfig, KitFiles } from './kit-config.ts';
import type { LanguageRow } from './languages.ts';

/** What was made, and what the service says of it. */
interface MadeCredentials extends Pick<Kit, 'credentials' | 'requestKey'> {
  readonly facts: Pick<KitConfig, 'requestKeyFingerprint'> & Partial<KitConfig>;
}

/** For whom credentials are made. */
export interface Owner {
  readonly environment: EnvironmentName;
  /** Name or id. */
  readonly project: string;
}

/** Names of what was made in the service, as its commands take them. */
export interface MadeNames {
  credential?: string;
  key?: string;
}

/** What the files of a kit are called that was made whole. */
const pemFiles = {
  ca: 'ca.pem',
  certificate: 'client.pem',
  privateKey: 'client.key',
  requestKey: 'request-key.pem',
  responseKey: 'response-key.pem',
} as const;
const storeFiles = { keyStore: 'client.p12', keyStorePassword: 'client.p12.pass' } as const;

/** Which files of what the service hands over a language reads: the others are the same keys once more. */
export const madeFiles = ({ readsKeyStore = false }: LanguageRow): KitFiles => ({
  ...pemFiles,
  ...(readsKeyStore && storeFiles),
});

/**
 * Where an environment's calls go.
 *
 * @throws UsageError where it listens nowhere, so that nobody knows
 */
export async function findBaseUrl(api: AdminApi, environment: EnvironmentName): Promise<string> {
  const { environments } = await answerOf(api.GET('/v1/status'));
  const baseUrl = environments.find(({ name }) => name === environment)?.baseUrl;
  if (baseUrl !== undefined) return baseUrl;
  throw new UsageError(
    `Where ${environment} listens is not known: it is not running. Start it (\`npx whorl start\`), or say where it will be with --base-url. Nothing was made.`,
  );
}

/**
 * Has a certificate issued and a pair of keys made.
 *
 * @param made is told what there is, as soon as it is there
 */
export async function makeCredentials(
  api: AdminApi,
  { owner, row, made }: { owner: Owner; row: LanguageRow; made: MadeNames },
): Promise<MadeCredentials> {
  const path = '/v1/{environment}/projects/{project}' as const;
  const params = { path: { ...owner } };
  const issued = await answerOf(
    api.POST(`${path}/credentials`, { params, body: { issue: { keyStore: 'modern' } } }),
  );
  made.credential = issued.credential.sha256;
  const paired = await answerOf(api.POST(`${path}/keys`, { params, body: {} }));
  made.key = paired.keyPair.requestKey.fingerprint;
  const files = [...issued.files, ...paired.files];
  const wanted: readonly string[] = Object.values(madeFiles(row));
  const { keyStoreAlias: _, ...facts } = Object.assign({}, ...files.filter(isConfig).map(parse));
  return {
    credentials: files.filter(({ name }) => wanted.includes(name)),
    requestKey: files.find(({ name }) => name === pemFiles.requestKey)?.content ?? '',
    facts,
  };
}

const isConfig = ({ name }: KitFile): boolean => name === settingsFile;

const parse = ({ content, encoding }: KitFile): object =>
  JSON.parse(Buffer.from(content, encoding).toString('utf8'));
