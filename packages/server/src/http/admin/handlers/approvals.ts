import { AdminRefusal, type OperationId } from '@whorl/contract/admin';
import { decide, findApproval } from '../../../environment/approvals.ts';
import type { House } from '../../../environment/house.ts';
import {
  findProject,
  keyForGuest,
  projectById,
  refuseHost,
} from '../../../environment/projects.ts';
import {
  checkPromotion,
  type Likeness,
  likenessOf,
  promote,
  shareNetwork,
} from '../../../environment/promotion.ts';
import type { ApprovedStep, Asked, Handler } from '../asked.ts';
import { viewApproval } from '../views.ts';

/** What waits for security officers, by operation. */
export const approvedSteps: Readonly<
  Record<'project.promote' | 'project.share-network', ApprovedStep>
> = {
  'project.promote': {
    async check(asked) {
      const sandbox = asked.environment();
      if (sandbox.name !== 'sandbox')
        throw new AdminRefusal('conflict', 'It is in production. Promote a sandbox project.');
      await checkPromotion(sandbox, productionOf(asked.house).registry, asked.project());
      return likenessOf(asked.project());
    },
    async perform(house, { parameters, body }, edits) {
      const sandbox = house.environment('sandbox');
      if (sandbox === undefined) throw new Error('There is no sandbox.');
      const project = await projectById(sandbox.registry, parameters.project ?? '');
      await checkPromotion(sandbox, edits, project);
      const likeness = body as Likeness;
      await promote(edits, productionOf(house), { likeness, promotedFrom: project.id });
    },
  },
  'project.share-network': {
    async check(asked) {
      const { with: named } = (asked as Asked<'project.share-network'>).body;
      const { registry, keyring } = asked.environment();
      const host = await findProject(registry, named);
      keyForGuest(host, asked.project(), keyring);
      await refuseHost(registry, asked.project());
      return { with: host.id };
    },
    async perform(house, { parameters, body }, edits) {
      const { with: host } = body as { readonly with: string };
      await shareNetwork(edits, productionOf(house), { guest: parameters.project ?? '', host });
    },
  },
};

/** @throws AdminRefusal while production was not set up */
export function productionOf(house: House) {
  const production = house.environment('production');
  if (production !== undefined) return production;
  throw new AdminRefusal('conflict', 'Production was not set up yet: `whorl production init`.');
}

export const approvalHandlers: {
  readonly [Id in Extract<OperationId, `approval.${string}`>]: Handler<Id>;
} = {
  async 'approval.list'(asked) {
    const approvals = await asked.environment().registry.listApprovals();
    const nowMs = asked.house.clock.nowMs();
    return { approvals: approvals.map((approval) => viewApproval(approval, nowMs)) };
  },
  async 'approval.show'(asked) {
    const approval = await findApproval(asked.environment().registry, idOf(asked));
    return viewApproval(approval, asked.house.clock.nowMs());
  },
  async 'approval.decide'(asked) {
    const { house, asker, actor, body } = asked;
    if (asker.kind === 'account' && !asker.session.account.hasTotp)
      throw new AdminRefusal(
        'forbidden',
        'Whoever decides signs in with a second factor. Set it up: `whorl totp enable`.',
      );
    const approval = await decide(asked.environment(), idOf(asked), {
      account: actor,
      ...body,
      mayDecide: (by) => mayDecide(house, by),
      perform: (edits, request) => stepOf(request.operation).perform(house, request, edits),
    });
    return viewApproval(approval, house.clock.nowMs());
  },
};

const accountPrefix = 'account:';

/** As the approval has them: by the name of the audit trail. */
async function mayDecide({ accounts }: House, by: string): Promise<boolean> {
  const account = await accounts.find(by.slice(accountPrefix.length));
  return account?.status === 'active' && account.role === 'security-officer' && account.hasTotp;
}

const idOf = <Id extends OperationId>({ parameters }: Asked<Id>): string =>
  parameters.approval ?? '';

function stepOf(operation: string): ApprovedStep {
  const step = Object.entries(approvedSteps).find(([name]) => name === operation)?.[1];
  if (step === undefined) throw new Error('An approval names an operation that waits for none.');
  return step;
}
