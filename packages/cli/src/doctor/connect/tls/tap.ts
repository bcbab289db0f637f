import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

/** More than any handshake has; what comes after is passed on, and not kept. */
const keptBytes = 256 * 1024;

/** A connection that keeps what it hears: the platform tells nothing of what a server asks for. */
export class Tap extends Duplex {
  readonly #socket: Socket;
  readonly #heard: Buffer[] = [];
  #size = 0;

  constructor(socket: Socket) {
    super();
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => this.#hear(chunk));
    socket.on('end', () => this.push(null));
    socket.on('error', (error) => this.destroy(error));
    socket.on('close', () => this.destroy());
  }

  /** What came so far. */
  get heard(): Buffer {
    return Buffer.concat(this.#heard);
  }

  #hear(chunk: Buffer): void {
    if (this.#size < keptBytes) this.#heard.push(chunk);
    this.#size += chunk.length;
    if (!this.push(chunk)) this.#socket.pause();
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(chunk: Buffer, _: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#socket.write(chunk, done);
  }

  override _final(done: () => void): void {
    this.#socket.end(done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#socket.destroy();
    done(error);
  }
}
