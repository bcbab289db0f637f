import type { AdminBody, AdminSchemas } from '@whorl/contract/admin';
import { type AdminApi, answerOf } from '../admin/client.ts';
import { type Manner, withAdmin } from '../admin/with-admin.ts';
import { confirm } from '../ask.ts';
import { type Detail, sayDetails } from '../details.ts';
import { UsageError } from '../exit-codes.ts';
import { openFolder } from '../hand-over/folder.ts';
import { handOver, tellOnce, tellWritten } from '../hand-over/hand-over.ts';
import { type Written, writeFiles } from '../hand-over/write.ts';
import { type Listing, list } from '../list.ts';
import { readNamed } from '../read-text.ts';
import { quoted, retyped } from '../retyped.ts';
import { tellNext } from '../tell.ts';
import type { Terminal } from '../terminal.ts';
import { dayOf, minuteOf, short } from '../visible.ts';
import {
  folderOf,
  type OutOptions,
  type RevocationOptions,
  revocationOf,
  unknown,
} from './credential.ts';
import type { ProjectOptions } from './project.ts';

type KeyPair = AdminSchemas['KeyPair'];
type Path = { readonly path: Pick<ProjectOptions, 'environment' | 'project'> };
type Ask = (api: AdminApi, params: Path) => Promise<AdminSchemas['MadeKeyPair']>;

/** The files that a pair comes with. */
const requestNames = ['pem', 'der', 'public.pem', 'jwk.json'].map((form) => `request-key.${form}`);
const responseNames = ['pem', 'der', 'jwk.json', 'p12', 'p12.pass'].map(
  (form) => `response-key.${form}`,
);

const collection = '/v1/{environment}/projects/{project}/keys';

/** What commands that make a pair are told. */
export interface KeyOptions extends OutOptions {
  /** File of one's own public response key; without it the service makes one. */
  readonly responseKey?: string;
  readonly keyStore?: AdminSchemas['KeyStoreForm'];
}

/** Makes a pair of encryption keys. */
export async function createKey(options: KeyOptions, terminal: Terminal): Promise<void> {
  const body = await bodyOf(options);
  const written = await obtain({ ...options, terminal }, (api, params) =>
    answerOf(api.POST(collection, { params, body })),
  );
  const call = `npx whorl call --credentials ${quoted(written.folder)}`;
  const commands = [`${call} --file api/examples/full.json`];
  tellNext({ why: 'Next, once its certificate is in the same folder:', commands }, terminal);
}

/** What a command about one pair is told. */
export interface OneKeyOptions extends ProjectOptions {
  readonly key: string;
}

/** Makes a successor; both pairs work until the old one is revoked. */
export async function rotateKey(
  options: KeyOptions & OneKeyOptions,
  terminal: Terminal,
): Promise<void> {
  const { key, project } = options;
  const body = await bodyOf(options);
  await obtain({ ...options, terminal }, (api, { path }) => {
    const params = { path: { ...path, key } };
    return answerOf(api.POST(`${collection}/{key}/rotation`, { params, body }));
  });
  const revoke = `key revoke ${key} --project ${quoted(project)}`;
  const why = 'When nobody calls with the old pair any more:';
  tellNext({ why, commands: [retyped(revoke, options)] }, terminal);
}

async function bodyOf({ responseKey, keyStore }: KeyOptions): Promise<AdminBody<'key.create'>> {
  if (responseKey !== undefined)
    return { responseKey: await readNamed('--response-key', responseKey) };
  return keyStore === undefined ? {} : { keyStore };
}

async function obtain(options: KeyOptions & Manner, ask: Ask): Promise<Written> {
  const { environment, project, force, responseKey, terminal } = options;
  const names = responseKey === undefined ? [...requestNames, ...responseNames] : requestNames;
  return withAdmin(options, async ({ api }) => {
    const { made, written } = await handOver({ out: folderOf(options), force, names }, () =>
      ask(api, { path: { environment, project } }),
    );
    terminal.emit('key', { ...made.keyPair, ...written });
    show(made.keyPair, terminal);
    terminal.say();
    tellWritten(written, terminal);
    tellOnce(written, terminal);
    return written;
  });
}

function show(pair: KeyPair, terminal: Terminal): void {
  const { status, requestKey, responseKey, createdAt, revokedAt, revocationReason } = pair;
  const { say, style } = terminal;
  const state: readonly Detail[] = [
    ['status', `${status}, since ${minuteOf(revokedAt ?? createdAt)}`],
    ['reason', revocationReason],
  ];
  sayDetails(state, terminal);
  say(`${style.bold('Client Encryption Key')}: requests are encrypted to it`);
  sayDetails(requestRows(requestKey), terminal);
  say(`${style.bold('Response key')}, ${responseKey.origin}: it decrypts answers`);
  sayDetails([['public key (kid)', responseKey.fingerprint]], terminal);
}

const requestRows = (key: KeyPair['requestKey']): readonly Detail[] => [
  ['public key (kid)', key.fingerprint],
  ['certificate', key.certificateFingerprint],
  ['certificate until', minuteOf(key.notAfter)],
];

const listing = ({ project, environment }: ProjectOptions): Listing<KeyPair> => ({
  event: 'key',
  columns: [
    { title: 'public key (kid)', of: ({ requestKey }) => short(requestKey.fingerprint) },
    { title: 'certificate', of: ({ requestKey }) => short(requestKey.certificateFingerprint) },
    { title: 'response key', of: ({ responseKey }) => short(responseKey.fingerprint) },
    { title: 'status', of: ({ status }) => status },
    { title: 'until', of: ({ requestKey }) => dayOf(requestKey.notAfter) },
  ],
  none: `${project} has no keys in ${environment}. \`npx whorl key create --project ${project}\` makes a pair.`,
});

const fetchAll = async (api: AdminApi, { environment, project }: ProjectOptions) =>
  (await answerOf(api.GET(collection, { params: { path: { environment, project } } }))).keys;

/** Lists a project's pairs. */
export const listKeys = (options: ProjectOptions, terminal: Terminal): Promise<void> =>
  withAdmin({ ...options, terminal }, async ({ api }) => {
    list({ rows: await fetchAll(api, options), ...listing(options) }, terminal);
  });

/** Shows one whole, by its request key's fingerprint or the beginning of it. */
export const showKey = (options: OneKeyOptions, terminal: Terminal): Promise<void> =>
  withAdmin({ ...options, terminal }, async ({ api }) => {
    const named = (await fetchAll(api, options)).filter(({ requestKey }) =>
      requestKey.fingerprint.startsWith(options.key.toLowerCase()),
    );
    for (const [at, one] of named.entries()) {
      if (at > 0) terminal.say();
      terminal.emit('key', { ...one });
      show(one, terminal);
    }
    if (named.length === 0) throw new UsageError(unknown(options, 'key'));
  });

/** Revokes a pair, effective on the next request. */
export async function revokeKey(
  options: OneKeyOptions & RevocationOptions,
  terminal: Terminal,
): Promise<void> {
  const { environment, project, key, yes } = options;
  const question = `Revoke ${project}'s pair ${short(key)} in ${environment}? Calls sealed to it are refused.`;
  await confirm({ question, yes });
  await withAdmin({ ...options, terminal }, async ({ api }) => {
    const params = { path: { environment, project, key } };
    const body = revocationOf(options);
    const revoked = await answerOf(api.POST(`${collection}/{key}/revocation`, { params, body }));
    terminal.emit('key', { ...revoked });
    show(revoked, terminal);
  });
}

/** What `whorl key download` was told. */
export type DownloadOptions = OneKeyOptions & OutOptions;

/** Downloads the public half of a Client Encryption Key, in every form. */
export async function downloadKey(options: DownloadOptions, terminal: Terminal): Promise<void> {
  const { environment, project, key, force = false } = options;
  const place = { out: folderOf(options), force };
  await withAdmin({ ...options, terminal }, async ({ api }) => {
    const params = { path: { environment, project, key } };
    const { files } = await answerOf(api.GET(`${collection}/{key}/files`, { params }));
    await openFolder(place, []);
    const written = await writeFiles(files, place);
    terminal.emit('files', { ...written });
    tellWritten(written, terminal);
  });
}
