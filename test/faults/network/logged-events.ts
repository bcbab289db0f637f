import type { Change } from '../../../packages/server/src/network/change.ts';
import type { EmbeddedNetwork } from '../../../packages/server/src/network/embedded/embedded-network.ts';
import { decodeChange } from '../../../packages/server/src/network/embedded/record/decode.ts';
import {
  encodeCall,
  encodeErasure,
  encodeHistory,
  encodeReport,
} from '../../../packages/server/src/network/embedded/record/encode.ts';
import { elementCodes, kindOf } from '../../../packages/server/src/network/kinds.ts';
import type { Pseudonym } from '../../../packages/server/src/network/network.ts';
import type { LifeEvent } from '../../../packages/server/src/network/testing/oracle/event.ts';
import { eventOf, numberOf } from './load.ts';
import { storageKey } from './loading.ts';

const ids = storageKey();

/**
 * The numbers of the events that a log holds, in its order.
 *
 * @throws Error for a record that is not, byte by byte, that of its event
 */
export async function loggedNumbers(network: EmbeddedNetwork, seed: number): Promise<number[]> {
  const numbers: number[] = [];
  for await (const { records } of network.records())
    for (const { record } of records) {
      const number = numberOfChange(decodeChange(record));
      if (!recordOf(eventOf(number, seed)).equals(record))
        throw new Error(`The log does not hold event ${number} as it was.`);
      numbers.push(number);
    }
  return numbers;
}

function numberOfChange(change: Change): number {
  const marked = change.type === 'history' ? change.purchases[0] : change;
  if (marked === undefined || !('kinds' in marked)) throw new Error('A record names no event.');
  const hex = Buffer.from(ids.open(marked.ids)).toString('hex');
  const numbers = Array.from(marked.kinds, (code, n) =>
    numberOf({
      kind: kindOf(elementCodes, code),
      pseudonym: hex.slice(32 * n, 32 * n + 32) as Pseudonym,
    }),
  );
  const number = numbers.find((one) => one !== undefined);
  if (number === undefined) throw new Error('A record names no event.');
  return number;
}

function recordOf(event: LifeEvent): Buffer {
  switch (event.type) {
    case 'call':
      return encodeCall(event.call, ids).record;
    case 'history':
      return encodeHistory(event.batch, ids).record;
    case 'report':
      return encodeReport(event.report, ids).record;
    case 'erase':
      return encodeErasure(event.elements, ids).record;
    case 'prune':
      throw new Error('The load prunes nothing.');
  }
}
