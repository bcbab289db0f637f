/** A whole sandbox for a suite: real certificates, real stores, a port and a folder of its own. */
import { appendFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, type WhorlClient } from '@whorl/client';
import { type StartOptions, startWhorl } from '@whorl/server';

/** What a caller holds, as in the data folder's `demo/`. */
export interface DemoFiles {
  readonly ca: Buffer;
  readonly cert: Buffer;
  readonly key: Buffer;
  readonly requestKey: Buffer;
  readonly responseKey: Buffer;
}

export interface TestSandbox {
  readonly baseUrl: string;
  readonly port: number;
  /** Of the admin API's TLS listener. */
  readonly adminUrl: string;
  readonly dataDir: string;
  readonly demo: DemoFiles;
  readonly client: WhorlClient;
  /** Every line logged so far. */
  readonly log: readonly string[];
  /** Stops it; the folder goes too unless `keep` is given. */
  close(options?: { keep?: boolean }): Promise<void>;
}

/** Starts one on a free port, in a fresh folder unless one is given. */
export async function startTestSandbox(options: Partial<StartOptions> = {}): Promise<TestSandbox> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'whorl-test-')));
  const log: string[] = [];
  const running = await startWhorl({
    environment: {},
    ...options,
    dataDir,
    flags: { port: '0', adminPort: '0', ...options.flags },
    logStream: { write: (text: string) => keepLog(log, text) },
  });
  const demo = await readDemo(dataDir);
  const { ca, cert, key, requestKey, responseKey } = demo;
  const { baseUrl } = running;
  const client = createClient({
    baseUrl,
    tls: { ca, cert, key },
    encryption: { requestKey, responseKey },
    timeoutMs: 20_000,
  });
  return {
    baseUrl,
    port: Number(new URL(baseUrl).port),
    adminUrl: running.adminUrl ?? '',
    dataDir,
    demo,
    client,
    log,
    async close({ keep = false } = {}) {
      client.close();
      await running.close();
      if (!keep) await rm(dataDir, { recursive: true });
    },
  };
}

/** Reads a caller's files. */
export async function readDemo(dataDir: string): Promise<DemoFiles> {
  const read = (name: string) => readFile(join(dataDir, 'demo', name));
  const [ca, cert, key, requestKey, responseKey] = await Promise.all([
    read('ca.pem'),
    read('client.pem'),
    read('client.key'),
    read('request-key.pem'),
    read('response-key.pem'),
  ]);
  return { ca, cert, key, requestKey, responseKey };
}

/** Keeps log lines for a test's own eyes and for the sweep at the end of all suites. */
export function keepLog(log: string[], text: string): void {
  log.push(text);
  const folder = process.env.WHORL_TEST_LOGS;
  if (folder !== undefined) appendFileSync(join(folder, `${process.pid}.log`), text);
}
