/** Histories as a program brings them: what is counted, what is rejected and why, and what is abused. */
import { randomBytes } from 'node:crypto';
import type { AdminAnswer, AdminBody } from '@whorl/contract/admin';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdminClient, type AdminReply, adminClient, sendAdmin } from '../support/admin.ts';
import { addPerson } from '../support/people.ts';
import { findRawIdentity } from '../support/raw-identity.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';

let sandbox: TestSandbox;
let owner: AdminClient;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  owner = adminClient({ dataDir: sandbox.dataDir });
  await owner.done('project.create', {
    body: { name: 'shop', company: 'Shop', companyId: 'shop' },
  });
});
afterAll(() => sandbox.close());

const shop = { project: 'shop' };
const dayMs = 24 * 60 * 60_000;
const newId = (): string => randomBytes(32).toString('hex');
const agoMs = (days: number): number => Date.now() - days * dayMs;

type Batch = AdminBody<'network.import'>;

const batch = (rows: readonly unknown[], change: Partial<Batch> = {}): Batch => ({
  importId: newId(),
  afterLine: 0,
  throughLine: Math.max(1, rows.length),
  rows,
  ...change,
});

const row = (line: number, members: object, more: object = {}) => ({
  line,
  atMs: agoMs(10),
  members,
  ...more,
});

const bring = (body: Batch): Promise<AdminReply<'network.import'>> =>
  owner.call('network.import', { ...shop, body });
const brought = (body: Batch): Promise<AdminAnswer<'network.import'>> =>
  owner.done('network.import', { ...shop, body });

const total = async (hashedAccountId: string): Promise<number> => {
  const body = { role: 'account' as const, members: { hashedAccountId } };
  const { sighting } = await owner.done('network.show', { ...shop, body });
  return sighting?.total ?? 0;
};

describe('a history', () => {
  it('is counted on its own days, with its amounts', async () => {
    const rows = [1, 2, 3].map((line) =>
      row(
        line,
        { hashedAccountId: 'counted' },
        { atMs: agoMs(line * 10), spend: { currency: '978', tenThousandths: 57_1600 } },
      ),
    );
    expect(await brought(batch(rows))).toEqual({ counted: 3, rejected: [] });
    const body = { role: 'account' as const, members: { hashedAccountId: 'counted' } };
    const { sighting } = await owner.done('network.show', { ...shop, body });
    expect(sighting).toMatchObject({ total: 3, counts: { last7Days: 0, last30Days: 2 } });
    expect(sighting?.amounts).toMatchObject({
      currency: '978',
      windows: { last30Days: { count: 2, tenThousandths: 2 * 57_1600 } },
    });
  });

  it('is counted once, whatever of it comes twice', async () => {
    const importId = newId();
    const lines = [1, 2, 3, 4].map((line) => row(line, { hashedAccountId: 'once' }));
    expect(await brought(batch(lines.slice(0, 2), { importId }))).toMatchObject({ counted: 2 });
    expect(await brought(batch(lines.slice(0, 2), { importId }))).toMatchObject({ counted: 0 });
    expect(await brought(batch(lines, { importId }))).toMatchObject({ counted: 2 });
    expect(await total('once')).toBe(4);
    const path = { ...shop, import: importId };
    expect(await owner.done('network.show-import', path)).toEqual({ throughLine: 4 });
  });

  it('is counted once by however many bring it at the same time', async () => {
    const body = batch([1, 2, 3].map((line) => row(line, { hashedAccountId: 'raced' })));
    const answers = await Promise.all(Array.from({ length: 8 }, () => bring(body)));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(await total('raced')).toBe(3);
  });

  it('of many rows is counted in parts, and to its end', async () => {
    const importId = newId();
    const lines = Array.from({ length: 250 }, (_, at) =>
      row(2 * at + 1, { hashedAccountId: 'many' }),
    );
    const body = batch(lines, { importId, throughLine: 520 });
    expect(await brought(body)).toEqual({ counted: 250, rejected: [] });
    expect(await brought(body)).toMatchObject({ counted: 0 });
    expect(await total('many')).toBe(250);
    const path = { ...shop, import: importId };
    expect(await owner.done('network.show-import', path)).toEqual({ throughLine: 520 });
  });

  it('goes through lines that hold no row', async () => {
    const importId = newId();
    const rows = [row(2, { hashedAccountId: 'gaps' }), row(7, { hashedAccountId: 'gaps' })];
    await brought(batch(rows, { importId, throughLine: 9 }));
    await brought(batch([], { importId, afterLine: 9, throughLine: 20 }));
    const path = { ...shop, import: importId };
    expect(await owner.done('network.show-import', path)).toEqual({ throughLine: 20 });
  });

  it('is refused where lines before it were not counted: they would be lost', async () => {
    const importId = newId();
    const later = batch([row(9, { hashedAccountId: 'late' })], {
      ...{ importId, afterLine: 8, throughLine: 9 },
    });
    const { status, problem } = await bring(later);
    expect([status, problem.message]).toEqual([409, expect.stringContaining('Lines 1 to 8')]);
    expect(await total('late')).toBe(0);
  });

  it('is its own in each project', async () => {
    await owner.done('project.create', {
      body: { name: 'other', company: 'Shop', companyId: 'other' },
    });
    const body = batch([row(1, { hashedAccountId: 'apart' })]);
    await brought(body);
    const path = { project: 'other', import: body.importId };
    expect(await owner.done('network.show-import', path)).toEqual({ throughLine: 0 });
    expect(await owner.done('network.import', { project: 'other', body })).toMatchObject({
      counted: 1,
    });
  });

  it('that nobody began is at its beginning; a name that is none is refused', async () => {
    const path = { ...shop, import: newId() };
    expect(await owner.done('network.show-import', path)).toEqual({ throughLine: 0 });
    const { problem } = await owner.call('network.show-import', {
      ...shop,
      import: 'A'.repeat(64),
    });
    expect(problem.code).toBe('invalid');
  });
});

describe('a row', () => {
  const secret = 'john.secret@example.com';
  const cases: readonly (readonly [string, object, string])[] = [
    ['a member of the wrong form', { members: { mcc: secret } }, 'mcc'],
    ['one within another', { members: { billingAddress: { addressCountry: 'US' } } }, 'Country'],
    ['one of the wrong type', { members: { primaryEmail: [secret] } }, 'primaryEmail'],
    ['an address that is none', { members: { ipAddress: '1.2.3.999' } }, 'ipAddress'],
    ['half a surrogate pair', { members: { cardHolderName: '\ud800' } }, 'cardHolderName'],
    ['no members', { members: null }, 'members'],
    ['a list of members', { members: [secret] }, 'members'],
    ['nothing that is remembered', { members: { language: 'en' } }, 'nothing in it'],
    ['only what is not known', { members: { [secret]: secret } }, 'nothing in it'],
    ['a time that is none', { atMs: secret }, 'time'],
    ['a time before all times', { atMs: -1 }, 'time'],
    ['a time of the future', { atMs: Date.now() + 2 * 60 * 60_000 }, 'an hour ahead'],
    ['an amount that is none', { spend: { currency: '840', tenThousandths: secret } }, 'spend'],
    ['an amount below nothing', { spend: { currency: '840', tenThousandths: -1 } }, 'spend'],
    ['a currency that is none', { spend: { currency: 'USD', tenThousandths: 1 } }, 'spend'],
    ['a reference that is long', { reference: secret.repeat(9) }, 'reference'],
    ['a reference that is empty', { reference: '' }, 'reference'],
  ];

  it.each(cases)('with %s is rejected alone, and not repeated', async (_, change, reason) => {
    const good = { hashedAccountId: newId() };
    const bad = { ...row(2, good), ...change };
    const { counted, rejected } = await brought(batch([row(1, good), bad, row(3, good)]));
    expect(counted).toBe(2);
    expect(rejected).toEqual([{ line: 2, reason: expect.stringContaining(reason) }]);
    expect(JSON.stringify(rejected)).not.toContain('secret');
    expect(await total(good.hashedAccountId)).toBe(2);
  });

  it('may be ahead of the clock by less than an hour', async () => {
    const soon = row(1, { hashedAccountId: 'soon' }, { atMs: Date.now() + 50 * 60_000 });
    expect(await brought(batch([soon]))).toMatchObject({ counted: 1 });
  });

  it('has unknown members passed over, __proto__ among them', async () => {
    const members = JSON.parse('{"__proto__":{"mcc":"x"},"hashedAccountId":"plain","more":1}');
    expect(await brought(batch([row(1, members)]))).toEqual({ counted: 1, rejected: [] });
    expect(({} as { mcc?: string }).mcc).toBeUndefined();
  });
});

describe('a batch', () => {
  const three = [1, 2, 3].map((line) => row(line, { hashedAccountId: 'never' }));
  const never: readonly (readonly [string, Batch])[] = [
    ['with rows out of order', batch([three[1], three[0]])],
    ['with a line twice', batch([three[0], three[0]])],
    ['with a line behind its end', batch(three, { throughLine: 2 })],
    ['with a line before its beginning', batch(three, { afterLine: 1 })],
    ['with a row that is no object', batch([three[0], 'row'])],
    ['with a row that is null', batch([null])],
    ['with a line that is no number', batch([{ ...three[0], line: '1' }])],
    ['with a line that is half a number', batch([{ ...three[0], line: 1.5 }])],
    ['with a line beyond counting', batch([{ ...three[0], line: 2 ** 53 }])],
    ['of 2,001 rows', batch(Array.from({ length: 2001 }, (_, at) => row(at + 1, {})))],
    ['without a name', { ...batch(three), importId: 'x' }],
    ['with more than is known', { ...batch(three), more: 1 } as Batch],
    ['that goes nowhere', batch([], { throughLine: 0 })],
    ['that goes further than lines are counted', batch([], { throughLine: 2 ** 32 })],
  ];

  it.each(never)('%s is refused whole', async (_, body) => {
    const { status, problem } = await bring(body);
    expect([status, problem.code]).toEqual([400, 'invalid']);
    expect(await total('never')).toBe(0);
  });

  const path = '/v1/sandbox/projects/shop/network/imports';
  const post = (body: string, to = path) =>
    sendAdmin({ dataDir: sandbox.dataDir }, { method: 'POST', path: to, body });

  it('of millions of nothings is refused with one fault', async () => {
    const rows = `[${'1,'.repeat(1_900_000)}1]`;
    const { status, body } = await post(
      `{"importId":"${newId()}","afterLine":0,"throughLine":1,"rows":${rows}}`,
    );
    expect(status).toBe(400);
    expect(body.length).toBeLessThan(1000);
  });

  it('over 4 MiB is not read, and other bodies are as short as they were', async () => {
    expect((await post(' '.repeat(4 * 1024 * 1024 + 1))).status).toBe(413);
    expect((await post(' '.repeat(65 * 1024))).status).toBe(400);
    expect((await post(' '.repeat(65 * 1024), '/v1/sandbox/projects')).status).toBe(413);
  });

  it('is brought by members and analysts, not by viewers', async () => {
    const body = batch([row(1, { hashedAccountId: 'roles' })]);
    const as = async (name: string, role: 'analyst' | 'developer' | 'viewer') => {
      const { bearer } = await addPerson(owner, name, role);
      return (await owner.call('network.import', { ...shop, body, bearer })).status;
    };
    expect(await as('ana', 'analyst')).toBe(200);
    expect(await as('dev', 'developer')).toBe(403);
    expect(await as('vera', 'viewer')).toBe(403);
  });
});

describe('a network without room', () => {
  it('says what to do, counts nothing of the batch, and goes on from there with more', async () => {
    const small = await startTestSandbox({ flags: { networkMemoryMegabytes: '1' } });
    const admin = adminClient({ dataDir: small.dataDir });
    const project = await admin.done('project.create', {
      body: { name: 'shop', company: 'Shop', companyId: 'shop' },
    });
    const body = batch([row(1, { hashedAccountId: 'room' })]);
    const { status, problem } = await admin.call('network.import', { ...shop, body });
    expect([status, problem.code]).toEqual([503, 'unavailable']);
    expect(problem.message).toContain('networkMemoryMegabytes');
    const path = { project: project.id, import: body.importId };
    expect(await admin.done('network.show-import', path)).toEqual({ throughLine: 0 });
    await small.close({ keep: true });
    const { dataDir } = small;
    const large = await startTestSandbox({ dataDir, flags: { networkMemoryMegabytes: '64' } });
    expect(await admin.done('network.import', { ...shop, body })).toMatchObject({ counted: 1 });
    await large.close();
  });
});

describe('what is brought', () => {
  it('is in the trail once, by who brought it, and nowhere with what it holds', async () => {
    const trail = (after: number) =>
      owner.done('audit.list', { trail: 'sandbox', query: { after: `${after}`, limit: '1000' } });
    const before = (await trail(0)).records.length;
    const importId = newId();
    const members = { primaryEmail: 'jane.traced@example.com', ipAddress: '203.0.113.9' };
    await brought(batch([row(1, members)], { importId }));
    await brought(batch([row(2, members)], { importId, afterLine: 1, throughLine: 2 }));
    const { records: entered } = await trail(before);
    expect(entered).toMatchObject([{ operation: 'network.import', details: { afterLine: 0 } }]);
    expect(findRawIdentity(JSON.stringify(entered.map(({ mac: _, ...rest }) => rest)))).toEqual([]);
    expect(sandbox.log.join('')).not.toMatch(/traced|secret/);
  });
});
