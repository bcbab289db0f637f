import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adminSocketPath } from '@whorl/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UsageError } from '../exit-codes.ts';
import { createTerminal } from '../terminal.ts';
import { type Door, type DoorOptions, type Entry, openDoor, readAdminUrl } from './door.ts';
import { AdminUnreachable } from './problem.ts';

let work: string;
let data: string;
let doors: Door[];
let servers: Server[];
beforeEach(async () => {
  work = await mkdtemp(join(tmpdir(), 'whorl-door-'));
  data = join(work, 'data');
  doors = [];
  servers = [];
});
afterEach(async () => {
  for (const door of doors) await door.close();
  for (const server of servers) await new Promise((done) => server.close(done));
  await rm(work, { recursive: true });
});

const said: string[] = [];
const terminal = createTerminal({
  json: false,
  out: { write: () => undefined },
  err: { write: (text: string) => said.push(text) },
  noColor: true,
});

async function open(options: Partial<DoorOptions> = {}, entry: Partial<Entry> = {}): Promise<Door> {
  const door = await openDoor({ data, ...options }, { terminal, patienceMs: 300, ...entry });
  doors.push(door);
  return door;
}

/** Closes one before its test ends. */
async function shut(door: Door): Promise<void> {
  doors.splice(doors.indexOf(door), 1);
  await door.close();
}

/** Somebody who answers on the folder's socket. */
async function answerOnSocket(): Promise<void> {
  await writeFile(join(data, 'whorl.json'), '{"formatVersion":2}');
  const server = createServer((request, response) => response.end(`socket: ${request.url}`));
  servers.push(server);
  const { path } = await adminSocketPath(data);
  await new Promise<void>((ready) => server.listen(path, ready));
}

const status = new Request('http://localhost/v1/status');

describe('the door of a folder', () => {
  it('is this process while nobody serves it, and the folder is made when told so', async () => {
    const door = await open({}, { makesFolder: true });
    expect(door).toMatchObject({ kind: 'here', id: data });
    expect(said.join('')).toContain(`Made the data folder ${data}`);
    const answer = await (await door.fetch(status)).json();
    expect(answer).toMatchObject({ you: { kind: 'owner' } });
  });

  it('is the socket of whoever serves it', async () => {
    const here = await open({}, { makesFolder: true });
    await shut(here);
    await answerOnSocket();
    const door = await open();
    expect(door).toMatchObject({ kind: 'socket', id: data });
    expect(await (await door.fetch(status)).text()).toBe('socket: /v1/status');
  });

  it('is none where a process holds it and does not answer', async () => {
    await open({}, { makesFolder: true });
    await expect(open()).rejects.toThrow(AdminUnreachable);
    await expect(open()).rejects.toThrow(/holds .* admin\.sock/);
  });

  it('opens as soon as whoever holds it lets go', async () => {
    const first = await open({}, { makesFolder: true });
    const second = open({}, { patienceMs: 5_000 });
    await shut(first);
    expect(await second).toMatchObject({ kind: 'here' });
  });

  it('is not made by a look', async () => {
    await expect(open()).rejects.toThrow(/There is no data folder .*whorl start/);
  });
});

describe('the door over TLS', () => {
  it('goes before the folder, and needs none', async () => {
    expect(await open({ adminUrl: 'https://whorl.example.com:9443/' })).toMatchObject({
      ...{ kind: 'tls', id: 'https://whorl.example.com:9443' },
    });
  });

  it('takes an authority that can be read', async () => {
    const adminUrl = 'https://whorl.example.com:9443';
    await expect(open({ adminUrl, adminCa: join(work, 'none.pem') })).rejects.toThrow(UsageError);
  });

  it.each(['http://localhost:9443', 'localhost:9443', 'https://x/path', 'https://u:p@x', ''])(
    'is not "%s"',
    (url) => {
      expect(() => readAdminUrl(url)).toThrow(UsageError);
    },
  );
});
