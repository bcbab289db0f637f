import { expect, it } from 'vitest';
import { createMemoryNetwork } from './memory/memory-network.ts';
import { isLookup, type NetworkMethod, wrapNetwork } from './wrapper.ts';

it('goes around every method of a network', async () => {
  const network = createMemoryNetwork();
  const asked: NetworkMethod[] = [];
  const wrapped = wrapNetwork(network, (ask, method) => {
    asked.push(method);
    return ask();
  });
  expect(Object.keys(wrapped).toSorted()).toEqual(Object.keys(network).toSorted());
  expect(await wrapped.size()).toEqual(await network.size());
  expect(await wrapped.read({ elements: [], links: [], nowMs: 0 })).toEqual({
    elements: [],
    links: [],
  });
  await wrapped.close();
  expect(asked).toEqual(['size', 'read', 'close']);
});

it('passes on to a network that is a class, too', async () => {
  class Closing {
    #closed = 0;
    async close(): Promise<void> {
      this.#closed += 1;
    }
    get closed(): number {
      return this.#closed;
    }
  }
  const closing = new Closing();
  const network = Object.assign(closing, { ...createMemoryNetwork(), close: closing.close });
  await wrapNetwork(network, (ask) => ask()).close();
  expect(closing.closed).toBe(1);
});

it('takes for look-ups what a call waits for and changes nothing', () => {
  expect((['read', 'linkedNames', 'recall'] as const).every(isLookup)).toBe(true);
  expect((['record', 'erase', 'close'] as const).some(isLookup)).toBe(false);
});
