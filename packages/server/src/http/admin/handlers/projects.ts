import type { OperationId } from '@whorl/contract/admin';
import {
  changeProject,
  createProject,
  leaveNetwork,
  setMember,
} from '../../../environment/projects.ts';
import { checklist } from '../../../environment/promotion.ts';
import type { Project } from '../../../registry/registry.ts';
import { accountOf } from '../actor.ts';
import type { Asked, Handler } from '../asked.ts';
import { viewProject } from '../views.ts';
import { findAccount } from './accounts.ts';

type Approved = 'project.promote' | 'project.share-network';

/** Projects, but for what waits for approval. */
export const projectHandlers: {
  readonly [Id in Exclude<Extract<OperationId, `project.${string}`>, Approved>]: Handler<Id>;
} = {
  async 'project.list'(asked) {
    const environment = asked.environment();
    const projects = await environment.registry.listProjects();
    return {
      projects: await Promise.all(projects.map((project) => viewProject(project, environment))),
    };
  },
  async 'project.create'(asked) {
    const { name, company, companyId, contacts = [] } = asked.body;
    const account = accountOf(asked.asker);
    const memberIds = account === undefined ? [] : [account];
    const wanted = { name, company, companyId, contacts, memberIds };
    const project = await createProject(asked.environment(), wanted, asked.actor);
    return viewProject(project, asked.environment());
  },
  'project.show': async (asked) => viewProject(asked.project(), asked.environment()),
  async 'project.set-status'(asked) {
    const { status } = asked.body;
    return change(asked, 'project.set-status', { status });
  },
  async 'project.set-contacts'(asked) {
    const { contacts } = asked.body;
    return change(asked, 'project.set-contacts', { contacts });
  },
  'project.add-member': (asked) => changeMember(asked, true),
  'project.remove-member': (asked) => changeMember(asked, false),
  async 'project.checklist'(asked) {
    const items = await checklist(asked.environment(), asked.project());
    return { ready: items.every(({ done }) => done), items };
  },
  async 'project.leave-network'(asked) {
    const project = await leaveNetwork(asked.environment(), asked.project(), asked.actor);
    return viewProject(project, asked.environment());
  },
};

async function change<Id extends OperationId>(
  asked: Asked<Id>,
  operation: Id,
  edit: Pick<Project, 'status'> | Pick<Project, 'contacts'>,
) {
  const { actor } = asked;
  const step = { operation, change: edit, actor };
  const project = await changeProject(asked.environment(), asked.project(), step);
  return viewProject(project, asked.environment());
}

async function changeMember<Id extends OperationId>(asked: Asked<Id>, isMember: boolean) {
  const { house, parameters, actor } = asked;
  const account = await findAccount(house.accounts, parameters.account ?? '');
  const step = { accountId: account.id, isMember, actor };
  const project = await setMember(asked.environment(), asked.project(), step);
  return viewProject(project, asked.environment());
}
