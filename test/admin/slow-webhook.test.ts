/** A receiver of reminders that never answers keeps nobody waiting. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { startTestSandbox } from '../support/sandbox.ts';

it('a start does not wait for a webhook', async () => {
  const hook = createServer();
  hook.listen(0, '127.0.0.1');
  await once(hook, 'listening');
  const told = once(hook, 'request');
  const { port } = hook.address() as AddressInfo;
  const flags = {
    clientCertificateDays: '20',
    expiryWebhookUrl: `http://127.0.0.1:${port}/hook`,
  };
  const sandbox = await startTestSandbox({ flags });
  // Had it waited, the webhook's time would be over, and told so.
  expect(sandbox.log.join('')).not.toContain('webhook-failed');
  expect(await told).toHaveLength(2);
  await sandbox.close();
  hook.closeAllConnections();
  hook.close();
});
