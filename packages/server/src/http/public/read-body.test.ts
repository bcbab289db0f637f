import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { limits, Refusal } from '@whorl/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBody } from './read-body.ts';

const timeoutMs = 200;

let server: Server;
let socket: Socket;
beforeAll(async () => {
  server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Begins a request by these bytes; what has been read of it so far is in the message. */
async function begin(head: string, body: string | Buffer = ''): Promise<IncomingMessage> {
  socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(`POST / HTTP/1.1\r\nHost: localhost\r\n${head}\r\n\r\n`);
  socket.write(body);
  const [message] = await once(server, 'request');
  return message;
}

const sized = (length: number): string => `Content-Length: ${length}`;
const chunked = 'Transfer-Encoding: chunked';
const chunk = (length: number): string => `${length.toString(16)}\r\n${'x'.repeat(length)}\r\n`;

const statusOf = (reading: Promise<Buffer>): Promise<number | undefined> =>
  reading.then(
    () => undefined,
    (error: unknown) => (error instanceof Refusal ? error.status : Promise.reject(error)),
  );

describe('a body is read whole', () => {
  it('as it was sent, in however many pieces', async () => {
    const message = await begin(chunked, chunk(3));
    const reading = readBody(message, timeoutMs);
    socket.write(`${chunk(4)}0\r\n\r\n`);
    expect((await reading).toString()).toBe('xxxxxxx');
  });

  it('up to the limit, and empty', async () => {
    const body = Buffer.alloc(limits.bodyBytes, 'x');
    expect(await readBody(await begin(sized(body.length), body), timeoutMs)).toEqual(body);
    expect(await readBody(await begin(sized(0)), timeoutMs)).toHaveLength(0);
  });
});

describe('a body is refused', () => {
  it('over the limit by its length, before any of it has come', async () => {
    const message = await begin(sized(limits.bodyBytes + 1));
    expect(await statusOf(readBody(message, timeoutMs))).toBe(413);
  });

  it('over the limit by its chunks, before its end has come', async () => {
    const message = await begin(chunked, chunk(limits.bodyBytes) + chunk(1));
    expect(await statusOf(readBody(message, timeoutMs))).toBe(413);
  });

  it('when it is too slow, and nothing more is kept of it', async () => {
    const message = await begin(sized(10), 'x');
    expect(await statusOf(readBody(message, timeoutMs))).toBe(408);
    expect(message.listenerCount('data')).toBe(0);
  });

  it('when its caller hangs up', async () => {
    const reading = readBody(await begin(sized(10), 'x'), 10_000);
    socket.destroy();
    expect(await statusOf(reading)).toBe(408);
  });
});
