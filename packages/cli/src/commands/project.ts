import type { AdminBody, AdminSchemas } from '@whorl/contract/admin';
import { type AdminApi, answerOf } from '../admin/client.ts';
import { type People, readPeople } from '../admin/people.ts';
import {
  type AdminOptions,
  type EnvironmentName,
  type EnvironmentOptions,
  type Manner,
  withAdmin,
} from '../admin/with-admin.ts';
import { type Detail, sayDetails } from '../details.ts';
import { UsageError } from '../exit-codes.ts';
import { type Listing, list } from '../list.ts';
import { quoted, retyped } from '../retyped.ts';
import { type Column, table } from '../table.ts';
import { tellNext } from '../tell.ts';
import type { Terminal } from '../terminal.ts';
import { dayOf, minuteOf } from '../visible.ts';

type Project = AdminSchemas['Project'];

/** What `whorl project create` was told. */
export type CreateOptions = AdminOptions & AdminBody<'project.create'>;

/** Creates a project, in the sandbox. */
export async function createProject(options: CreateOptions, terminal: Terminal): Promise<void> {
  const { name, company, companyId } = options;
  await withAdmin({ ...options, terminal, makesFolder: true }, async ({ api }) => {
    const params = { path: { environment: 'sandbox' } } as const;
    const body = { name, company, companyId };
    const project = await answerOf(api.POST('/v1/{environment}/projects', { params, body }));
    show(project, { people: await readPeople(api, terminal), terminal });
    const commands = [
      retyped(`credential issue --project ${name}`, options),
      retyped(`key create --project ${name}`, options),
    ];
    tellNext({ why: 'Next, a certificate and a pair of keys:', commands }, terminal);
  });
}

const origins = {
  sandbox: '`npx whorl project create --help` says how to make one.',
  production: 'They come by promotion: `npx whorl project promote --help`.',
} as const;

const listing = (environment: EnvironmentName): Listing<Project> => ({
  event: 'project',
  columns: [
    { title: 'name', of: ({ name }) => name },
    { title: 'status', of: ({ status }) => status },
    { title: 'calls', of: ({ calls }) => String(calls) },
    { title: 'since', of: ({ createdAt }) => dayOf(createdAt) },
    { title: 'company', of: ({ company, companyId }) => `${company} (${companyId})` },
  ],
  none: `There are no projects in ${environment}. ${origins[environment]}`,
});

/** Lists the projects of an environment. */
export async function listProjects(options: EnvironmentOptions, terminal: Terminal): Promise<void> {
  const { environment } = options;
  await withAdmin({ ...options, terminal }, async ({ api }) => {
    const params = { path: { environment } };
    const { projects } = await answerOf(api.GET('/v1/{environment}/projects', { params }));
    list({ rows: projects, ...listing(environment) }, terminal);
  });
}

/** What a command about one project is told. */
export interface ProjectOptions extends EnvironmentOptions {
  readonly project: string;
}

type Path = { readonly path: Pick<ProjectOptions, 'environment' | 'project'> };
type Ask = (api: AdminApi, params: Path) => Promise<Project>;

/** A step that answers with the project: asks for it, and shows what is so now. */
async function showAfter(options: ProjectOptions & Manner, ask: Ask): Promise<void> {
  const { environment, project, terminal } = options;
  await withAdmin(options, async ({ api }) => {
    const shown = await ask(api, { path: { environment, project } });
    show(shown, { people: await readPeople(api, terminal), terminal });
  });
}

/** Shows a project. */
export const showProject = (options: ProjectOptions, terminal: Terminal): Promise<void> =>
  showAfter({ ...options, terminal }, (api, params) =>
    answerOf(api.GET('/v1/{environment}/projects/{project}', { params })),
  );

interface Telling {
  readonly people: People;
  readonly terminal: Terminal;
}

function show(project: Project, { people, terminal }: Telling): void {
  terminal.emit('project', { ...project });
  sayDetails(rowsOf(project, people), terminal);
}

const rowsOf = (project: Project, people: People): readonly Detail[] => [
  ['project', `${project.name}, in ${project.environment}`],
  ['id', project.id],
  ['company', `${project.company} (${project.companyId})`],
  ['status', project.status],
  ['calls answered', project.calls],
  ['identity network', project.network === 'own' ? 'its own' : `that of ${project.network}`],
  ['contacts', project.contacts.map(({ purpose, name, email }) => `${purpose}: ${name}, ${email}`)],
  ['members', project.memberIds.map(people)],
  ['promoted from', project.promotedFrom],
  ['since', minuteOf(project.createdAt)],
];

/** What `whorl project suspend` and `resume` were told. */
export interface StatusOptions extends ProjectOptions {
  readonly status: Project['status'];
}

/** Suspends a project, or lets it call again. */
export const setStatus = (options: StatusOptions, terminal: Terminal): Promise<void> =>
  showAfter({ ...options, terminal }, (api, params) => {
    const body = { status: options.status };
    return answerOf(api.PUT('/v1/{environment}/projects/{project}/status', { params, body }));
  });

/** What `whorl project set-contacts` was told. */
export interface ContactsOptions extends ProjectOptions {
  /** Each `purpose:name:email`. */
  readonly contact?: readonly string[];
}

/** Says whom to ask and whom to warn, in place of those there were. */
export async function setContacts(options: ContactsOptions, terminal: Terminal): Promise<void> {
  const body = { contacts: (options.contact ?? []).map(readContact) };
  await showAfter({ ...options, terminal }, (api, params) =>
    answerOf(api.PUT('/v1/{environment}/projects/{project}/contacts', { params, body })),
  );
}

/** @throws UsageError */
export function readContact(text: string): AdminSchemas['Contact'] {
  const [, purpose, name, email] = /^(technical|security):(.+):([^:]+)$/.exec(text) ?? [];
  if ((purpose === 'technical' || purpose === 'security') && name && email)
    return { purpose, name, email };
  throw new UsageError(
    "--contact is 'purpose:name:email', with the purpose technical or security: 'security:Ada Lovelace:ada@example.com'.",
  );
}

/** What `whorl project add-member` and `remove-member` were told. */
export interface MemberOptions extends ProjectOptions {
  readonly account: string;
}

/** Lets a developer work on a project. */
export const addMember = (options: MemberOptions, terminal: Terminal): Promise<void> =>
  showAfter({ ...options, terminal }, (api, { path }) => {
    const params = { path: { ...path, account: options.account } };
    return answerOf(api.PUT('/v1/{environment}/projects/{project}/members/{account}', { params }));
  });

/** Takes a developer off a project. */
export const removeMember = (options: MemberOptions, terminal: Terminal): Promise<void> =>
  showAfter({ ...options, terminal }, (api, { path }) => {
    const params = { path: { ...path, account: options.account } };
    return answerOf(
      api.DELETE('/v1/{environment}/projects/{project}/members/{account}', { params }),
    );
  });

/** Puts a project back on its own identity network. */
export const leaveNetwork = (options: ProjectOptions, terminal: Terminal): Promise<void> =>
  showAfter({ ...options, terminal }, (api, params) =>
    answerOf(api.DELETE('/v1/{environment}/projects/{project}/shared-network', { params })),
  );

type Item = AdminSchemas['Checklist']['items'][number];

const itemColumns: readonly Column<Item>[] = [
  { title: '', of: ({ done }) => (done ? 'done' : 'to do') },
  { title: '', of: ({ sentence }) => sentence },
];

/** Shows what a sandbox project still has to do before it is promoted. */
export async function showChecklist(options: ProjectOptions, terminal: Terminal): Promise<void> {
  const { environment, project } = options;
  await withAdmin({ ...options, terminal }, async ({ api }) => {
    const params = { path: { environment, project } };
    const path = '/v1/{environment}/projects/{project}/checklist';
    const { ready, items } = await answerOf(api.GET(path, { params }));
    terminal.emit('checklist', { ready, items });
    for (const line of table({ columns: itemColumns, rows: items }, terminal.style))
      terminal.say(line);
    if (ready)
      tellNext({ commands: [retyped(`project promote ${quoted(project)}`, options)] }, terminal);
  });
}
