import { open } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DataFolderError, unusable } from './data-folder-error.ts';

/** Where the admin API's socket is. */
export interface SocketPath {
  /** To listen on or to connect to, until it is released. */
  readonly path: string;
  release(): Promise<void>;
}

/** `sun_path` holds 104 bytes on macOS and 108 on Linux (unix(7)), one of them the last. */
const maxSocketPathBytes = 100;

/**
 * The path of a data folder's socket. One that is too long for a socket goes by way of the open folder, which
 * Linux offers; hence the release, when the socket is not used any more. Of a folder that is not there it is
 * one on which nobody listens.
 *
 * @throws DataFolderError for a path that is too long on another system, and for a folder that cannot be opened
 * @example
 * const socket = await adminSocketPath(folder.path);
 * server.listen(socket.path);
 * server.once('close', () => socket.release());
 */
export async function adminSocketPath(folder: string): Promise<SocketPath> {
  const path = join(resolve(folder), 'admin.sock');
  const bytes = Buffer.byteLength(path);
  if (bytes <= maxSocketPathBytes) return { path, release: async () => undefined };
  if (process.platform === 'linux') return socketInOpenFolder(resolve(folder));
  throw new DataFolderError(
    `${path} has ${bytes} bytes, and the path of a socket at most ${maxSocketPathBytes}. Give a folder with a shorter path with --data.`,
  );
}

async function socketInOpenFolder(folder: string): Promise<SocketPath> {
  const handle = await open(folder, 'r').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined;
    throw unusable(folder, 'opened', cause);
  });
  return {
    path: `/proc/self/fd/${handle?.fd ?? 'none'}/admin.sock`,
    // Closing it again does nothing.
    release: async () => handle?.close(),
  };
}
