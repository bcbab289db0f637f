import { describe, expect, it } from 'vitest';
import { parseAdminBody } from './body.ts';
import { AdminRefusal, adminProblems } from './problem.ts';

const refusalOf = (work: () => unknown): AdminRefusal => {
  try {
    work();
  } catch (error) {
    if (error instanceof AdminRefusal) return error;
  }
  return expect.unreachable('it was taken');
};

describe('a body', () => {
  it('is what was sent, with the defaults of its schema', () => {
    const sent = { name: 'ci', role: 'developer' };
    expect(parseAdminBody('token.create', JSON.stringify(sent))).toEqual({
      ...sent,
      environments: ['sandbox'],
      validDays: 90,
    });
  });

  it('may be left out where every member may', () => {
    expect(parseAdminBody('key.revoke', '')).toEqual({});
  });

  it('of an operation that reads none is not looked at', () => {
    expect(parseAdminBody('project.list', '{"any":1}')).toEqual({ any: 1 });
  });

  it('that is no JSON is refused', () => {
    expect(refusalOf(() => parseAdminBody('key.create', '{'))).toMatchObject({
      code: 'invalid',
      status: 400,
      message: 'The body is not JSON.',
    });
  });

  it.each([
    [{ name: 'Käse Shop' }, 'name must be lower-case letters, digits and hyphens'],
    [{ company: '' }, 'company must NOT have fewer than 1 characters'],
    [{ extra: 1 }, 'it has a member that is not known'],
    [
      { contacts: [{ name: 'Bo', email: 'bo@shop.example', purpose: 'sales' }] },
      'contacts.0.purpose must be one of technical,security',
    ],
  ])('%j is told where it is wrong, and what would do', (change, fault) => {
    const sent = { name: 'shop', company: 'Shop', companyId: 'shop', ...change };
    const refusal = refusalOf(() => parseAdminBody('project.create', JSON.stringify(sent)));
    expect(refusal.faults).toHaveLength(1);
    expect(refusal.faults[0]).toContain(fault);
    expect(refusal.message).toContain(fault);
  });

  it('is never repeated in what is said of it', () => {
    const sent = { email: 'a', password: 'hunter2 hunter2', totp: 'secret' };
    const { message, faults } = refusalOf(() =>
      parseAdminBody('session.create', JSON.stringify(sent)),
    );
    expect([message, ...faults].join(' ')).not.toMatch(/hunter2|secret/);
  });

  it('has faults of a form without a word for it told by the form', () => {
    const sent = { decision: 'approve', requestHash: 'x' };
    const { faults } = refusalOf(() => parseAdminBody('approval.decide', JSON.stringify(sent)));
    expect(faults).toEqual([
      'requestHash must be the 64 hex digits of the request that you looked at',
    ]);
  });
});

describe('a refusal', () => {
  it.each(Object.entries(adminProblems))('%s has the status of its row', (code, { status }) => {
    const refusal = new AdminRefusal(code as keyof typeof adminProblems, 'No.');
    expect(refusal).toMatchObject({ status, faults: [], retryAfterSeconds: undefined });
  });

  it('says how long to wait, and keeps its cause', () => {
    const cause = new Error('why');
    const refusal = new AdminRefusal('rate-limited', 'Wait.', { retryAfterSeconds: 9, cause });
    expect(refusal).toMatchObject({ retryAfterSeconds: 9, cause });
  });
});
