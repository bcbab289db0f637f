import { expect, it } from 'vitest';
import {
  ada,
  dayMs,
  origin,
  password,
  refusal,
  refusedAs,
  type Stage,
  signIn,
  tokenOf,
  withAda,
  withMember,
} from './stage.ts';

const bob = { email: 'bob@example.com', name: 'Bob', role: 'developer' } as const;

/** How accounts come to be. */
export function describePeople(stage: Stage): void {
  describeFirst(stage);
  describeInvitations(stage);
  describeInvitationsAgain(stage);
}

function describeFirst(stage: Stage): void {
  it('makes a first admin, who signs in at once', async () => {
    expect(await stage.accounts().list()).toEqual([]);
    const made = await stage.accounts().createFirst({ ...ada, email: 'Ada@Example.COM' });
    expect(made).toEqual({
      id: expect.any(String),
      email: ada.email,
      name: ada.name,
      role: 'admin',
      status: 'active',
      hasTotp: false,
      createdAtMs: Date.now(),
    });
    expect(await stage.accounts().list()).toEqual([made]);
    expect(await stage.accounts().find(made.id)).toEqual(made);
    expect((await signIn(stage)).account).toEqual(made);
  });

  it('makes a first admin once, in whatever state that one is', async () => {
    await withAda(stage);
    const second = stage.accounts().createFirst({ ...ada, email: 'eve@example.com' });
    expect(await refusal(second)).toBe(refusedAs.conflict);
    expect(await stage.accounts().list()).toHaveLength(1);
  });

  it('lets one of two first admins win, and tells the other', async () => {
    const outcomes = await Promise.allSettled([
      stage.accounts().createFirst(ada),
      stage.accounts().createFirst({ ...ada, email: 'eve@example.com' }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = outcomes.find((one) => one.status === 'rejected');
    expect(await refusal(Promise.reject(lost?.reason))).toBe(refusedAs.conflict);
    expect(await stage.accounts().list()).toHaveLength(1);
  });

  it.each([
    ['11 characters', 'elevenchars'],
    ['129 characters', 'p'.repeat(129)],
    ['a million', 'p'.repeat(1_000_000)],
    ['the e-mail’s local part in it', 'i am grace.hopper!'],
    ['the local part in capitals', 'I AM GRACE.HOPPER!'],
    ['the name in it', 'brewster murray 1'],
    ['a word of the name in it', 'murray murray 12'],
    ['half a character', `${'p'.repeat(12)}\ud800`],
  ])('refuses a password with %s', async (_, weak) => {
    const grace = { email: 'grace.hopper@example.com', name: 'Brewster Murray' };
    const made = stage.accounts().createFirst({ ...grace, password: weak });
    expect(await refusal(made)).toBe(refusedAs.invalid);
    expect(await stage.accounts().list()).toEqual([]);
  });

  it.each([
    ['12 characters', 'twelve chars'],
    ['128 characters', 'p'.repeat(128)],
    ['128 characters beyond the basic plane', '🔑'.repeat(128)],
    ['blanks at both ends', '  twelve characters  '],
  ])('takes a password of %s as it is', async (_, strong) => {
    await stage.accounts().createFirst({ ...ada, password: strong });
    expect(await signIn(stage, { ...ada, password: strong })).toMatchObject({
      account: { email: ada.email },
    });
    const trimmed = signIn(stage, { ...ada, password: strong.slice(1) });
    expect(await refusal(trimmed)).toBe(refusedAs.badCredentials);
  });

  it('tells what an e-mail address is by its form, and never repeats it', async () => {
    for (const email of ['ada', 'ada@', '@example.com', 'ada@example', 'a b@example.com', '']) {
      const made = stage.accounts().createFirst({ ...ada, email });
      const error = await made.catch((thrown: Error) => thrown);
      expect(error, email).toMatchObject({ name: 'AccountError', reason: 'invalid' });
      if (email !== '') expect(String(error)).not.toContain(`${email} `);
    }
  });
}

function describeInvitations(stage: Stage): void {
  it('invites somebody, who sets a password and signs in with it', async () => {
    await withAda(stage);
    const { account, invitation, expiresAtMs } = await stage
      .accounts()
      .invite({ ...bob, email: 'BOB@example.com' });
    expect(account).toMatchObject({ ...bob, status: 'invited', createdAtMs: Date.now() });
    expect(expiresAtMs).toBe(Date.now() + 7 * dayMs);
    const accepted = await stage.accounts().acceptInvitation({ invitation, password }, origin);
    expect(accepted).toEqual({ ...account, status: 'active' });
    expect((await signIn(stage, { ...bob, password })).account).toEqual(accepted);
  });

  it('lets nobody sign in who has not accepted yet', async () => {
    await withAda(stage);
    await stage.accounts().invite(bob);
    for (const tried of [password, ada.password])
      expect(await refusal(signIn(stage, { ...bob, password: tried }))).toBe(
        refusedAs.badCredentials,
      );
  });

  it('takes an e-mail address once, however it is written', async () => {
    await withAda(stage);
    await stage.accounts().invite(bob);
    for (const email of [ada.email, 'ADA@example.com', bob.email, 'Bob@EXAMPLE.com'])
      expect(await refusal(stage.accounts().invite({ ...bob, email })), email).toBe(
        refusedAs.conflict,
      );
    expect(await stage.accounts().list()).toHaveLength(2);
  });

  it('lets one of two invitations of the same person win', async () => {
    await withAda(stage);
    const both = [stage.accounts().invite(bob), stage.accounts().invite(bob)];
    const outcomes = await Promise.allSettled(both);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('accepts an invitation once', async () => {
    const { invitation } = await invited(stage);
    await stage.accounts().acceptInvitation({ invitation, password }, origin);
    const again = stage
      .accounts()
      .acceptInvitation({ invitation, password: 'another one' }, origin);
    expect(await refusal(again)).toBe(refusedAs.badCredentials);
    expect(await signIn(stage, { ...bob, password })).toBeDefined();
  });

  it('lets one of two who bring the same invitation win', async () => {
    const { invitation } = await invited(stage);
    const passwords = ['the first password', 'the second password'];
    const outcomes = await Promise.allSettled(
      passwords.map((one) =>
        stage.accounts().acceptInvitation({ invitation, password: one }, origin),
      ),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = outcomes.find((one) => one.status === 'rejected');
    expect(await refusal(Promise.reject(lost?.reason))).toBe(refusedAs.badCredentials);
    const winner = passwords[outcomes.findIndex(({ status }) => status === 'fulfilled')] ?? '';
    expect(await signIn(stage, { ...bob, password: winner })).toBeDefined();
  });

  it('keeps an invitation for seven days and no longer', async () => {
    const { invitation } = await invited(stage);
    stage.pass(7 * dayMs);
    const late = stage.accounts().acceptInvitation({ invitation, password }, origin);
    expect(await refusal(late)).toBe(refusedAs.badCredentials);
    stage.pass(-1);
    await stage.accounts().acceptInvitation({ invitation, password }, origin);
  });

  it('accepts no invitation but the very one', async () => {
    const { invitation } = await invited(stage);
    const cut = invitation.slice(0, -1);
    for (const other of [
      cut,
      `${cut}!`,
      `${invitation}A`,
      invitation.toUpperCase(),
      '',
      '__proto__',
    ])
      expect(
        await refusal(stage.accounts().acceptInvitation({ invitation: other, password }, origin)),
        other,
      ).toBe(refusedAs.badCredentials);
  });

  it('leaves an invitation good after a weak password', async () => {
    const { invitation } = await invited(stage);
    const weak = stage.accounts().acceptInvitation({ invitation, password: 'short' }, origin);
    expect(await refusal(weak)).toBe(refusedAs.invalid);
    await stage.accounts().acceptInvitation({ invitation, password }, origin);
  });

  it('keeps accounts and invitations for the next start', async () => {
    const { invitation } = await invited(stage);
    await stage.reopen();
    await stage.accounts().acceptInvitation({ invitation, password }, origin);
    await stage.reopen();
    expect(await signIn(stage, { ...bob, password })).toBeDefined();
    expect(await signIn(stage)).toBeDefined();
  });
}

function describeInvitationsAgain(stage: Stage): void {
  it('replaces an invitation that got lost', async () => {
    const { account, invitation } = await invited(stage);
    const again = await stage.accounts().inviteAgain(account.id);
    const old = stage.accounts().acceptInvitation({ invitation, password }, origin);
    expect(await refusal(old)).toBe(refusedAs.badCredentials);
    const { status } = await stage
      .accounts()
      .acceptInvitation({ invitation: again.invitation, password }, origin);
    expect(status).toBe('active');
  });

  it('gives somebody a new password, and takes the old one away', async () => {
    await withAda(stage);
    const { account, session } = await withMember(stage, 'Bob');
    const { token } = await session();
    const made = await stage.accounts().createToken(tokenOf(account));
    const again = await stage.accounts().inviteAgain(account.id);
    expect(again.account).toEqual({ ...account, status: 'invited' });
    expect(await stage.accounts().findSession(token)).toBeUndefined();
    expect(await refusal(session())).toBe(refusedAs.badCredentials);
    const next = { invitation: again.invitation, password: 'a password to remember' };
    await stage.accounts().acceptInvitation(next, origin);
    expect(await refusal(session())).toBe(refusedAs.badCredentials);
    expect(await stage.accounts().findToken(made.token)).toBeUndefined();
    expect(await signIn(stage, { ...bob, password: next.password })).toBeDefined();
  });

  it('invites again whoever there is, but never the last admin', async () => {
    const { id } = await withAda(stage);
    expect(await refusal(stage.accounts().inviteAgain(id))).toBe(refusedAs.conflict);
    expect(await refusal(stage.accounts().inviteAgain('nobody'))).toBe(refusedAs.notFound);
    expect(await signIn(stage)).toBeDefined();
  });
}

async function invited(stage: Stage) {
  await withAda(stage);
  return stage.accounts().invite(bob);
}
