import { expect, it } from 'vitest';
import { refuseAfterClose } from './closing.ts';
import { createMemoryNetwork } from './memory/memory-network.ts';
import { NetworkClosed } from './network.ts';
import { element, pseudonym } from './testing/calls.ts';
import { wrapNetwork } from './wrapper.ts';

it('refuses whatever is asked of a closed network', async () => {
  const network = refuseAfterClose(createMemoryNetwork());
  await network.close();
  const email = element('email', 1);
  const asked: readonly Promise<unknown>[] = [
    network.read({ elements: [email], links: [], nowMs: 0 }),
    network.linkedNames([email], 1),
    network.recall(pseudonym(1), 0),
    network.historyLine('project', 'import'),
    network.portray(email, { nowMs: 0, limit: 1 }),
    network.erase([email], 0),
    network.prune({}),
    network.size(),
    network.countCalls('project'),
    network.verify(),
  ];
  for (const question of asked) await expect(question).rejects.toBeInstanceOf(NetworkClosed);
});

it('closes once, however often and however soon it is closed again', async () => {
  let closes = 0;
  const counting = wrapNetwork(createMemoryNetwork(), (ask, method) => {
    if (method === 'close') closes += 1;
    return ask();
  });
  const network = refuseAfterClose(counting);
  await Promise.all([network.close(), network.close()]);
  await network.close();
  expect(closes).toBe(1);
});
