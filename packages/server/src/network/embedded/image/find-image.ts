import type { Report } from '../network-event.ts';
import { createState, type RestoredState } from '../state.ts';
import { imageFile, imageHeadOf, listImages } from './image-files.ts';
import { readImage } from './read-image.ts';

/** Where images are looked for, and what is made of them. */
export interface ImageSearch {
  readonly folder: string;
  /** What the log's files begin with. */
  readonly head: Buffer;
  readonly memoryLimitBytes: number;
  readonly report: Report;
}

/** The newest image that is whole; `undefined` when none is. */
export async function findImage(search: ImageSearch): Promise<RestoredState | undefined> {
  const { folder, memoryLimitBytes, report } = search;
  const head = imageHeadOf(search.head);
  for (const number of await listImages(folder)) {
    const path = imageFile(folder, number);
    try {
      return await readImage(path, { head, state: createState(memoryLimitBytes) });
    } catch (err) {
      const note = `${path} could not be read, so that more of the log is replayed. It will be replaced.`;
      report({ event: 'image-ignored', note, err });
    }
  }
  return undefined;
}
