import type { AdminBody, AdminSchemas } from '@whorl/contract/admin';
import { type AdminApi, answerOf } from '../admin/client.ts';
import { type Manner, withAdmin } from '../admin/with-admin.ts';
import { confirm } from '../ask.ts';
import { type Detail, sayDetails } from '../details.ts';
import { UsageError } from '../exit-codes.ts';
import { handOver, tellOnce, tellWritten } from '../hand-over/hand-over.ts';
import type { Written } from '../hand-over/write.ts';
import { type Listing, list } from '../list.ts';
import { readNamed } from '../read-text.ts';
import { quoted, retyped } from '../retyped.ts';
import { tellNext } from '../tell.ts';
import type { Terminal } from '../terminal.ts';
import { dayOf, minuteOf, short } from '../visible.ts';
import type { ProjectOptions } from './project.ts';

type Credential = AdminSchemas['Credential'];
type Made = AdminSchemas['MadeCredential'];
type Path = { readonly path: Pick<ProjectOptions, 'environment' | 'project'> };

/** What commands that are handed files are told. */
export interface OutOptions extends ProjectOptions {
  readonly out?: string;
  readonly force?: boolean;
}

/** Where files go when nothing else was said. */
export const folderOf = ({ out, project, environment }: OutOptions): string =>
  out ?? `${project}-${environment}`;

/** The files that a certificate comes with. */
const names = {
  brought: ['client.pem'],
  made: ['client.pem', 'client.key', 'client.p12', 'client.p12.pass'],
} as const;

const collection = '/v1/{environment}/projects/{project}/credentials';

/** What `whorl credential request` was told. */
export interface RequestOptions extends OutOptions {
  readonly csr: string;
}

/** Has a certificate issued for a request: the key stays with whoever made it. */
export async function requestCredential(
  options: RequestOptions,
  terminal: Terminal,
): Promise<void> {
  const body = { csr: await readNamed('--csr', options.csr) };
  const written = await obtain(
    { ...options, terminal },
    { names: names.brought, ask: create(body) },
  );
  sayNext({ ...options, out: written.folder }, terminal);
}

/** What `whorl credential issue` was told. */
export interface IssueOptions extends OutOptions {
  readonly keyStore: AdminSchemas['KeyStoreForm'];
}

/** Has a certificate issued, with a key that is made by the service and not kept. */
export async function issueCredential(options: IssueOptions, terminal: Terminal): Promise<void> {
  const body = { issue: { keyStore: options.keyStore } };
  const written = await obtain({ ...options, terminal }, { names: names.made, ask: create(body) });
  sayNext({ ...options, out: written.folder }, terminal);
}

/** What `whorl credential register` was told. */
export interface RegisterOptions extends OutOptions {
  readonly certificate: string;
  readonly issuer?: string;
}

/** Registers a certificate issued elsewhere. */
export async function registerCredential(
  options: RegisterOptions,
  terminal: Terminal,
): Promise<void> {
  const certificate = await readNamed('--certificate', options.certificate);
  const body =
    options.issuer === undefined
      ? { certificate }
      : { certificate, issuer: await readNamed('--issuer', options.issuer) };
  const written = await obtain({ ...options, terminal }, { names: [], ask: create(body) });
  sayNext({ ...options, out: written.folder }, terminal);
}

const create =
  (body: AdminBody<'credential.create'>): Ask =>
  (api, params) =>
    answerOf(api.POST(collection, { params, body }));

/** What a command about one credential is told. */
export interface CredentialOptions extends ProjectOptions {
  readonly credential: string;
}

/** What `whorl credential rotate` was told. */
export interface RotateOptions extends OutOptions, CredentialOptions {
  readonly csr?: string;
  readonly keyStore: AdminSchemas['KeyStoreForm'];
}

/** Has a successor issued; the old one goes on working. */
export async function rotateCredential(options: RotateOptions, terminal: Terminal): Promise<void> {
  const { csr, keyStore, credential } = options;
  const body = csr === undefined ? { keyStore } : { csr: await readNamed('--csr', csr) };
  await obtain(
    { ...options, terminal },
    {
      names: csr === undefined ? names.made : names.brought,
      ask: (api, { path }) => {
        const params = { path: { ...path, credential } };
        return answerOf(api.POST(`${collection}/{credential}/rotation`, { params, body }));
      },
    },
  );
  const revoke = `credential revoke ${credential} --project ${quoted(options.project)}`;
  const why = 'When nobody calls with the old one any more:';
  tellNext({ why, commands: [retyped(revoke, options)] }, terminal);
}

type Ask = (api: AdminApi, params: Path) => Promise<Made>;

async function obtain(
  options: OutOptions & Manner,
  { names, ask }: { readonly names: readonly string[]; readonly ask: Ask },
): Promise<Written> {
  const { environment, project, force, terminal } = options;
  return withAdmin(options, async ({ api }) => {
    const place = { out: folderOf(options), force, names };
    const { made, written } = await handOver(place, () =>
      ask(api, { path: { environment, project } }),
    );
    terminal.emit('credential', { ...made.credential, ...written });
    sayDetails(rowsOf(made.credential), terminal);
    terminal.say();
    tellWritten(written, terminal);
    tellOnce(written, terminal);
    return written;
  });
}

function sayNext(options: OutOptions, terminal: Terminal): void {
  const { project, out = '' } = options;
  const keys = `key create --project ${quoted(project)} --out ${quoted(out)}`;
  const why = 'Next, unless the project has encryption keys already:';
  tellNext({ why, commands: [retyped(keys, options)] }, terminal);
}

const rowsOf = (credential: Credential): readonly Detail[] => [
  ['name (CN)', credential.commonName],
  ['status', credential.status],
  ['good', `${minuteOf(credential.notBefore)} to ${minuteOf(credential.notAfter)}`],
  ['origin', credential.origin],
  ['serial', credential.serial],
  ['certificate', credential.sha256],
  ['its public key', credential.keyFingerprint],
  ['revoked', credential.revokedAt && minuteOf(credential.revokedAt)],
  ['reason', credential.revocationReason],
];

const listing = ({ project, environment }: ProjectOptions): Listing<Credential> => ({
  event: 'credential',
  columns: [
    { title: 'certificate', of: ({ sha256 }) => short(sha256) },
    { title: 'public key', of: ({ keyFingerprint }) => short(keyFingerprint) },
    { title: 'status', of: ({ status }) => status },
    { title: 'until', of: ({ notAfter }) => dayOf(notAfter) },
    { title: 'name (CN)', of: ({ commonName }) => commonName },
  ],
  none: `${project} has no certificates in ${environment}. \`npx whorl credential issue --project ${project}\` makes one.`,
});

const fetchAll = async (api: AdminApi, { environment, project }: ProjectOptions) =>
  (await answerOf(api.GET(collection, { params: { path: { environment, project } } }))).credentials;

/** Lists a project's client certificates. */
export const listCredentials = (options: ProjectOptions, terminal: Terminal): Promise<void> =>
  withAdmin({ ...options, terminal }, async ({ api }) => {
    list({ rows: await fetchAll(api, options), ...listing(options) }, terminal);
  });

/** Shows one whole, by its fingerprint or the beginning of it. */
export const showCredential = (options: CredentialOptions, terminal: Terminal): Promise<void> =>
  withAdmin({ ...options, terminal }, async ({ api }) => {
    const named = (await fetchAll(api, options)).filter(({ sha256 }) =>
      sha256.startsWith(options.credential.toLowerCase()),
    );
    for (const [at, one] of named.entries()) {
      if (at > 0) terminal.say();
      terminal.emit('credential', { ...one });
      sayDetails(rowsOf(one), terminal);
    }
    if (named.length === 0) throw new UsageError(unknown(options, 'credential'));
  });

/** Where a fingerprint names nothing. */
export const unknown = ({ project }: ProjectOptions, noun: 'credential' | 'key'): string =>
  `${project} has none of that fingerprint. \`npx whorl ${noun} list --project ${quoted(project)}\` has them all.`;

/** How something is revoked. */
export interface RevocationOptions {
  readonly reason?: AdminSchemas['RevocationReason'];
  readonly yes?: boolean;
}

/** What is sent of it. */
export const revocationOf = ({ reason }: RevocationOptions): AdminSchemas['Revocation'] =>
  reason === undefined ? {} : { reason };

/** Revokes a client certificate, effective on the next request. */
export async function revokeCredential(
  options: CredentialOptions & RevocationOptions,
  terminal: Terminal,
): Promise<void> {
  const { environment, project, credential, yes } = options;
  const what = `${project}'s certificate ${short(credential)} in ${environment}`;
  await confirm({ question: `Revoke ${what}? Its next call is refused.`, yes });
  await withAdmin({ ...options, terminal }, async ({ api }) => {
    const params = { path: { environment, project, credential } };
    const body = revocationOf(options);
    const path = `${collection}/{credential}/revocation` as const;
    const revoked = await answerOf(api.POST(path, { params, body }));
    terminal.emit('credential', { ...revoked });
    sayDetails(rowsOf(revoked), terminal);
  });
}
