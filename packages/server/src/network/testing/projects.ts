import type { LinkKind } from '@whorl/engine';
import { expect, it } from 'vitest';
import type { ElementRef, Network } from '../network.ts';
import { readOne } from './asking.ts';
import { batch, call, element, importId, link, name, noonMs, past, pseudonym } from './calls.ts';
import type { Open } from './contract.ts';

/** One customer, as a project's own key makes pseudonyms: two projects have none in common. */
function customerOf(project: number) {
  const seen = (kind: ElementRef['kind']) => element(kind, project * 1_000);
  const [card, holder, account] = [seen('card'), seen('name'), seen('account')];
  const cardName: LinkKind = 'card-name';
  return {
    projectId: `project-${project}`,
    elements: [card, holder, account],
    links: [{ ...link(cardName, card, holder), name: name(project) }],
    spend: { currency: '840', tenThousandths: project },
    idempotencyKey: pseudonym(project),
  };
}

async function everythingOf(network: Network, project: number) {
  const { projectId, elements, links, idempotencyKey } = customerOf(project);
  return {
    reading: await network.read({ elements, links, nowMs: noonMs }),
    names: await network.linkedNames(elements, 9),
    portraits: await Promise.all(
      elements.map((one) => network.portray(one, { nowMs: noonMs, limit: 9 })),
    ),
    answer: await network.recall(idempotencyKey, noonMs),
    calls: await network.countCalls(projectId),
    line: await network.historyLine(projectId, importId(1)),
  };
}

async function use(network: Network, project: number): Promise<void> {
  const { projectId, idempotencyKey, ...purchase } = customerOf(project);
  await network.record(call({ projectId, idempotencyKey, ...purchase }));
  const purchases = [past({ line: project, ...purchase })];
  await network.recordHistory(batch({ projectId, purchases }));
  const { elements, links } = purchase;
  await network.report({ projectId, purchaseAtMs: noonMs, elements, links, change: 'reported' });
}

/** Projects do not meet. */
export function describeProjects(open: Open): void {
  it('shows a project nothing of another', async () => {
    const network = await open();
    const unknown = await everythingOf(network, 2);
    await use(network, 1);
    expect(await everythingOf(network, 2)).toEqual(unknown);
    const known = await everythingOf(network, 1);
    await use(network, 2);
    await network.erase(customerOf(2).elements, noonMs);
    expect(await everythingOf(network, 1)).toEqual(known);
  });

  it('counts the calls of each project', async () => {
    const network = await open();
    for (const projectId of ['shop', 'shop', 'other']) await network.record(call({ projectId }));
    expect(await network.countCalls('shop')).toBe(2);
    expect(await network.countCalls('other')).toBe(1);
    expect(await network.countCalls('nobody')).toBe(0);
    expect(await readOne(network, element('card', 1))).toBeUndefined();
  });
}
