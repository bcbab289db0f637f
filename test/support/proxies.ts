/** nginx and HAProxy on loopback, with the configuration that a guide has. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A running proxy. */
export interface RunningProxy {
  readonly port: number;
  /** Has it read its files again, as `nginx -s reload` does. */
  reload(): void;
  close(): Promise<void>;
}

/** What a guide has of a configuration. @param port where it is to listen, on loopback */
type Configure = (port: number) => string;

/** `user` is for root, whose workers would not read a test's files; anybody else is told that it does nothing. */
const nginxFrame = (folder: string) => `
user root;
daemon off;
pid ${folder}/pid;
include /etc/nginx/modules-enabled/*.conf;
events {}
`;

const temporaryPaths = (folder: string): string =>
  ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((what) => `${what}_temp_path ${folder}/${what};\n`)
    .join('');

/** nginx with blocks that stand beside `http`. */
export const startNginx = (configure: Configure): Promise<RunningProxy> =>
  start(configure, (folder, text) => ({
    file: `${nginxFrame(folder)}${text}`,
    command: ['nginx', '-e', 'stderr', '-c', join(folder, 'config')],
  }));

/** nginx with blocks that stand in `http`. */
export const startNginxHttp = (configure: Configure): Promise<RunningProxy> =>
  start(configure, (folder, text) => ({
    file: `${nginxFrame(folder)}http {\naccess_log off;\n${temporaryPaths(folder)}${text}}\n`,
    command: ['nginx', '-e', 'stderr', '-c', join(folder, 'config')],
  }));

/** HAProxy. */
export const startHaproxy = (configure: Configure): Promise<RunningProxy> =>
  start(configure, (folder, text) => ({
    file: text,
    command: ['haproxy', '-db', '-f', join(folder, 'config')],
  }));

interface Frame {
  readonly file: string;
  readonly command: readonly [program: string, ...args: string[]];
}

async function start(
  configure: Configure,
  frame: (folder: string, text: string) => Frame,
): Promise<RunningProxy> {
  const folder = await mkdtemp(join(tmpdir(), 'whorl-proxy-'));
  const port = await findFreePort();
  const { file, command } = frame(folder, configure(port));
  await writeFile(join(folder, 'config'), file);
  const [program, ...args] = command;
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const said: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text));
  await untilListening(port, child).catch((error: unknown) => {
    throw new Error(`${program} did not start:\n${said.join('')}`, { cause: error });
  });
  return {
    port,
    reload: () => void child.kill('SIGHUP'),
    async close() {
      const closed = once(child, 'close');
      child.kill('SIGTERM');
      await closed;
      await rm(folder, { recursive: true });
    },
  };
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function untilListening(port: number, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const socket = connect(port, '127.0.0.1');
    const listens = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (listens) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`It ended with ${child.exitCode}.`);
}
