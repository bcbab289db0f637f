import { expect, it } from 'vitest';
import type { Account } from '../accounts.ts';
import {
  ada,
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

/** What becomes of somebody whose account is changed. */
export function describeChanges(stage: Stage): void {
  const changes = [
    ['suspension', { status: 'suspended' }],
    ['another role', { role: 'viewer' }],
  ] as const;

  it.each(changes)(
    'ends sessions and tokens at once with %s, and nobody else’s',
    async (_, change) => {
      const admin = await withAda(stage);
      const bob = await withMember(stage, 'Bob');
      const [hers, his] = [await signIn(stage), await bob.session()];
      const { token: herToken } = await stage.accounts().createToken(tokenOf(admin));
      const made = await stage.accounts().createToken(tokenOf(bob.account));
      expect(await stage.accounts().findToken(made.token)).toEqual(made.record);

      const changed = await stage.accounts().change(bob.account.id, change);
      expect(changed).toEqual({ ...bob.account, ...change });
      expect(await stage.accounts().find(bob.account.id)).toEqual(changed);
      expect(await stage.accounts().findSession(his.token)).toBeUndefined();
      expect(await stage.accounts().findToken(made.token)).toBeUndefined();
      const records = await stage.accounts().listTokens();
      expect(records.find(({ id }) => id === made.record.id)?.revokedAtMs).toBe(Date.now());
      expect(await stage.accounts().findSession(hers.token)).toBeDefined();
      expect(await stage.accounts().findToken(herToken)).toBeDefined();
    },
  );

  it('lets nobody in while suspended, and their old session never again', async () => {
    await withAda(stage);
    const { account, session } = await withMember(stage, 'Bob');
    const { token } = await session();
    await stage.accounts().change(account.id, { status: 'suspended' });
    const locked = await session().catch((thrown: Error) => thrown);
    const wrong = await signIn(stage, { ...ada, password: 'not her password' }).catch(String);
    expect(String(locked)).toBe(wrong);
    await stage.accounts().change(account.id, { status: 'active' });
    expect(await stage.accounts().findSession(token)).toBeUndefined();
    expect(await session()).toBeDefined();
  });

  it('lets nobody in who was suspended while the password was being checked', async () => {
    await withAda(stage);
    const { account, session } = await withMember(stage, 'Bob');
    await session();
    const entering = refusal(session());
    await stage.accounts().change(account.id, { status: 'suspended' });
    expect(await entering).toBe(refusedAs.badCredentials);
  });

  it('ends nothing when nothing changes', async () => {
    await withAda(stage);
    const { account, session } = await withMember(stage, 'Bob');
    const { token } = await session();
    const same = { role: account.role, status: 'active' } as const;
    for (const change of [{}, same])
      expect(await stage.accounts().change(account.id, change)).toEqual(account);
    expect(await stage.accounts().findSession(token)).toBeDefined();
  });

  it('takes an invitation back with a suspension', async () => {
    await withAda(stage);
    const bob = { email: 'bob@example.com', name: 'Bob', role: 'viewer' } as const;
    const { account, invitation } = await stage.accounts().invite(bob);
    expect(await refusal(stage.accounts().change(account.id, { status: 'active' }))).toBe(
      refusedAs.conflict,
    );
    await stage.accounts().change(account.id, { status: 'suspended' });
    const late = stage.accounts().acceptInvitation({ invitation, password }, origin);
    expect(await refusal(late)).toBe(refusedAs.badCredentials);
  });

  it('keeps an admin, always', async () => {
    const { id } = await withAda(stage);
    await stage.accounts().invite({ email: 'eve@example.com', name: 'Eve', role: 'admin' });
    const suspended = await withMember(stage, 'Sue', 'admin');
    await stage.accounts().change(suspended.account.id, { status: 'suspended' });
    const { token } = await signIn(stage);
    for (const change of [{ role: 'security-officer' }, { status: 'suspended' }] as const)
      expect(await refusal(stage.accounts().change(id, change))).toBe(refusedAs.conflict);
    expect(await stage.accounts().findSession(token)).toBeDefined();
  });

  it('makes nobody active who has no password, by no detour', async () => {
    const { id } = await withAda(stage);
    const eve = { email: 'eve@example.com', name: 'Eve', role: 'admin' } as const;
    const { account } = await stage.accounts().invite(eve);
    await stage.accounts().change(account.id, { status: 'suspended' });
    for (const change of [{ status: 'active' }, { status: 'active', role: 'viewer' }] as const)
      expect(await refusal(stage.accounts().change(account.id, change))).toBe(refusedAs.conflict);
    const { account: sue } = await withMember(stage, 'Sue', 'admin');
    await stage.accounts().inviteAgain(sue.id);
    await stage.accounts().change(sue.id, { status: 'suspended' });
    const back = stage.accounts().change(sue.id, { status: 'active' });
    expect(await refusal(back), 'one who gave the password up').toBe(refusedAs.conflict);
    const gone = stage.accounts().change(id, { status: 'suspended' });
    expect(await refusal(gone)).toBe(refusedAs.conflict);
    expect(await signIn(stage)).toBeDefined();
  });

  it('counts no admin who was made one before coming', async () => {
    const { id } = await withAda(stage);
    const bob = { email: 'bob@example.com', name: 'Bob', role: 'viewer' } as const;
    const { account, invitation } = await stage.accounts().invite(bob);
    await stage.accounts().change(account.id, { role: 'admin' });
    const putOut = () => stage.accounts().change(id, { role: 'viewer' });
    expect(await refusal(putOut())).toBe(refusedAs.conflict);
    const late = stage.accounts().acceptInvitation({ invitation, password }, origin);
    expect(await refusal(late), 'a change takes the invitation back').toBe(
      refusedAs.badCredentials,
    );
    const again = await stage.accounts().inviteAgain(account.id);
    await stage.accounts().acceptInvitation({ ...again, password }, origin);
    expect(await putOut()).toMatchObject({ id, role: 'viewer' });
  });

  it('keeps one of two admins who put each other out', async () => {
    const admin = await withAda(stage);
    const { account: other } = await withMember(stage, 'Eve', 'admin');
    const putOut = ({ id }: Account) => stage.accounts().change(id, { status: 'suspended' });
    const outcomes = await Promise.allSettled([putOut(admin), putOut(other)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const active = (await stage.accounts().list()).filter(({ status }) => status === 'active');
    expect(active).toHaveLength(1);
  });

  it('changes nobody who is not there, into nothing that does not exist', async () => {
    const { id } = await withAda(stage);
    for (const unknown of ['', 'nobody', '__proto__', `${id} `]) {
      expect(await stage.accounts().find(unknown)).toBeUndefined();
      const change = stage.accounts().change(unknown, { role: 'viewer' });
      expect(await refusal(change)).toBe(refusedAs.notFound);
    }
    for (const strange of ['owner', '__proto__', 'ADMIN', 7]) {
      const role = stage.accounts().change(id, { role: strange as 'viewer' });
      expect(await refusal(role)).toBe(refusedAs.invalid);
      const status = stage.accounts().change(id, { status: strange as 'active' });
      expect(await refusal(status)).toBe(refusedAs.invalid);
    }
  });

  it('answers with copies that nobody can change', async () => {
    const made = await withAda(stage);
    expect(Object.isFrozen(made)).toBe(true);
    expect(Object.isFrozen((await stage.accounts().list())[0])).toBe(true);
  });
}
