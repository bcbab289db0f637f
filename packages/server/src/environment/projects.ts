import { randomUUID } from 'node:crypto';
import type { Keyring } from '../pki/keyring.ts';
import { isPrintable } from '../pki/request.ts';
import type { Contact, Project, RegistryReads } from '../registry/registry.ts';
import type { Actor, Environment } from './environment.ts';
import { StepRefused } from './step-refused.ts';
import { contactsTold, projectTold } from './told.ts';

/** What a project is made of. */
export interface NewProject {
  readonly name: string;
  readonly company: string;
  readonly companyId: string;
  readonly contacts: readonly Contact[];
  readonly memberIds: readonly string[];
  readonly promotedFrom?: string;
}

const keyBytes = 32;

/** A project's row, with keys of its own: its identity network and its device identifiers are nobody else's. */
export function projectRow(
  wanted: NewProject,
  { keyring, random, clock }: Pick<Environment, 'keyring' | 'random' | 'clock'>,
): Project {
  const id = randomUUID();
  return {
    ...wanted,
    id,
    status: 'active',
    entitled: true,
    wrappedNetworkKey: keyring.wrap(networkPurpose(id), random(keyBytes)),
    wrappedDeviceKey: keyring.wrap(`device-key:${id}`, random(keyBytes)),
    createdAtMs: clock.nowMs(),
  };
}

const networkPurpose = (projectId: string): string => `network-key:${projectId}`;

/** @throws RegistryConflict when there is one of that name; StepRefused for a company that no certificate can name */
export async function createProject(
  environment: Environment,
  wanted: NewProject,
  actor: Actor,
): Promise<Project> {
  if (!isPrintable(wanted.company))
    throw new StepRefused('invalid', 'The company’s name is not plain printable text.');
  checkContacts(wanted.contacts);
  const project = projectRow(wanted, environment);
  const atMs = environment.clock.nowMs();
  return environment.registry.change(async (edits) => {
    await edits.addProject(project);
    const details = projectTold(project);
    await edits.audit({ atMs, actor, operation: 'project.create', target: project.id, details });
    return project;
  });
}

/**
 * By what somebody typed, its id or its name. No name has the form of an id, so that one project cannot be
 * taken for another.
 *
 * @throws StepRefused
 */
export async function findProject(registry: RegistryReads, named: string): Promise<Project> {
  const project = (await registry.findProject(named)) ?? (await registry.findProjectByName(named));
  return project ?? unknownProject();
}

/** @throws StepRefused when it is not there */
export const projectById = async (registry: RegistryReads, id: string): Promise<Project> =>
  (await registry.findProject(id)) ?? unknownProject();

function unknownProject(): never {
  throw new StepRefused(
    'not-found',
    'There is no project of that name or id here. `whorl project list` names them.',
  );
}

/** People read them in terminals and reports. @throws StepRefused */
function checkContacts(contacts: readonly Contact[]): void {
  if (contacts.every(({ name, email }) => isPrintable(name) && isPrintable(email))) return;
  throw new StepRefused('invalid', 'A contact’s name or address is not plain printable text.');
}

type ProjectChange = Pick<Project, 'status'> | Pick<Project, 'contacts'>;

/** Sets a project's status or contacts. */
export async function changeProject(
  environment: Environment,
  { id }: Project,
  { operation, change, actor }: ProjectStep,
): Promise<Project> {
  if ('contacts' in change) checkContacts(change.contacts);
  const atMs = environment.clock.nowMs();
  return environment.registry.change(async (edits) => {
    await edits.changeProject(id, change);
    const details =
      'status' in change ? { status: change.status } : { contacts: contactsTold(change.contacts) };
    await edits.audit({ atMs, actor, operation, target: id, details });
    return projectById(edits, id);
  });
}

interface ProjectStep {
  readonly operation: string;
  readonly change: ProjectChange;
  readonly actor: Actor;
}

/** Lets an account's developer work on a project, or takes them off it. */
export async function setMember(
  environment: Environment,
  { id }: Project,
  { accountId, isMember, actor }: MemberStep,
): Promise<Project> {
  const atMs = environment.clock.nowMs();
  const operation = isMember ? 'project.add-member' : 'project.remove-member';
  return environment.registry.change(async (edits) => {
    const { memberIds } = await projectById(edits, id);
    const others = memberIds.filter((member) => member !== accountId);
    await edits.changeProject(id, { memberIds: isMember ? [...others, accountId] : others });
    const details = { account: accountId };
    await edits.audit({ atMs, actor, operation, target: id, details });
    return projectById(edits, id);
  });
}

interface MemberStep {
  readonly accountId: string;
  readonly isMember: boolean;
  readonly actor: Actor;
}

/**
 * The network key of one project, wrapped for another that joins its network. What the joining project's
 * own key named is not seen from there, and is found again when it leaves.
 */
export function keyForGuest(host: Project, guest: Project, keyring: Keyring): string {
  if (host.sharedNetwork !== undefined)
    throw new StepRefused(
      'conflict',
      `${host.name} is on another project's network itself. Name that one.`,
    );
  if (host.id === guest.id)
    throw new StepRefused('invalid', 'A project is on its own network already.');
  const key = keyring.unwrap(networkPurpose(host.id), host.wrappedNetworkKey);
  return keyring.wrap(networkPurpose(guest.id), key);
}

/**
 * Refuses a project that others are on the network of: they would stay on a key that is not its own any more.
 *
 * @throws StepRefused
 */
export async function refuseHost(registry: RegistryReads, { id, name }: Project): Promise<void> {
  const guests = (await registry.listProjects()).filter(
    ({ sharedNetwork }) => sharedNetwork?.projectId === id,
  );
  if (guests.length > 0)
    throw new StepRefused(
      'conflict',
      `${guests.map((guest) => guest.name).join(', ')} are on the network of ${name}. They must leave it first.`,
    );
}

/** Puts a project back on its own network. */
export async function leaveNetwork(
  environment: Environment,
  { id }: Project,
  actor: Actor,
): Promise<Project> {
  const atMs = environment.clock.nowMs();
  return environment.registry.change(async (edits) => {
    const { sharedNetwork } = await projectById(edits, id);
    if (sharedNetwork === undefined)
      throw new StepRefused('conflict', 'The project is on its own network already.');
    await edits.changeProject(id, { sharedNetwork: null });
    await edits.audit({ atMs, actor, operation: 'project.leave-network', target: id });
    return projectById(edits, id);
  });
}
