import { type AdminOperation, AdminRefusal } from '@whorl/contract/admin';
import type { EnvironmentName, Project } from '../../registry/registry.ts';
import { type Asker, accountOf, type Door, roleOf } from './actor.ts';

/** What is asked for, as far as it is known before anything is looked up. */
export interface Permission {
  readonly operation: AdminOperation;
  readonly door: Door;
  readonly environment: EnvironmentName | undefined;
}

/**
 * Whether somebody may do an operation at all. Pure: the table generated from api/admin.yaml says it. It is
 * judged before anything is looked up, so that nobody learns what there is by asking.
 *
 * @throws AdminRefusal `unauthenticated` or `forbidden`
 */
export function authorise(asker: Asker, permission: Permission): void {
  if (permission.operation.door === 'public') return;
  if (asker.kind === 'nobody')
    throw new AdminRefusal(
      'unauthenticated',
      'Sign in first: `whorl login`. A session or token that was sent is over, or was never good.',
    );
  checkDoor(asker, permission);
  checkToken(asker, permission);
  checkRole(asker, permission);
}

/**
 * Whether somebody who may do an operation may do it to this project; `undefined` is none in particular.
 *
 * @throws AdminRefusal `forbidden`
 */
export function authoriseProject(
  asker: Asker,
  { door, membersOnly }: AdminOperation,
  project: Pick<Project, 'id' | 'memberIds'> | undefined,
): void {
  if (door === 'public') return;
  const scope = asker.kind === 'token' ? asker.token.projectId : undefined;
  if (scope !== undefined && project?.id !== scope)
    throw forbidden('The token is good for one project only, which this is not.');
  if (!membersOnly || roleOf(asker) !== 'developer' || scope !== undefined) return;
  const account = accountOf(asker);
  if (account !== undefined && project?.memberIds.includes(account) === true) return;
  throw forbidden('Developers work on projects that they are members of. Ask an admin.');
}

const forbidden = (message: string): AdminRefusal => new AdminRefusal('forbidden', message);

function checkDoor(asker: Asker, { operation, door }: Permission): void {
  if (operation.door === 'local' && door.kind !== 'owner')
    throw forbidden('Only on the machine itself, as the owner of the data folder.');
  if (operation.door === 'sign-in' && asker.kind !== 'account')
    throw forbidden('It takes a member’s own sign-in: `whorl login`, as a security officer.');
}

function checkToken(asker: Asker, { operation, environment }: Permission): void {
  if (asker.kind !== 'token') return;
  if (!operation.tokens) throw forbidden('A token may not do this; a person must sign in.');
  if (environment !== undefined && !asker.token.environments.includes(environment))
    throw forbidden(`The token is not good for ${environment}.`);
}

function checkRole(asker: Asker, { operation, environment = 'sandbox' }: Permission): void {
  const may = operation.roles[environment];
  const role = roleOf(asker);
  if (role !== undefined && may.includes(role)) return;
  const who = may.length === 0 ? 'nobody' : may.join(', ');
  throw forbidden(`Your role, ${role}, may not do this in ${environment}; ${who} may.`);
}
