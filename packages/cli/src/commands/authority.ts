import type { AdminSchemas } from '@whorl/contract/admin';
import { type AdminApi, answerOf } from '../admin/client.ts';
import { type EnvironmentOptions, type Manner, withAdmin } from '../admin/with-admin.ts';
import { confirm } from '../ask.ts';
import { type Detail, details } from '../details.ts';
import { openFolder } from '../hand-over/folder.ts';
import { handOver, tellWritten } from '../hand-over/hand-over.ts';
import { writeFiles } from '../hand-over/write.ts';
import { readNamed } from '../read-text.ts';
import { retyped } from '../retyped.ts';
import { readSecret } from '../secrets.ts';
import { tellNext } from '../tell.ts';
import type { Terminal } from '../terminal.ts';
import { minuteOf } from '../visible.ts';

type Authority = AdminSchemas['Authority'];
type Params = { readonly params: { readonly path: Pick<EnvironmentOptions, 'environment'> } };

/** Something that answers with the authorities as they are now. */
type Ask = (api: AdminApi, init: Params) => Promise<Authority>;

async function showAfter(options: EnvironmentOptions & Manner, ask: Ask): Promise<void> {
  const { environment, terminal } = options;
  await withAdmin(options, async ({ api }) => {
    const authority = await ask(api, { params: { path: { environment } } });
    terminal.emit('authority', { environment, ...authority });
    show(authority, terminal);
  });
}

/** Shows an environment's authorities. */
export const showAuthority = (options: EnvironmentOptions, terminal: Terminal): Promise<void> =>
  showAfter({ ...options, terminal }, (api, init) =>
    answerOf(api.GET('/v1/{environment}/authority', init)),
  );

function show({ rootKey, authorities }: Authority, { say, style }: Terminal): void {
  say(`The client root's key is ${rootKey === 'online' ? 'here' : 'offline'}.`);
  for (const one of authorities) {
    say(`${style.bold(roles[one.role])}${one.status === 'former' ? ', a former one' : ''}`);
    for (const line of details(rowsOf(one), style)) say(line);
  }
}

const roles = {
  'client-root': 'Root of the clients',
  'client-issuer': 'Issuer of the clients',
  'server-root': 'Root of the server (ca.pem)',
  server: 'Server',
} as const;

const rowsOf = (one: Authority['authorities'][number]): readonly Detail[] => [
  ['name (CN)', one.commonName],
  ['until', minuteOf(one.notAfter)],
  ['certificate', one.sha256],
];

/** What commands that write files are told. */
export interface AuthorityOutOptions extends EnvironmentOptions {
  readonly out?: string;
  readonly force?: boolean;
}

/** Prints the revocation lists, or writes them and their issuers to a folder, over those before. */
export async function writeRevocationList(
  options: AuthorityOutOptions,
  terminal: Terminal,
): Promise<void> {
  const { environment, out } = options;
  await withAdmin({ ...options, terminal }, async ({ api }) => {
    const params = { path: { environment } };
    const path = '/v1/{environment}/authority/revocation-list';
    const { files } = await answerOf(api.GET(path, { params }));
    if (out === undefined) {
      terminal.emit('revocation-list', { files });
      terminal.write(files[0]?.content ?? '');
      return;
    }
    const place = { out, force: true };
    await openFolder(place, []);
    const written = await writeFiles(files, place);
    terminal.emit('files', { ...written });
    tellWritten(written, terminal);
  });
}

/** Makes a new issuing intermediate. */
export async function rotateIssuer(
  options: EnvironmentOptions & { readonly yes?: boolean },
  terminal: Terminal,
): Promise<void> {
  const question = `Make a new issuer for ${options.environment}? Certificates of the former one stay good.`;
  await confirm({ question, yes: options.yes });
  await showAfter({ ...options, terminal }, (api, init) =>
    answerOf(api.POST('/v1/{environment}/authority/issuer/rotation', init)),
  );
}

/** What `whorl authority export-root` was told. */
export interface ExportOptions extends EnvironmentOptions {
  readonly out: string;
  readonly force?: boolean;
  readonly passphraseFile?: string;
}

/** Exports the client root's key, encrypted. */
export async function exportRoot(options: ExportOptions, terminal: Terminal): Promise<void> {
  const { environment, out, force, passphraseFile: file } = options;
  const passphrase = await readSecret({ secret: 'passphrase', file, isNew: true });
  const names = [`${environment}-client-root.key`];
  await withAdmin({ ...options, terminal }, async ({ api }) => {
    const params = { path: { environment } };
    const path = '/v1/{environment}/authority/root-key/export';
    const { written } = await handOver({ out, force, names }, () =>
      answerOf(api.POST(path, { params, body: { passphrase } })),
    );
    terminal.emit('files', { ...written });
    tellWritten(written, terminal);
    const why = 'Next, with the key in a safe and the passphrase elsewhere:';
    tellNext({ why, commands: [retyped('authority remove-root', options)] }, terminal);
  });
}

/** Removes the client root's key from here. */
export async function removeRoot(
  options: EnvironmentOptions & { readonly yes?: boolean },
  terminal: Terminal,
): Promise<void> {
  const question = `Remove the client root's key of ${options.environment} from this machine? Only its export brings it back.`;
  await confirm({ question, yes: options.yes });
  await showAfter({ ...options, terminal }, (api, init) =>
    answerOf(api.DELETE('/v1/{environment}/authority/root-key', init)),
  );
}

/** What `whorl authority restore-root` was told. */
export interface RestoreOptions extends EnvironmentOptions {
  readonly key: string;
  readonly passphraseFile?: string;
}

/** Brings the client root's key back. */
export async function restoreRoot(options: RestoreOptions, terminal: Terminal): Promise<void> {
  const key = await readNamed('--key', options.key);
  const passphrase = await readSecret({ secret: 'passphrase', file: options.passphraseFile });
  await showAfter({ ...options, terminal }, (api, init) =>
    answerOf(
      api.PUT('/v1/{environment}/authority/root-key', { ...init, body: { key, passphrase } }),
    ),
  );
}
