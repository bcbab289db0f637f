import { idBytes } from '../../change.ts';
import { FilePieces } from '../file-pieces.ts';

const sliceBytes = 1024 * 1024;

/** Whether a file holds one of some identifiers, anywhere: a look at its bytes, which is fast. */
export async function holdsAny(path: string, ids: readonly Buffer[]): Promise<boolean> {
  const pieces = await FilePieces.open(path, { from: 0 });
  try {
    while (pieces.left > 0) {
      const bytes = await pieces.peek(Math.min(sliceBytes, pieces.left));
      if (bytes === undefined) return false;
      if (ids.some((id) => bytes.includes(id))) return true;
      // One may lie across the border of two slices.
      const isLast = bytes.length === pieces.left;
      pieces.skip(isLast ? bytes.length : bytes.length - (idBytes - 1));
    }
    return false;
  } finally {
    await pieces.close();
  }
}
