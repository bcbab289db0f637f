import { once } from 'node:events';
import { connect } from 'node:net';
import { printCommand, type Reply, ReplyReader } from './resp.ts';

export interface RedisConnection {
  /** @throws Error with what Redis says */
  send(...command: readonly (string | Buffer)[]): Promise<Reply>;
  /** A command that was printed before. */
  sendPrinted(command: Buffer): Promise<Reply>;
}

interface Waiting {
  resolve(reply: Reply): void;
  reject(reason: Error): void;
}

/** Connects to a server's socket; the commands of one turn go out together. */
export async function connectRedis(path: string): Promise<RedisConnection> {
  const socket = connect(path);
  await once(socket, 'connect');
  const reader = new ReplyReader();
  const waiting: Waiting[] = [];
  socket.on('data', (bytes: Buffer) => {
    reader.add(bytes);
    for (let reply = reader.next(); reply !== undefined; reply = reader.next()) {
      const first = waiting.shift();
      if (reply instanceof Error) first?.reject(reply);
      else first?.resolve(reply);
    }
  });
  socket.on('close', () => {
    for (const { reject } of waiting) reject(new Error('Redis closed the connection.'));
  });
  const sendPrinted = (command: Buffer) =>
    new Promise<Reply>((resolve, reject) => {
      if (waiting.push({ resolve, reject }) > 0 && socket.writableCorked === 0) {
        socket.cork();
        setImmediate(() => socket.uncork());
      }
      socket.write(command);
    });
  return {
    sendPrinted,
    send: (...command) => sendPrinted(printCommand(command)),
  };
}
