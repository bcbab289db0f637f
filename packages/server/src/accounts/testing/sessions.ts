import { expect, it } from 'vitest';
import {
  ada,
  hourMs,
  origin,
  refusal,
  refusedAs,
  type Stage,
  signIn,
  tokenOf,
  withAda,
  withMember,
} from './stage.ts';

const next = 'a password for spring';

/** Signing in, staying in and leaving. */
export function describeSessions(stage: Stage): void {
  describeSignIn(stage);
  describeLife(stage);
  describePasswords(stage);
}

function describeSignIn(stage: Stage): void {
  it('signs somebody in, however the e-mail address is written', async () => {
    const account = await withAda(stage);
    const session = await signIn(stage, { ...ada, email: 'ADA@Example.com' });
    expect(session).toEqual({
      token: expect.stringMatching(/^[\x21-\x7e]{43,}$/),
      account,
      expiresAtMs: expect.any(Number),
    });
    expect(await stage.accounts().findSession(session.token)).toEqual(session);
  });

  it('says the same of a wrong password, an unknown account and a suspended one', async () => {
    await withAda(stage);
    const bob = await withMember(stage, 'Bob');
    await stage.accounts().change(bob.account.id, { status: 'suspended' });
    const errors = await Promise.all(
      [
        signIn(stage, { ...ada, password: 'not her password' }),
        signIn(stage, { ...ada, email: 'nobody@example.com' }),
        bob.session(),
        signIn(stage, { ...ada, email: 'no address' }),
        signIn(stage, { ...ada, password: '' }),
      ].map((one) => one.catch((thrown: unknown) => thrown)),
    );
    expect(new Set(errors.map(String)).size).toBe(1);
    for (const error of errors) expect(error).toMatchObject({ reason: 'bad-credentials' });
  });

  it('takes as long for an account that is not there', async () => {
    await withAda(stage);
    const fastest = async (email: string): Promise<number> => {
      const durations: number[] = [];
      for (let attempt = 0; attempt < 4; attempt += 1) {
        const startMs = performance.now();
        await refusal(signIn(stage, { email, password: 'not the password' }));
        durations.push(performance.now() - startMs);
      }
      return Math.min(...durations);
    };
    const [known, unknown] = [await fastest(ada.email), await fastest('nobody@example.com')];
    expect(unknown).toBeGreaterThan(known / 2);
    expect(unknown).toBeLessThan(known * 2);
  });

  it('wants the password exactly', async () => {
    await withAda(stage);
    for (const close of [ada.password.toUpperCase(), `${ada.password} `, ` ${ada.password}`])
      expect(await refusal(signIn(stage, { ...ada, password: close }))).toBe(
        refusedAs.badCredentials,
      );
  });
}

function describeLife(stage: Stage): void {
  it('ends a session after its time, and not before', async () => {
    await withAda(stage);
    const { token, expiresAtMs } = await signIn(stage);
    const lifeMs = expiresAtMs - Date.now();
    expect(lifeMs).toBeLessThanOrEqual(7 * 24 * hourMs);
    stage.pass(lifeMs - 1);
    expect((await stage.accounts().findSession(token))?.expiresAtMs).toBe(expiresAtMs);
    stage.pass(1);
    expect(await stage.accounts().findSession(token)).toBeUndefined();
    stage.pass(-1);
  });

  it('keeps sessions for the next start', async () => {
    await withAda(stage);
    const session = await signIn(stage);
    await stage.reopen();
    expect(await stage.accounts().findSession(session.token)).toEqual(session);
  });

  it('signs out of one session, for good, and quietly of none', async () => {
    await withAda(stage);
    const [one, other] = [await signIn(stage), await signIn(stage)];
    expect(one.token).not.toBe(other.token);
    await stage.accounts().signOut(one.token);
    await stage.accounts().signOut(one.token);
    await stage.accounts().signOut('nothing');
    expect(await stage.accounts().findSession(one.token)).toBeUndefined();
    expect(await stage.accounts().findSession(other.token)).toBeDefined();
  });

  it('finds a session by the whole token only', async () => {
    await withAda(stage);
    const { token } = await signIn(stage);
    const changed = [...token].map((character, at) => {
      const other = character === 'A' ? 'B' : 'A';
      return token.slice(0, at) + other + token.slice(at + 1);
    });
    const halves = token.split(/[.:]/);
    for (const other of [...changed, ...halves, `${token}A`, token.slice(1), '', `Bearer ${token}`])
      expect(await stage.accounts().findSession(other), other).toBeUndefined();
    expect(await stage.accounts().findSession(token)).toBeDefined();
  });
}

function describePasswords(stage: Stage): void {
  it('changes a password, and ends the other sessions', async () => {
    await withAda(stage);
    const bob = await withMember(stage, 'Bob');
    const [mine, other, his] = [await signIn(stage), await signIn(stage), await bob.session()];
    const change = { current: ada.password, next };
    await stage.accounts().changePassword(mine.token, change, origin);
    expect(await stage.accounts().findSession(mine.token)).toBeDefined();
    expect(await stage.accounts().findSession(other.token)).toBeUndefined();
    expect(await stage.accounts().findSession(his.token)).toBeDefined();
    expect(await refusal(signIn(stage))).toBe(refusedAs.badCredentials);
    expect(await signIn(stage, { ...ada, password: next })).toBeDefined();
  });

  it('ends the tokens that somebody made with a change of password, and nobody else’s', async () => {
    const admin = await withAda(stage);
    const bob = await withMember(stage, 'Bob');
    const made = await stage.accounts().createToken(tokenOf(admin));
    const his = await stage.accounts().createToken(tokenOf(bob.account));
    const { token } = await signIn(stage);
    const change = (current: string) =>
      stage.accounts().changePassword(token, { current, next }, origin);
    await refusal(change('not her password'));
    expect(await stage.accounts().findToken(made.token)).toEqual(made.record);
    await change(ada.password);
    expect(await stage.accounts().findToken(made.token)).toBeUndefined();
    expect(await stage.accounts().findToken(his.token)).toEqual(his.record);
    expect(await stage.accounts().createToken(tokenOf(admin))).toBeDefined();
  });

  it('changes no password without the current one, a session and a better one', async () => {
    await withAda(stage);
    const { token } = await signIn(stage);
    const change = (at: string, current: string, wanted: string) =>
      refusal(stage.accounts().changePassword(at, { current, next: wanted }, origin));
    expect(await change(token, 'not her password', next)).toBe(refusedAs.badCredentials);
    expect(await change('no session', ada.password, next)).toBe(refusedAs.badCredentials);
    for (const weak of ['short', 'ada@example.com'.slice(0, 11), 'p'.repeat(129)])
      expect(await change(token, ada.password, weak)).toBe(refusedAs.invalid);
    expect(await signIn(stage)).toBeDefined();
  });

  it('lets one of two changes at once win', async () => {
    await withAda(stage);
    const { token } = await signIn(stage);
    const wanted = [next, 'a password for autumn'];
    const outcomes = await Promise.allSettled(
      wanted.map((one) =>
        stage.accounts().changePassword(token, { current: ada.password, next: one }, origin),
      ),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const winner = wanted[outcomes.findIndex(({ status }) => status === 'fulfilled')] ?? '';
    expect(await signIn(stage, { ...ada, password: winner })).toBeDefined();
  });
}
