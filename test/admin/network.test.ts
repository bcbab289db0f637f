/** The identity network as its operators see it: looked at, forgotten, kept; and who is never named by it. */
import type { AdminAnswer, AdminBody } from '@whorl/contract/admin';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdminClient, adminClient } from '../support/admin.ts';
import { addIntegrator } from '../support/integrator.ts';
import { addPerson } from '../support/people.ts';
import { findRawIdentity } from '../support/raw-identity.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { exampleTransaction } from '../support/transactions.ts';

let sandbox: TestSandbox;
let owner: AdminClient;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  owner = adminClient({ dataDir: sandbox.dataDir });
  for (const project of ['shop', 'other'])
    await owner.done('project.create', {
      body: { name: project, company: 'Shop', companyId: project },
    });
  const integrator = await addIntegrator(owner, { project: 'shop' });
  const client = integrator.client(sandbox.baseUrl);
  for (let call = 0; call < 2; call += 1)
    await client.transactions.retrieve(exampleTransaction('full') as never);
  client.close();
});
afterAll(() => sandbox.close());

const shop = { project: 'shop' };
type Named = AdminBody<'network.show'>;
const show = (body: Named, project = 'shop'): Promise<AdminAnswer<'network.show'>> =>
  owner.done('network.show', { project, body });

/** The elements of the example, each as somebody would name it. */
const inExample: readonly (readonly [string, Named])[] = [
  ['email', { role: 'primaryEmail', members: { primaryEmail: ' AVERY.Morgan@EXAMPLE.com' } }],
  [
    'phone',
    { role: 'mobilePhone', members: { mobilePhone: { cc: '1', subscriber: '2025550142' } } },
  ],
  ['phone', { role: 'homePhone', members: { homePhone: { cc: '1', subscriber: '2025550142' } } }],
  ['name', { role: 'cardHolderName', members: { cardHolderName: 'Morgan, Avery' } }],
  ['ip', { role: 'ip', members: { ipAddress: '198.51.100.42' } }],
  [
    'emailDomain',
    { role: 'primaryEmailDomain', members: { primaryEmail: 'somebody@example.com' } },
  ],
  ['ipPrefix', { role: 'ipPrefix', members: { ipAddress: '198.51.100.7' } }],
  ['device', { role: 'device', members: { storedDeviceId: 'sd-7c1e2f90' } }],
  ['card', { role: 'card', members: { accountDetails: { accountNumber: '4111 1111 1111 1111' } } }],
  [
    'account',
    { role: 'account', members: { hashedAccountId: '3b5d5c3712955042212316173ccf37be' } },
  ],
  ['merchant', { role: 'merchant', members: { acquirerMerchantId: 'HARBOUR-001' } }],
  [
    'address',
    {
      role: 'billingAddress',
      members: { billingAddress: exampleTransaction('full').billingAddress },
    },
  ],
];

const example = (kind: string): Named => inExample.find(([one]) => one === kind)?.[1] as Named;

describe('an element', () => {
  it.each(inExample)(
    '%s is found by what a call gave, in whichever spelling',
    async (kind, body) => {
      const portrait = await show(body);
      expect(portrait).toMatchObject({ kind, known: true, sighting: { total: 2 } });
    },
  );

  it.each(inExample)('%s was never seen by another project', async (kind, body) => {
    expect(await show(body, 'other')).toMatchObject({ kind, known: false, partners: [] });
  });

  it('is shown with its partners, by the beginnings of their pseudonyms', async () => {
    const [card, name] = [await show(example('card')), await show(example('name'))];
    const link = card.partners.find(({ pseudonym }) => pseudonym === name.pseudonym);
    expect(link).toMatchObject({ link: 'card-name', kind: 'name', sighting: { total: 2 } });
    expect(card.partners.every(({ pseudonym }) => /^[0-9a-f]{8}$/.test(pseudonym))).toBe(true);
    expect(findRawIdentity(JSON.stringify(card))).toEqual([]);
  });

  const secret = 'john.secret@example.com';
  it.each([
    [{ role: 'ip', members: { ipAddress: secret } }, 'ipAddress'],
    [{ role: 'card', members: { accountDetails: { cardBin: secret } } }, 'accountDetails.cardBin'],
    [{ role: 'ip', members: { primaryEmail: secret } }, 'no ip'],
    [{ role: 'cardHolderName', members: { cardHolderName: '!!' } }, 'no cardHolderName'],
    [{ role: secret, members: {} }, 'role'],
    [{ role: 'ip', members: secret }, 'members'],
    [{ role: 'ip', members: {}, [secret]: secret }, 'not known'],
    [{ role: 'ip', members: JSON.parse(`{"__proto__":{"ipAddress":"1.1.1.1"}}`) }, 'no ip'],
  ])('that is not well named is refused, and not repeated: %j', async (body, reason) => {
    for (const id of ['network.show', 'network.erase'] as const) {
      const { status, problem } = await owner.call(id, { ...shop, body: body as Named });
      expect([status, problem.code]).toEqual([400, 'invalid']);
      expect(problem.message).toContain(reason);
      expect(JSON.stringify(problem)).not.toContain('secret');
    }
  });

  it('is forgotten, with every link to it, and leaves a receipt that names nobody', async () => {
    const email = example('email');
    const receipt = await owner.done('network.erase', { ...shop, body: email });
    expect(receipt.elements).toBe(1);
    expect(receipt.links).toBeGreaterThan(2);
    expect(findRawIdentity(JSON.stringify(receipt))).toEqual([]);
    expect(await show(email)).toMatchObject({ known: false });
    const { partners, sighting } = await show(example('card'));
    expect(partners.some(({ link }) => link === 'card-email')).toBe(true);
    expect(sighting?.partners['card-email']).toBe(1);
    const again = await owner.done('network.erase', { ...shop, body: email });
    expect(again).toMatchObject({ elements: 0, links: 0 });
  });

  it('leaves a trace of who looked and who erased, and of nobody else', async () => {
    const { records } = await owner.done('audit.list', {
      ...{ trail: 'sandbox', query: { limit: '1000' } },
    });
    const entered = records.filter(({ operation }) => operation.startsWith('network.'));
    const { id } = await owner.done('project.show', shop);
    expect(entered).toContainEqual(
      expect.objectContaining({
        operation: 'network.erase',
        target: id,
        details: { kind: 'email' },
      }),
    );
    expect(entered.length).toBeGreaterThan(inExample.length);
    for (const { mac: _, at: __, ...entry } of entered)
      expect(findRawIdentity(JSON.stringify(entry))).toEqual([]);
    expect(sandbox.log.join('')).not.toMatch(/secret|avery|morgan/i);
  });
});

describe('a network', () => {
  it('tells its size, and the calls of each project', async () => {
    const stats = await owner.done('network.stats');
    expect(stats.elements).toBeGreaterThan(10);
    expect(stats.byKind.card).toBeGreaterThan(0);
    expect(stats.calls).toContainEqual({ project: 'shop', calls: 2 });
    expect(stats.calls).toContainEqual({ project: 'other', calls: 0 });
  });

  it('is as it must be', async () => {
    expect(await owner.done('network.verify')).toEqual({ ok: true, faults: [] });
  });

  it('forgets what was not seen for a while, of the kinds that are named', async () => {
    const rows = [100, 10].map((daysAgo, at) => ({
      line: at + 1,
      atMs: Date.now() - daysAgo * 24 * 60 * 60_000,
      members: { storedDeviceId: `seen ${daysAgo} days ago`, hashedAccountId: `a${daysAgo}` },
    }));
    const body = { importId: 'a'.repeat(64), afterLine: 0, throughLine: 2, rows };
    await owner.done('network.import', { ...shop, body });
    const pruned = await owner.done('network.prune', { body: { days: { device: 50 } } });
    expect(pruned).toEqual({ elements: 1, links: 1 });
    const known = async (daysAgo: number) => [
      (await show({ role: 'device', members: { storedDeviceId: `seen ${daysAgo} days ago` } }))
        .known,
      (await show({ role: 'account', members: { hashedAccountId: `a${daysAgo}` } })).known,
    ];
    expect([await known(100), await known(10)]).toEqual([
      [false, true],
      [true, true],
    ]);
  });

  it.each([
    { days: {} },
    { days: { email: 0 } },
    { days: { person: 1 } },
    { days: { ip: 1.5 } },
    {},
  ])('forgets nothing by a rule that is none: %j', async (body) => {
    const { problem } = await owner.call('network.prune', { body: body as never });
    expect(problem.code).toBe('invalid');
  });

  it.each(['relative/folder', '', '/x'.repeat(3000)])(
    'is copied to no folder such as %j',
    async (folder) => {
      for (const id of ['network.backup', 'network.restore'] as const)
        expect((await owner.call(id, { body: { folder } })).problem.code).toBe('invalid');
    },
  );

  it('is kept by its owner, on the machine itself', async () => {
    const remote = adminClient({ adminUrl: sandbox.adminUrl, ca: sandbox.demo.ca });
    const { bearer } = await addPerson(owner, 'net', 'admin');
    const body = { folder: '/tmp/elsewhere' };
    for (const id of ['network.backup', 'network.restore', 'network.rekey'] as const) {
      const { problem } = await remote.call(id, { bearer, body: body as never });
      expect(problem.code).toBe('forbidden');
    }
  });

  it('is looked at by analysts and by members, not by viewers nor by programs', async () => {
    const body: Named = { role: 'ip', members: { ipAddress: '198.51.100.42' } };
    const as = async (name: string, role: 'analyst' | 'developer' | 'viewer') => {
      const { bearer } = await addPerson(owner, name, role);
      return (await owner.call('network.show', { ...shop, body, bearer })).status;
    };
    expect(await as('ana', 'analyst')).toBe(200);
    expect(await as('dev', 'developer')).toBe(403);
    expect(await as('vera', 'viewer')).toBe(403);
    const made = { name: 'ci', role: 'analyst' } as const;
    const { token } = await owner.done('token.create', { body: made });
    expect((await owner.call('network.show', { ...shop, body, bearer: token })).status).toBe(403);
  });
});
