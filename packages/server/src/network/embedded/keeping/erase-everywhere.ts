import type { EraseReceipt } from '../../keeping.ts';
import { elementCodes, kindOf } from '../../kinds.ts';
import type { ElementRef, Pseudonym } from '../../network.ts';
import type { StorageKey } from '../../storage-key.ts';
import type { EmbeddedNetwork } from '../embedded-network.ts';
import { fileHeadOf } from '../log-files.ts';
import { eraseInLog } from './erase-log.ts';
import type { Erasure } from './erased-codec.ts';
import type { ErasedList } from './erased-list.ts';
import type { GenerationPlace, WrittenKey } from './storage-key-file.ts';

/** Where something is erased. */
export interface ErasureGround {
  readonly network: EmbeddedNetwork;
  readonly place: Pick<GenerationPlace, 'folder'>;
  readonly key: Pick<WrittenKey, 'ids'>;
  readonly erased: ErasedList;
}

/**
 * Erases what the list has at a place: from the table, from every log file, from images. Calls are served
 * meanwhile. A crash leaves it in the list as not done, and it is done again, whole, by the next opening.
 */
export async function eraseEverywhere(
  { network, place: { folder }, key: { ids }, erased }: ErasureGround,
  { place, erasure }: { readonly place: number; readonly erasure: Erasure },
): Promise<EraseReceipt> {
  const forgotten = await network.erase(elementsOf(erasure, ids), erasure.atMs);
  const { number: before } = await network.roll();
  const records = await eraseInLog({ folder, head: fileHeadOf(ids), before }, erasure);
  await network.replaceImages();
  await erased.markDone(place, before);
  return { ...forgotten, records };
}

function elementsOf({ kinds, ids }: Erasure, storageKey: StorageKey): readonly ElementRef[] {
  const pseudonyms = Buffer.from(storageKey.open(ids));
  return Array.from(kinds, (code, n) => ({
    kind: kindOf(elementCodes, code),
    pseudonym: pseudonyms.toString('hex', 16 * n, 16 * n + 16) as Pseudonym,
  }));
}
