import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchFrom } from './node-fetch.ts';
import { AdminUnreachable } from './problem.ts';

let folder: string;
let server: Server | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whorl-fetch-'));
});
afterEach(async () => {
  await new Promise((done) => (server === undefined ? done(0) : server.close(done)));
  server = undefined;
  await rm(folder, { recursive: true });
});

async function listen(listener: RequestListener): Promise<string> {
  const socketPath = join(folder, 's.sock');
  server = createServer(listener);
  await new Promise<void>((ready) => server?.listen(socketPath, ready));
  return socketPath;
}

const url = 'http://localhost/v1/status?a=1';

describe('a request to a socket', () => {
  it('arrives as it was made, and so does the answer', async () => {
    const socketPath = await listen(async (request, response) => {
      const { method, headers } = request;
      const { authorization } = headers;
      const body = await text(request);
      response.writeHead(201, { 'content-type': 'application/json', 'retry-after': '3' });
      response.end(JSON.stringify({ method, url: request.url, authorization, body }));
    });
    const headers = { authorization: 'Bearer x' };
    const request = new Request(url, { method: 'POST', headers, body: 'hello' });
    const answer = await fetchFrom({ socketPath }, request);
    expect(answer.status).toBe(201);
    expect(answer.headers.get('retry-after')).toBe('3');
    expect(await answer.json()).toEqual({
      ...{ method: 'POST', url: '/v1/status?a=1', authorization: 'Bearer x', body: 'hello' },
    });
  });

  it('may have an answer without content', async () => {
    const socketPath = await listen((_, response) => response.writeHead(204).end());
    const answer = await fetchFrom({ socketPath }, new Request(url, { method: 'DELETE' }));
    expect(answer.status).toBe(204);
  });

  it('where nobody listens says so', async () => {
    const missing = fetchFrom({ socketPath: join(folder, 'none') }, new Request(url));
    await expect(missing).rejects.toThrow(AdminUnreachable);
    const refused = fetchFrom({}, new Request('https://127.0.0.1:1/v1/status'));
    await expect(refused).rejects.toThrow(/127\.0\.0\.1:1 gave no answer: nothing listens/);
  });

  it('that is met with another protocol ends', async () => {
    const socketPath = await listen((request) =>
      request.socket.end(
        'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n',
      ),
    );
    const look = fetchFrom({ socketPath }, new Request(url));
    await expect(look).rejects.toThrow(/broke \(101 Switching Protocols\)\.$/);
  });

  it('that breaks off warns that the step may have been done, but not of a look', async () => {
    const socketPath = await listen((request) => request.socket.destroy());
    const step = fetchFrom({ socketPath }, new Request(url, { method: 'POST', body: 'x' }));
    await expect(step).rejects.toThrow(/may have been done/);
    const look = fetchFrom({ socketPath }, new Request(url));
    await expect(look).rejects.toThrow(/broke \(ECONNRESET\)\.$/);
  });
});
