/** What Redis says, in RESP2: https://redis.io/docs/latest/develop/reference/protocol-spec/. */
export type Reply = number | string | Buffer | null | Error | readonly Reply[];

const lineEnd = '\r\n';

/** A command as it is sent. */
export function printCommand(parts: readonly (string | Buffer)[]): Buffer {
  const chunks = parts.flatMap((part) => [
    Buffer.from(`$${Buffer.byteLength(part)}${lineEnd}`),
    typeof part === 'string' ? Buffer.from(part) : part,
    Buffer.from(lineEnd),
  ]);
  return Buffer.concat([Buffer.from(`*${parts.length}${lineEnd}`), ...chunks]);
}

/** Reads replies from bytes as they come. */
export class ReplyReader {
  #bytes = Buffer.alloc(0);
  #at = 0;

  add(bytes: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes.subarray(this.#at), bytes]);
    this.#at = 0;
  }

  /** The next reply; `undefined` when it has not come to its end. */
  next(): Reply | undefined {
    const start = this.#at;
    const reply = this.#read();
    if (reply === undefined) this.#at = start;
    return reply;
  }

  #read(): Reply | undefined {
    const end = this.#bytes.indexOf(lineEnd, this.#at);
    if (end < 0) return undefined;
    const kind = this.#bytes.toString('latin1', this.#at, this.#at + 1);
    const line = this.#bytes.toString('latin1', this.#at + 1, end);
    this.#at = end + lineEnd.length;
    if (kind === '$') return this.#readBulk(Number(line));
    if (kind === '*') return this.#readArray(Number(line));
    if (kind === ':') return Number(line);
    return kind === '-' ? new Error(`Redis says: ${line}`) : line;
  }

  #readBulk(length: number): Reply | undefined {
    if (length < 0) return null;
    const end = this.#at + length;
    if (end + lineEnd.length > this.#bytes.length) return undefined;
    const bulk = this.#bytes.subarray(this.#at, end);
    this.#at = end + lineEnd.length;
    return bulk;
  }

  #readArray(length: number): Reply | undefined {
    const replies: Reply[] = [];
    while (replies.length < length) {
      const reply = this.#read();
      if (reply === undefined) return undefined;
      replies.push(reply);
    }
    return replies;
  }
}
