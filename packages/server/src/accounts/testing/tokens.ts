import { expect, it } from 'vitest';
import { roles } from '../accounts.ts';
import { dayMs, refusal, refusedAs, type Stage, tokenOf, withAda, withMember } from './stage.ts';

/** Tokens of programs. */
export function describeTokens(stage: Stage): void {
  describeGoodTokens(stage);
  describeRefusedTokens(stage);
}

function describeGoodTokens(stage: Stage): void {
  it('makes a token that is shown once and found until it ends', async () => {
    const wanted = {
      ...tokenOf(await withAda(stage)),
      role: 'key-custodian',
      environments: ['sandbox', 'production'],
      projectId: 'd3b07384-d9a0-4c9b-8f5a-0c1e2f3a4b5c',
    } as const;
    const { record, token } = await stage.accounts().createToken(wanted);
    expect(token).toMatch(/^wt_[A-Za-z0-9_-]{43}$/);
    expect(record).toEqual({ ...wanted, id: expect.any(String), createdAtMs: Date.now() });
    expect(Object.isFrozen(record) && Object.isFrozen(record.environments)).toBe(true);
    await stage.reopen();
    expect(await stage.accounts().findToken(token)).toEqual(record);
    expect(await stage.accounts().listTokens()).toEqual([record]);
    stage.pass(dayMs - 1);
    expect(await stage.accounts().findToken(token)).toEqual(record);
    stage.pass(1);
    expect(await stage.accounts().findToken(token)).toBeUndefined();
  });

  it('revokes a token at once, and only that one', async () => {
    const wanted = tokenOf(await withAda(stage));
    const [one, other] = [
      await stage.accounts().createToken(wanted),
      await stage.accounts().createToken(wanted),
    ];
    await stage.accounts().revokeToken(one.record.id);
    const revokedAtMs = Date.now();
    stage.pass(1);
    await stage.accounts().revokeToken(one.record.id);
    expect(await stage.accounts().findToken(one.token)).toBeUndefined();
    expect(await stage.accounts().findToken(other.token)).toEqual(other.record);
    expect(await stage.accounts().listTokens()).toContainEqual({ ...one.record, revokedAtMs });
    expect(await refusal(stage.accounts().revokeToken('nothing'))).toBe(refusedAs.notFound);
  });

  it('finds a token by the whole of it only', async () => {
    const { token } = await stage.accounts().createToken(tokenOf(await withAda(stage)));
    const bare = token.slice('wt_'.length);
    for (const other of [
      bare,
      `WT_${bare}`,
      `wi_${bare}`,
      `${token}A`,
      token.slice(0, -1),
      'wt_',
      '',
    ])
      expect(await stage.accounts().findToken(other), other).toBeUndefined();
  });

  it('lets the owner of the data folder make one, who is no account', async () => {
    const wanted = { ...tokenOf(await withAda(stage)), createdBy: 'os:whorl' };
    const { token, record } = await stage.accounts().createToken(wanted);
    expect(record.createdBy).toBe('os:whorl');
    expect(await stage.accounts().findToken(token)).toEqual(record);
  });
}

function describeRefusedTokens(stage: Stage): void {
  const strange = [
    ['that approves', { role: 'security-officer' }],
    ['of an admin', { role: 'admin' }],
    ['of an unknown role', { role: '__proto__' }],
    ['for no environment', { environments: [] }],
    ['for an unknown environment', { environments: ['sandbox', 'staging'] }],
    ['without a name', { name: ' ' }],
    ['with a name of two lines', { name: 'a\nb' }],
    ['of nobody', { createdBy: 'nobody' }],
  ] as const;

  it.each(strange)('makes no token %s', async (_, change) => {
    const wanted = { ...tokenOf(await withAda(stage)), ...change };
    const made = stage.accounts().createToken(wanted as ReturnType<typeof tokenOf>);
    expect(await refusal(made)).toBe(refusedAs.invalid);
    expect(await stage.accounts().listTokens()).toEqual([]);
  });

  it('makes no token that ends now, before now, after 365 days or never', async () => {
    const wanted = tokenOf(await withAda(stage));
    const make = (expiresAtMs: number) => stage.accounts().createToken({ ...wanted, expiresAtMs });
    const nowMs = Date.now();
    for (const endMs of [
      nowMs,
      0,
      -1,
      nowMs + 365 * dayMs + 1,
      Number.POSITIVE_INFINITY,
      Number.NaN,
    ])
      expect(await refusal(make(endMs)), String(endMs)).toBe(refusedAs.invalid);
    await make(nowMs + 365 * dayMs);
  });

  it('hands on no more than its maker has', async () => {
    await withAda(stage);
    for (const role of roles.slice(0, 4)) {
      const { account } = await withMember(stage, `The-${role}`, role);
      const weaker = roles.slice(0, roles.indexOf(role) + 1);
      for (const wanted of roles.slice(0, 4)) {
        const made = stage.accounts().createToken({ ...tokenOf(account), role: wanted });
        if (weaker.includes(wanted)) expect((await made).record.role).toBe(wanted);
        else expect(await refusal(made)).toBe(refusedAs.invalid);
      }
    }
  });

  it('makes none for who is suspended or has not come yet', async () => {
    await withAda(stage);
    const bob = await withMember(stage, 'Bob');
    await stage.accounts().change(bob.account.id, { status: 'suspended' });
    const eve = { email: 'eve@example.com', name: 'Eve', role: 'developer' } as const;
    const { account } = await stage.accounts().invite(eve);
    for (const maker of [bob.account, account])
      expect(await refusal(stage.accounts().createToken(tokenOf(maker)))).toBe(refusedAs.invalid);
  });
}
