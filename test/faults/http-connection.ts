/** A connection on which a test writes bytes and reads answers: no HTTP client in between. */
import { once } from 'node:events';
import { connect, type TLSSocket } from 'node:tls';
import type { RawAnswer } from '../support/post.ts';
import type { TestSandbox } from '../support/sandbox.ts';

export interface HttpConnection {
  readonly socket: TLSSocket;
  write(bytes: string | Buffer): void;
  /** The next answer, in the order of the connection. @throws Error when it closes before */
  next(): Promise<RawAnswer>;
  /** Resolves with what came after the last answer that was taken. */
  closed(): Promise<string>;
}

export async function openConnection({ port, demo }: TestSandbox): Promise<HttpConnection> {
  const { ca, cert, key } = demo;
  const socket = connect({ host: 'localhost', port, ca, cert, key });
  await once(socket, 'secureConnect');
  let received = '';
  let isClosed = false;
  socket.on('data', (data: Buffer) => {
    received += data.toString('latin1');
  });
  socket.on('error', () => undefined);
  const closing = new Promise<void>((resolve) => {
    socket.once('close', () => {
      isClosed = true;
      resolve();
    });
  });

  async function next(): Promise<RawAnswer> {
    for (;;) {
      const taken = takeAnswer(received);
      if (taken !== undefined) {
        received = received.slice(taken.length);
        return taken.answer;
      }
      if (isClosed) throw new Error(`The connection closed after: ${received}`);
      await Promise.race([once(socket, 'data'), closing]);
    }
  }

  return {
    socket,
    write: (bytes) => void socket.write(bytes),
    next,
    async closed() {
      await closing;
      return received;
    },
  };
}

interface Taken {
  readonly answer: RawAnswer;
  readonly length: number;
}

/** The first whole answer in a text, if there is one. */
function takeAnswer(text: string): Taken | undefined {
  const headEnd = text.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const [statusLine = '', ...lines] = text.slice(0, headEnd).split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => {
      const [name = '', value = ''] = line.split(/: ?(.*)/s);
      return [name.toLowerCase(), value];
    }),
  );
  const bodyStart = headEnd + 4;
  const end = bodyStart + Number(headers['content-length'] ?? 0);
  if (text.length < end) return undefined;
  const status = Number(statusLine.split(' ')[1]);
  return { answer: { status, headers, body: text.slice(bodyStart, end) }, length: end };
}
