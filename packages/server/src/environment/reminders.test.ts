import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteRegistry } from '../registry/sqlite/sqlite-registry.ts';
import { createLog } from '../telemetry/log.ts';
import type { Environment } from './environment.ts';
import { sendReminders } from './reminders.ts';
import {
  addTestCaller,
  openTestEnvironment,
  type TestCaller,
  type TestEnvironment,
} from './testing/test-environment.ts';

const dayMs = 24 * 60 * 60_000;
const startMs = Date.UTC(2026, 10, 24, 12);
const certificateDays = 100;
const endMs = startMs + certificateDays * dayMs;

/** A receiver on this machine, as an operator would have one. */
interface Hook {
  readonly url: string;
  /** What it was sent, in order. */
  readonly received: Record<string, unknown>[];
  /** What it answers; another address where it redirects. */
  answer: number | string;
}

let atMs: number;
let server: Server;
let hook: Hook;
let environment: TestEnvironment;
let caller: TestCaller;
let lines: Record<string, unknown>[];
beforeEach(async () => {
  atMs = startMs;
  lines = [];
  server = createServer(async (request, response) => {
    hook.received.push(JSON.parse(await text(request)));
    if (typeof hook.answer === 'number') response.writeHead(hook.answer).end();
    else response.writeHead(307, { location: hook.answer }).end();
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  hook = { url: `http://127.0.0.1:${port}/hook`, received: [], answer: 204 };
  const clock = { nowMs: () => atMs, monotonicMs: () => 0, sleep: async () => undefined };
  const settings = { clientCertificateDays: certificateDays, expiryWebhookUrl: hook.url };
  environment = await openTestEnvironment({ clock, settings });
  caller = await addTestCaller(environment);
});
afterEach(async () => {
  await environment.close();
  server.closeAllConnections();
  server.close();
});

/** What is done every hour, some days before the end of the certificate. */
async function tendAt(daysBefore: number, change: Partial<Environment> = {}): Promise<void> {
  atMs = endMs - daysBefore * dayMs;
  const stream = { write: (line: string) => void lines.push(JSON.parse(line)) };
  await sendReminders({ ...environment, ...change }, { log: createLog({ level: 'info', stream }) });
}

const daysTold = () => hook.received.map(({ daysLeft }) => daysLeft);
const logged = (event: string) => lines.filter((line) => line.event === event);

describe('reminders', () => {
  it('tell what ends, where and when: nothing of it is a secret', async () => {
    await tendAt(30);
    const { credential } = caller.client;
    const fields = {
      kind: 'client-certificate',
      fingerprint: credential.sha256,
      expiresAt: new Date(credential.notAfterMs).toISOString(),
      daysLeft: 30,
      environment: 'sandbox',
    };
    expect(hook.received).toEqual([{ event: 'expires', ...fields, project: 'shop' }]);
    expect(logged('expires')).toEqual([
      expect.objectContaining({ ...fields, project: caller.project.id }),
    ]);
  });

  it('come at 90, 30, 7 and 1 days, each once', async () => {
    for (let days = 95; days > -3; days -= 0.25) await tendAt(days);
    expect(daysTold()).toEqual([90, 30, 7, 1]);
    expect(logged('expires').map(({ daysLeft }) => daysLeft)).toEqual([90, 30, 7, 1]);
  });

  it('are not repeated by a restart', async () => {
    await tendAt(30);
    const path = join(environment.folder, 'registry.sqlite');
    const reopened = await openSqliteRegistry({ path, auditKey: environment.keyring.auditKey });
    await tendAt(29.9, { registry: reopened });
    expect(daysTold()).toEqual([30]);
    await tendAt(7, { registry: reopened });
    expect(daysTold()).toEqual([30, 7]);
    await reopened.close();
  });

  it('that a pause skipped are not made up for: the nearest is sent', async () => {
    await tendAt(5);
    expect(daysTold()).toEqual([5]);
  });

  it.each([500, 404])(
    'that the webhook answers with %s are tried again until it takes them',
    async (status) => {
      hook.answer = status;
      await tendAt(30);
      await tendAt(29.9);
      expect(hook.received).toHaveLength(2);
      expect(logged('webhook-failed')).toHaveLength(2);
      expect(JSON.stringify(logged('webhook-failed')[0])).toContain(String(status));
      hook.answer = 204;
      await tendAt(29.8);
      await tendAt(29.7);
      expect(hook.received).toHaveLength(3);
    },
  );

  it('are not sent elsewhere by a redirect', async () => {
    hook.answer = `${hook.url}/elsewhere`;
    await tendAt(30);
    expect(hook.received).toHaveLength(1);
    expect(logged('webhook-failed')).toHaveLength(1);
  });

  it('of one thing that cannot be told do not keep the others', async () => {
    const other = await addTestCaller(environment, 'other');
    let isFirst = true;
    const { name, registry, clock, settings } = environment;
    atMs = endMs - 30 * dayMs;
    const told: object[] = [];
    await sendReminders(
      { ...environment, name, registry, clock, settings },
      {
        log: createLog({ level: 'silent' }),
        tell: async (_, message) => {
          const failsNow = isFirst;
          isFirst = false;
          if (failsNow) throw new Error('The network is away.');
          told.push(message);
        },
      },
    );
    expect(told).toEqual([expect.objectContaining({ project: other.project.name })]);
  });

  it('are logged alone where no webhook is set, and once', async () => {
    const settings = { ...environment.settings, expiryWebhookUrl: '' };
    await tendAt(30, { settings });
    await tendAt(29.9, { settings });
    expect(logged('expires')).toHaveLength(1);
    expect(hook.received).toEqual([]);
  });
});
