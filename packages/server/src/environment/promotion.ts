import type { Project, RegistryEdits, RegistryReads } from '../registry/registry.ts';
import type { Environment } from './environment.ts';
import { keyForGuest, projectById, projectRow, refuseHost } from './projects.ts';
import { StepRefused } from './step-refused.ts';
import { projectTold } from './told.ts';

/** One thing to have done before production. */
export interface ChecklistItem {
  readonly id: string;
  readonly done: boolean;
  /** What is there, or what to do. */
  readonly sentence: string;
}

const callsWanted = 10;

/** What a sandbox project did of what production asks, computed from what is there. */
export async function checklist(
  environment: Environment,
  project: Project,
): Promise<readonly ChecklistItem[]> {
  const { registry, clock } = environment;
  const nowMs = clock.nowMs();
  const credentials = (await registry.listCredentials({ projectId: project.id })).filter(
    ({ status, notAfterMs }) => status === 'active' && notAfterMs > nowMs,
  );
  const pairs = (await registry.listKeyPairs(project.id)).filter(
    ({ status }) => status === 'active',
  );
  const calls = await environment.countCalls(project.id);
  const hasContact = (wanted: string) => project.contacts.some(({ purpose }) => purpose === wanted);
  return [
    {
      id: 'client-certificate',
      done: credentials.length > 0,
      sentence:
        credentials.length > 0
          ? `A client certificate is active.`
          : 'Have a client certificate issued: `whorl credential request --csr FILE`.',
    },
    {
      id: 'key-pair',
      done: pairs.length > 0,
      sentence:
        pairs.length > 0
          ? 'A pair of encryption keys is active.'
          : 'Make a pair of encryption keys: `whorl key create`.',
    },
    {
      id: 'calls',
      done: calls >= callsWanted,
      sentence:
        calls >= callsWanted
          ? `${calls} calls were answered.`
          : `Make ${callsWanted} calls that are answered; ${calls} were so far.`,
    },
    ...(['technical', 'security'] as const).map((purpose) => ({
      id: `${purpose}-contact`,
      done: hasContact(purpose),
      sentence: hasContact(purpose)
        ? `A ${purpose} contact is named.`
        : `Name a ${purpose} contact: \`whorl project set-contacts\`.`,
    })),
    {
      id: 'status',
      done: project.status === 'active',
      sentence:
        project.status === 'active'
          ? 'The project is active.'
          : 'The project is suspended: `whorl project resume`.',
    },
  ];
}

/** @throws StepRefused while something is to be done, or when it was promoted before */
export async function checkPromotion(
  sandbox: Environment,
  production: RegistryReads,
  project: Project,
): Promise<void> {
  const undone = (await checklist(sandbox, project)).filter(({ done }) => !done);
  if (undone.length > 0)
    throw new StepRefused(
      'conflict',
      `${project.name} is not ready. ${undone.map(({ sentence }) => sentence).join(' ')}`,
    );
  if ((await production.findProjectByName(project.name)) !== undefined)
    throw new StepRefused('conflict', `Production has a project ${project.name} already.`);
}

/** What officers look at, and what comes into production: names and people, nothing that was issued. */
export type Likeness = Pick<Project, 'name' | 'company' | 'companyId' | 'contacts' | 'memberIds'>;

export const likenessOf = (project: Project): Likeness => {
  const { name, company, companyId, contacts, memberIds } = project;
  return { name, company, companyId, contacts, memberIds };
};

/** Adds a project's likeness to production, as it was approved. */
export async function promote(
  edits: RegistryEdits,
  production: Environment,
  { likeness, promotedFrom }: { readonly likeness: Likeness; readonly promotedFrom: string },
): Promise<void> {
  const row = projectRow({ ...likeness, promotedFrom }, production);
  await edits.addProject(row);
  await edits.audit({
    atMs: production.clock.nowMs(),
    actor: 'service',
    operation: 'project.promote',
    target: row.id,
    details: projectTold(row),
  });
}

/** Puts a project on another's identity network. */
export async function shareNetwork(
  edits: RegistryEdits,
  production: Environment,
  { guest, host }: { readonly guest: string; readonly host: string },
): Promise<void> {
  const [one, other] = [await projectById(edits, guest), await projectById(edits, host)];
  await refuseHost(edits, one);
  const wrappedNetworkKey = keyForGuest(other, one, production.keyring);
  await edits.changeProject(one.id, { sharedNetwork: { projectId: other.id, wrappedNetworkKey } });
  await edits.audit({
    atMs: production.clock.nowMs(),
    actor: 'service',
    operation: 'project.share-network',
    target: one.id,
    details: { with: other.id },
  });
}
