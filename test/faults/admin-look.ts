/** Everything that the admin API shows of a data folder. */
import type { AdminAnswer, AdminSchemas } from '@whorl/contract/admin';
import type { AdminClient } from '../support/admin.ts';

type EnvironmentName = AdminSchemas['Environment'];

/** What was listed. */
export interface Look {
  readonly people: AdminAnswer<'account.list'> & AdminAnswer<'token.list'>;
  readonly environments: readonly EnvironmentLook[];
  /** What was done, by trail. */
  readonly trails: Readonly<Record<string, readonly string[]>>;
}

interface EnvironmentLook extends Pick<AdminAnswer<'authority.show'>, 'rootKey' | 'authorities'> {
  readonly environment: EnvironmentName;
  readonly projects: readonly AdminSchemas['Project'][];
  readonly held: readonly (AdminAnswer<'credential.list'> & AdminAnswer<'key.list'>)[];
  readonly approvals: readonly AdminSchemas['Approval'][];
}

const environmentNames: readonly EnvironmentName[] = ['sandbox', 'production'];

/** @param admin as the folder's owner */
export async function lookAt(admin: AdminClient): Promise<Look> {
  const { environments } = await admin.done('status.show');
  const there = environmentNames.filter((wanted) =>
    environments.some(({ name, state }) => name === wanted && state !== 'absent'),
  );
  const looks: EnvironmentLook[] = [];
  for (const name of there) looks.push(await lookAtEnvironment(admin, name));
  const trails: Record<string, readonly string[]> = {};
  for (const trail of [...there, 'accounts']) trails[trail] = await readTrail(admin, trail);
  const people = { ...(await admin.done('account.list')), ...(await admin.done('token.list')) };
  return { people, environments: looks, trails };
}

async function lookAtEnvironment(
  admin: AdminClient,
  environment: EnvironmentName,
): Promise<EnvironmentLook> {
  const { projects } = await admin.done('project.list', { environment });
  const held: EnvironmentLook['held'][number][] = [];
  for (const { id: project } of projects)
    held.push({
      ...(await admin.done('credential.list', { environment, project })),
      ...(await admin.done('key.list', { environment, project })),
    });
  const { rootKey, authorities } = await admin.done('authority.show', { environment });
  const { approvals } = await admin.done('approval.list', { environment });
  return { environment, projects, held, rootKey, authorities, approvals };
}

/** Who did what to what; what a start does to finish a rotation is left out. */
async function readTrail(admin: AdminClient, trail: string): Promise<readonly string[]> {
  const { records } = await admin.done('audit.list', { trail, query: { limit: '1000' } });
  return records
    .filter(({ operation }) => operation !== 'master-key.rewrap')
    .map(({ actor, operation, target = '' }) => `${actor} ${operation} ${target}`);
}

/** What is stored together: each environment with its trail, people with theirs. */
export interface Part {
  readonly state: unknown;
  readonly trail: readonly string[];
}

export function partsOf({ people, environments, trails }: Look): Readonly<Record<string, Part>> {
  const trailOf = (name: string) => trails[name] ?? [];
  return {
    accounts: { state: people, trail: trailOf('accounts') },
    ...Object.fromEntries(
      environments.map((state) => [
        state.environment,
        { state, trail: trailOf(state.environment) },
      ]),
    ),
  };
}

/** The same without what no two runs have alike: ids, keys, serials, times. */
export const blurred = <Value>(value: Value): Value =>
  JSON.parse(
    JSON.stringify(value)
      .replace(/-----BEGIN[^"]+/g, '*')
      .replace(/\b[0-9a-f]{8}-[0-9a-f-]{27}\b|\b[0-9a-f]{32,64}\b/g, '*')
      .replace(/\b\d{4}-\d\d-\d\dT[\d:.]+Z/g, '*'),
  );

/** How many there are of everything: what is done again is the same in number. */
export const countsOf = ({ people, environments }: Look) => ({
  accounts: people.accounts.length,
  tokens: people.tokens.length,
  environments: environments.map(({ projects, held, authorities, approvals }) => ({
    projects: projects.length,
    credentials: held.flatMap(({ credentials }) => credentials).length,
    keys: held.flatMap(({ keys }) => keys).length,
    authorities: authorities.length,
    approvals: approvals.length,
  })),
});
