import { setImmediate } from 'node:timers/promises';
import type { Change } from '../change.ts';
import type { Forgotten, HistoryBatch, Network, Pseudonym } from '../network.ts';
import type { StorageKey } from '../storage-key.ts';
import { answersOf } from '../table-answers.ts';
import type { AppendLog } from './append-log.ts';
import type { ImageKeeper } from './image/image-keeper.ts';
import type { Report } from './network-event.ts';
import { readRecord } from './read-log.ts';
import {
  type Encoded,
  encodeCall,
  encodeErasure,
  encodeHistory,
  encodePruning,
  encodeReport,
  sealNames,
} from './record/encode.ts';
import { decodeAnswer } from './record/journal.ts';
import { createRoomCheck } from './room.ts';
import { applyLogged, type State } from './state.ts';
import { verifyLog } from './verify-log.ts';

/** The parts of an opened network. */
export interface NetworkParts {
  readonly folder: string;
  readonly head: Buffer;
  readonly state: State;
  readonly log: AppendLog;
  readonly images: ImageKeeper;
  readonly ids: StorageKey;
}

/** The promise of the network, kept by them: a change is logged, and then counted. */
export function createLoggedNetwork(parts: NetworkParts, report: Report): Network {
  const { folder, head, state, log, images, ids } = parts;
  const { table, retries } = state;
  const checkRoom = createRoomCheck(table, report);
  const append = async ({ change, record }: Encoded<Change>): Promise<Forgotten> => {
    const forgotten = await log.append(record, (position) =>
      applyLogged(state, { change, record, position }),
    );
    images.writeWhenDue();
    return forgotten;
  };
  return {
    ...answersOf(table, ids),
    async record(call) {
      checkRoom();
      await append(encodeCall(call, ids));
    },
    async recordHistory(batch) {
      if (isCounted(table, batch)) return;
      checkRoom();
      await append(encodeHistory(batch, ids));
    },
    report: async (fraud) => void (await append(encodeReport(fraud, ids))),
    async recall(key, nowMs) {
      const sealed = Buffer.from(sealNames([key], ids)).toString('hex') as Pseudonym;
      const position = retries.find(sealed, nowMs);
      return position && decodeAnswer(await readRecord(folder, position));
    },
    erase: (elements) => append(encodeErasure(elements, ids)),
    prune: (rule) => append(encodePruning(rule)),
    verify: async () => [
      ...(await verifyTable(table)),
      ...(await verifyLog(folder, { end: log.durableEnd, head })),
    ],
    async close() {
      await log.finish().finally(async () => {
        await images.finish();
        log.close();
      });
    },
  };
}

/** Whether a batch came before, whole: the log need not hold it twice. */
function isCounted(table: State['table'], batch: HistoryBatch): boolean {
  const { projectId, importId, throughLine, purchases } = batch;
  const counted = table.historyLine(projectId, importId);
  return throughLine <= counted && purchases.every(({ line }) => line <= counted);
}

/** Others get a turn between its slices. */
async function verifyTable(table: State['table']): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const slice of table.verify()) {
    faults.push(...slice);
    await setImmediate();
  }
  return faults;
}
