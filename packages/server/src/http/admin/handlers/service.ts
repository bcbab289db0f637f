import { AdminRefusal, type AdminSchemas, type OperationId } from '@whorl/contract/admin';
import type { House, TrailName } from '../../../environment/house.ts';
import type { EnvironmentName } from '../../../registry/registry.ts';
import { type Asker, nameOf, roleOf } from '../actor.ts';
import type { Asked, Handler } from '../asked.ts';
import { viewAudit } from '../views.ts';
import { readLimit, readWholeNumber } from '../whole-number.ts';

const environmentNames = ['sandbox', 'production'] as const;

/** The service as a whole: its state, its trails, production, the master key. */
export const serviceHandlers: {
  readonly [Id in
    | 'status.show'
    | 'production.init'
    | 'master-key.rotate'
    | Extract<OperationId, `audit.${string}`>]: Handler<Id>;
} = {
  'status.show': ({ house, asker }) => statusOf(house, asker),
  async 'production.init'({ house, asker, actor }) {
    await house.initProduction(actor);
    return statusOf(house, asker);
  },
  'master-key.rotate': async ({ house, actor, body }) =>
    house.rotateMasterKey(body.newKeyFile, actor),
  async 'audit.list'(asked) {
    const { query } = asked;
    const most = Number.MAX_SAFE_INTEGER;
    const after = readWholeNumber(query, { name: 'after', least: 0, most, usual: 0 });
    const limit = readLimit(query);
    const records = await listTrail(asked.house, trailOf(asked), { after, limit });
    return { records: records.map(viewAudit) };
  },
  async 'audit.verify'({ house, body }) {
    const brought = (body.heads ?? []).map(({ trail, seq, mac }) => ({ trail, seq, mac }));
    const found = await house.verifyAudit(brought);
    return {
      ok: found.every(({ verdict }) => verdict.ok),
      trails: found.map(({ trail, verdict }) => ({
        trail,
        ok: verdict.ok,
        seq: verdict.ok ? verdict.head.seq : verdict.seq,
        sentence: verdict.ok
          ? `${verdict.head.seq} records, all in their places.`
          : verdict.sentence,
      })),
    };
  },
};

async function statusOf(house: House, asker: Asker): Promise<AdminSchemas['Status']> {
  const role = roleOf(asker);
  const you = {
    kind: asker.kind,
    actor: nameOf(asker),
    ...(role !== undefined && { role }),
    ...(asker.kind === 'account' && { email: asker.session.account.email }),
  };
  // Strangers learn that this is a Whorl, and no more.
  if (asker.kind === 'nobody') return { version: house.version, you, environments: [] };
  const environments = await Promise.all(environmentNames.map((name) => stateOf(house, name)));
  return { version: house.version, you, environments };
}

async function stateOf(
  house: House,
  name: EnvironmentName,
): Promise<AdminSchemas['Status']['environments'][number]> {
  const environment = house.environment(name);
  if (environment === undefined) return { name, state: 'absent' };
  const baseUrl = environment.baseUrl();
  if (baseUrl !== undefined) return { name, state: 'running', baseUrl };
  const unmet = name === 'production' ? await house.unmetRequirements() : [];
  return { name, state: 'set-up', ...(unmet.length > 0 && { unmet }) };
}

const trails: readonly TrailName[] = ['sandbox', 'production', 'accounts'];

function trailOf({ parameters }: Asked<'audit.list'>): TrailName {
  const trail = trails.find((name) => name === parameters.trail);
  if (trail !== undefined) return trail;
  throw new AdminRefusal('not-found', `There is no such trail. There are: ${trails.join(', ')}.`);
}

async function listTrail(
  house: House,
  trail: TrailName,
  page: { readonly after: number; readonly limit: number },
) {
  if (trail === 'accounts') return house.trail.list(page);
  return (await house.environment(trail)?.registry.listAudit(page)) ?? [];
}
