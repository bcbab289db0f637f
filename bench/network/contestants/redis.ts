import { execFileSync, spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Contestant, ContestantMissing } from '../contestant.ts';
import { countsAt, daySlot, keysOf, recordBytes, totalAt } from '../plain-record.ts';
import { connectRedis, type RedisConnection } from './redis-connection.ts';
import { printCommand } from './resp.ts';

/**
 * Reads every record of a call, then counts each once more: two commands in all. Arguments: the instant as 8 bytes,
 * where the day's count begins. Strings count from 1 here.
 */
const countScript = `
local before = redis.call('MGET', unpack(KEYS))
local at = tonumber(ARGV[2])
local after = {}
for n, key in ipairs(KEYS) do
  local old = before[n] or (ARGV[1] .. string.rep('\\0', ${recordBytes - 8}))
  local total = struct.unpack('<I4', old, ${totalAt + 1}) + 1
  local count = struct.unpack('<I4', old, at + 1) + 1
  after[2 * n - 1] = key
  after[2 * n] = old:sub(1, 8) .. ARGV[1] .. struct.pack('<I4', total) .. old:sub(${countsAt + 1}, at) ..
    struct.pack('<I4', count) .. old:sub(at + 5)
end
redis.call('MSET', unpack(after))
return before`;

/** A Redis of its own on a socket, every call on disk before it is answered. */
export async function openRedis(folder: string): Promise<Contestant> {
  const { pid, redis } = await startServer(folder);
  const script = String(await redis.send('SCRIPT', 'LOAD', countScript));
  return {
    servers: [pid],
    prepare(event) {
      const keys = keysOf(event);
      const instant = Buffer.alloc(8);
      instant.writeDoubleLE(event.atMs);
      const slot = String(countsAt + 4 * daySlot(event.atMs));
      const count = ['EVALSHA', script, String(keys.length), ...keys, instant, slot];
      const command = printCommand(count);
      return {
        count: async () => void (await redis.sendPrinted(command)),
        totals: async () => ((await redis.send('MGET', ...keys)) as Buffer[]).map(totalOf),
      };
    },
    async settle() {
      while (await isRewriting(redis)) await wait(10);
    },
    async size() {
      const memory = await redis.send('INFO', 'memory');
      const bytes = Number(/used_memory:(\d+)/.exec(String(memory))?.[1]);
      return { records: Number(await redis.send('DBSIZE')), bytes };
    },
  };
}

const totalOf = (record: Buffer | null): number => record?.readUInt32LE(totalAt) ?? 0;

async function startServer(folder: string): Promise<{ pid: number; redis: RedisConnection }> {
  checkInstalled();
  const socket = join(folder, 'redis.sock');
  const settings = {
    ...{ port: '0', unixsocket: socket, dir: folder, save: '' },
    ...{ appendonly: 'yes', appendfsync: 'always' },
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  rmSync(socket, { force: true });
  const { pid = 0 } = spawn('redis-server', args, { stdio: 'ignore' });
  while (!existsSync(socket)) await wait(1);
  const redis = await connectRedis(socket);
  while (!(await isLoaded(redis))) await wait(1);
  return { pid, redis };
}

const isLoaded = (redis: RedisConnection): Promise<boolean> =>
  redis.send('PING').then(
    () => true,
    () => false,
  );

/** The file of its commands is written anew whenever it has doubled. */
const isRewriting = async (redis: RedisConnection): Promise<boolean> =>
  /aof_rewrite_(in_progress|scheduled):1/.test(String(await redis.send('INFO', 'persistence')));

function checkInstalled(): void {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
  } catch (cause) {
    throw new ContestantMissing('no redis-server is installed', { cause });
  }
}
