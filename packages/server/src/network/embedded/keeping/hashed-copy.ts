import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';

/** What went through. */
export interface Hashed {
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
}

/** A part of a file, from its beginning. */
export interface OpenedFile {
  readonly file: FileHandle;
  /** So much of it; all unless told. */
  readonly length?: number;
}

const pieceBytes = 1024 * 1024;

/** Hashes a file, piece by piece; each goes to `take` too. */
async function hash(
  { file, length = Number.POSITIVE_INFINITY }: OpenedFile,
  take: (piece: Buffer) => Promise<void> = async () => undefined,
): Promise<Hashed> {
  const digest = createHash('sha256');
  const buffer = Buffer.allocUnsafeSlow(pieceBytes);
  let bytes = 0;
  for (;;) {
    const wanted = Math.min(buffer.length, length - bytes);
    const bytesRead = wanted === 0 ? 0 : (await file.read(buffer, 0, wanted, bytes)).bytesRead;
    if (bytesRead === 0) return { bytes, sha256: digest.digest('hex') };
    const piece = buffer.subarray(0, bytesRead);
    digest.update(piece);
    await take(piece);
    bytes += bytesRead;
  }
}

/** Copies an opened file to a new one, for the owner alone; it is durable, but for its name. */
export async function copyHashed(from: OpenedFile, to: string): Promise<Hashed> {
  const file = await open(to, 'wx', 0o600);
  try {
    const hashed = await hash(from, (piece) => file.writeFile(piece));
    await file.sync();
    return hashed;
  } finally {
    await file.close();
  }
}

export async function hashPath(path: string): Promise<Hashed> {
  const file = await open(path, 'r');
  try {
    return await hash({ file });
  } finally {
    await file.close();
  }
}
