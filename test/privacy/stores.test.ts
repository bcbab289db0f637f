/** Raw identity stays in flight: nothing that is kept on disk, and no line of the log, holds any of it. */
import { createHmac, hkdfSync, randomUUID } from 'node:crypto';
import { globSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WhorlError } from '@whorl/client';
import { parseRequest } from '@whorl/contract';
import { toSubject } from '@whorl/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withRegistry } from '../support/folder.ts';
import { plainAgent, post } from '../support/post.ts';
import { textsOf } from '../support/raw-identity.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { exampleTransaction } from '../support/transactions.ts';
import { findTraces } from './traces.ts';

/** Spelled as people do: capitals, spaces, other scripts. */
const spelledByHand = {
  ...exampleTransaction('full'),
  cardHolderName: '  ZOË   Żółkiewska-Brandt ',
  secondaryName: '山田太郎商店有限会社',
  primaryEmail: 'Zoe.Zolkiewska+Shop@Example.ORG',
  secondaryEmail: 'not an e-mail address at all',
  mobilePhone: { cc: '44', subscriber: '02079460018' },
  billingAddress: {
    addressLine1: '  7,  Überlingerstraße  ',
    addressCity: 'Überlingen',
    addressPostCode: 'D-88662',
    addressCountry: '276',
  },
  ipAddress: '2001:db8:85a3::8a2e:370:7334',
  accountDetails: { cardBin: '411111', cardLast4: '1111', cardExpiryDate: '2812' },
};
const transactions = [exampleTransaction('full'), exampleTransaction('minimal'), spelledByHand];

/** The members that say who somebody is. Merchants are parties of the call too. */
const identityMembers = [
  ...['cardHolderName', 'secondaryName', 'primaryEmail', 'secondaryEmail'],
  ...['mobilePhone', 'homePhone', 'workPhone', 'billingAddress', 'shippingAddress'],
  ...['accountDetails', 'ipAddress', 'userAgent', 'canvas', 'webGl', 'storedDeviceId'],
  ...['androidId', 'vendorAppId', 'hashedAccountId', 'endCustomerRefId', 'buildFingerprint'],
  ...['merchantName', 'acquirerMerchantId'],
] as const;

const canonicalOf = (transaction: object): string[] => {
  const { elements } = toSubject(parseRequest(Buffer.from(JSON.stringify(transaction))));
  return Object.values(elements).map(({ canonical }) => canonical);
};

/** What must not be found: the values as sent, trimmed, as digits, and as they are compared. */
function identityOf(transaction: Record<string, unknown>): string[] {
  const raw = identityMembers.flatMap((member) => textsOf(transaction[member]));
  const digits = raw.map((text) => text.replace(/[\s()+-]/g, '')).filter((t) => /^\d+$/.test(t));
  return [...raw, ...raw.map((text) => text.trim()), ...digits, ...canonicalOf(transaction)];
}
const identity = [...new Set(transactions.flatMap(identityOf))];

/** Calls that are refused carry identity as well. */
async function sendRefused(sandbox: TestSandbox): Promise<void> {
  const invalid = { ...exampleTransaction('full'), mcc: 'x', ipAddress: 'nobody@example.com' };
  const refused = sandbox.client.transactions.retrieve(invalid as never);
  await expect(refused).rejects.toThrow(WhorlError);
  const { ca, cert, key } = sandbox.demo;
  const agent = plainAgent({ ca, cert, key });
  const clear = JSON.stringify(exampleTransaction('full'));
  for (const body of [clear, `{"encryptedData":"${'eyJ4'.repeat(20)}"}`, clear.slice(0, 300)]) {
    const { status } = await post(sandbox.baseUrl, { agent, body });
    expect(status).toBe(400);
  }
  await post(sandbox.baseUrl, { agent, body: clear, path: '/avery.morgan@example.com' });
  agent.destroy();
}

async function sendAll(sandbox: TestSandbox): Promise<void> {
  for (const transaction of [...transactions, ...transactions])
    await sandbox.client.transactions.retrieve(transaction as never, {
      idempotencyKey: `order-of-avery.morgan@example.com-${randomUUID()}`,
    });
  await sendRefused(sandbox);
}

interface Kept {
  readonly folder: string;
  readonly log: readonly string[];
}

const kept: Kept[] = [];
beforeAll(async () => {
  for (const _ of ['one', 'another']) {
    const folder = await mkdtemp(join(tmpdir(), 'whorl-privacy-'));
    const flags = { logLevel: 'debug' } as const;
    const sandbox = await startTestSandbox({ dataDir: folder, flags });
    await sendAll(sandbox);
    await sandbox.close({ keep: true });
    kept.push({ folder, log: sandbox.log });
  }
});
afterAll(() => Promise.all(kept.map(({ folder }) => rm(folder, { recursive: true }))));

const filesOf = ({ folder }: Kept): string[] =>
  globSync('**/*', { cwd: folder })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort();
const readKept = ({ folder }: Kept, name: string): Buffer => readFileSync(join(folder, name));

describe('after calls that were answered, and calls that were refused', () => {
  it('no file of the data folder holds anything of who they were about', () => {
    for (const one of kept) {
      const files = filesOf(one);
      expect(files).toContain('sandbox/registry.sqlite');
      expect(files).toContain('sandbox/network/log-000001');
      const found = files.flatMap((name) =>
        findTraces(readKept(one, name), identity).map((trace) => `${name}: ${trace}`),
      );
      expect(found).toEqual([]);
    }
  });

  it('no line of the log does, however much is logged', () => {
    for (const { log } of kept) {
      expect(log.filter((line) => line.includes('"event":"call"'))).toHaveLength(6);
      expect(log.filter((line) => line.includes('"event":"refused"'))).toHaveLength(5);
      expect(findTraces(Buffer.from(log.join('')), identity)).toEqual([]);
    }
  });

  it('no name that a caller gave a call is kept, since it may be one', () => {
    for (const one of kept)
      for (const name of filesOf(one))
        expect(readKept(one, name).includes('order-of-avery')).toBe(false);
  });
});

/** As docs say it is made, by the platform's own functions, from the folder's own keys. */
async function pseudonymIn(
  { folder }: Kept,
  { kind, canonical }: { kind: string; canonical: string },
): Promise<Buffer> {
  const networkKey = await withRegistry(folder, async (registry, keyring) => {
    const project = await registry.findProjectByName('demo');
    return keyring.unwrap(`network-key:${project?.id}`, project?.wrappedNetworkKey ?? '');
  });
  const key = Buffer.from(hkdfSync('sha256', networkKey, '', `whorl/v1/${kind}`, 32));
  return createHmac('sha256', key).update(canonical).digest().subarray(0, 16);
}

describe('what is kept in place of identity', () => {
  const email = { kind: 'email', canonical: 'avery.morgan@example.com' };
  const logOf = (one: Kept): Buffer => readKept(one, 'sandbox/network/log-000001');
  const holds = (bytes: Buffer, pseudonym: Buffer): boolean =>
    bytes.includes(pseudonym) || bytes.includes(pseudonym.toString('hex'));

  it('can be recomputed by who has the key', async () => {
    for (const one of kept) expect(holds(logOf(one), await pseudonymIn(one, email))).toBe(true);
  });

  it('is unequal for one address in two places, so that they cannot be compared', async () => {
    const [one, another] = kept as [Kept, Kept];
    const pseudonym = await pseudonymIn(one, email);
    expect(await pseudonymIn(another, email)).not.toEqual(pseudonym);
    expect(holds(logOf(another), pseudonym)).toBe(false);
  });

  it('is kept without the key beside it: the registry has it wrapped', () => {
    for (const one of kept) {
      const registry = readKept(one, 'sandbox/registry.sqlite').toString('latin1');
      expect(registry).toMatch(/wk2\.1\.[\w-]+/);
      expect(registry).not.toContain('PRIVATE KEY');
    }
  });
});
