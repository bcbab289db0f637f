/** Reads an image back: whole, or not at all. */
import { FilePieces } from '../file-pieces.ts';
import type { RestoredState, State } from '../state.ts';
import { decodeEnd, endName } from './end-part.ts';
import { decodePart, partHeadBytes, partLength } from './part-codec.ts';
import { restoreRetries, retriesName } from './retry-parts.ts';

/**
 * @param image `head`: what it must begin with; `state`: takes it, and is spoilt when the image is not whole
 * @throws Error when it is not whole, of another version or of another storage key
 */
export async function readImage(
  path: string,
  { head, state }: { readonly head: Buffer; readonly state: State },
): Promise<RestoredState> {
  const pieces = await FilePieces.open(path, { from: 0 });
  try {
    if (!(await pieces.peek(head.length))?.equals(head))
      throw new Error(
        'It is of another version of Whorl or of another storage key, or its beginning is damaged.',
      );
    pieces.skip(head.length);
    const position = await restoreParts(pieces, state);
    state.table.finishRestore();
    return { ...state, position };
  } finally {
    await pieces.close();
  }
}

async function restoreParts(pieces: FilePieces, state: State): Promise<RestoredState['position']> {
  for (let count = 0; ; count += 1) {
    const part = await nextPart(pieces);
    if (part.name === endName) {
      const { parts, position } = decodeEnd(part);
      if (parts !== count || pieces.left > 0)
        throw new Error(`It has ${count} parts where it says that there are ${parts}.`);
      return position;
    }
    if (part.name === retriesName) restoreRetries(part, state.retries);
    else state.table.restorePart(part);
  }
}

async function nextPart(pieces: FilePieces) {
  const { at } = pieces;
  const head = await pieces.peek(partHeadBytes);
  const bytes = head && (await pieces.peek(partLength(head)));
  const part = bytes && decodePart(bytes);
  if (bytes === undefined || part === undefined) throw new Error(`It is damaged at byte ${at}.`);
  pieces.skip(bytes.length);
  return part;
}
