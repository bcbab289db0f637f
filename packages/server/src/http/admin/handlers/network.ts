import { readMembers } from '@whorl/contract';
import { AdminRefusal, type OperationId } from '@whorl/contract/admin';
import { backUp, prune, rekey, restore } from '../../../environment/keep-network.ts';
import { erase, portray } from '../../../environment/known-element.ts';
import type { ElementRef } from '../../../network/network.ts';
import { createKeyRoom } from '../../../pipeline/caller.ts';
import { findElement } from '../../../pipeline/named-element.ts';
import type { ProjectKeys } from '../../../pipeline/project-keys.ts';
import type { Asked, Handler } from '../asked.ts';
import { viewPortrait } from '../portrait.ts';

type History = 'network.import' | 'network.show-import';

/** The identity network, but for the histories that are brought to it. */
export const networkHandlers: {
  readonly [Id in Exclude<Extract<OperationId, `network.${string}`>, History>]: Handler<Id>;
} = {
  async 'network.stats'(asked) {
    const { registry, network: open, countCalls } = asked.environment();
    const projects = await registry.listProjects();
    const network = await open();
    return {
      ...(await network.size()),
      sinceStart: network.figures(),
      calls: await Promise.all(
        projects.map(async ({ id, name }) => ({ project: name, calls: await countCalls(id) })),
      ),
    };
  },
  async 'network.show'(asked) {
    const element = elementOf(asked);
    const portrait = await portray(asked.environment(), element, stepOf(asked, 'network.show'));
    return viewPortrait(element, portrait);
  },
  async 'network.erase'(asked) {
    const step = stepOf(asked, 'network.erase');
    const receipt = await erase(asked.environment(), elementOf(asked), step);
    return { ...receipt, remains };
  },
  'network.prune': (asked) => prune(asked.environment(), asked.body.days, asked.actor),
  async 'network.verify'(asked) {
    const faults = await (await asked.environment().network()).verify();
    return { ok: faults.length === 0, faults: faults.slice(0, mostFaults) };
  },
  'network.backup': (asked) => backUp(asked.environment(), asked.body.folder, asked.actor),
  'network.restore': (asked) => restore(asked.environment(), asked.body.folder, asked.actor),
  'network.rekey': (asked) => rekey(asked.environment(), asked.actor),
};

const mostFaults = 100;

const remains =
  'What it added to the counts and sums of others, such as a merchant’s, and to the medians of merchant categories stays there; none of it names anybody. Backups that were made before still hold it: a restore erases it again.';

/** A project's keys, by which its elements are named. */
export function keysOf<Id extends OperationId>(asked: Asked<Id>): ProjectKeys {
  const { registry, keyring } = asked.environment();
  return createKeyRoom(registry, keyring.unwrap).projectKeys(asked.project());
}

/** A step on a project, as its trail tells it. */
export const stepOf = <Id extends OperationId>(asked: Asked<Id>, operation: Id) => ({
  project: asked.project(),
  actor: asked.actor,
  operation,
});

/** @throws AdminRefusal `invalid`, which repeats nothing of what names somebody */
function elementOf(asked: Asked<'network.show' | 'network.erase'>): ElementRef {
  const { role, members: given } = asked.body;
  const { members, faults = [] } = readMembers(given);
  if (members === undefined)
    throw new AdminRefusal('invalid', `Not as they must be: ${faults.join(', ')}.`, {
      faults: faults.map((path) => `members.${path} is not as api/openapi.yaml has it`),
    });
  const element = findElement({ role, members }, keysOf(asked));
  if (element !== undefined) return element;
  throw new AdminRefusal('invalid', `The members give no ${role} that could be remembered.`);
}
