import { expect, it } from 'vitest';
import {
  ada,
  minuteMs,
  origin,
  refusal,
  refusedAs,
  type Stage,
  signIn,
  withAda,
  withTotp,
} from './stage.ts';
import { totpCode, totpKeyOf } from './totp.ts';

/** The second factor: RFC 6238. */
export function describeSecondFactor(stage: Stage): void {
  describeEnrolment(stage);
  describeCodes(stage);
}

function describeEnrolment(stage: Stage): void {
  it('hands over what an authenticator scans, for the right password', async () => {
    await withAda(stage);
    const { token } = await signIn(stage);
    const start = (at: string, password: string) =>
      stage.accounts().startTotp(at, password, origin);
    expect(await refusal(start(token, 'not her password'))).toBe(refusedAs.badCredentials);
    expect(await refusal(start('no session', ada.password))).toBe(refusedAs.badCredentials);
    const uri = new URL((await start(token, ada.password)).uri);
    expect(uri.protocol + uri.host).toBe('otpauth:totp');
    expect(uri.searchParams.get('issuer')).toBe('Whorl');
    expect(totpKeyOf(uri.href).length).toBeGreaterThanOrEqual(20);
  });

  it('asks for no code until one was confirmed', async () => {
    await withAda(stage);
    const { token } = await signIn(stage);
    await stage.accounts().startTotp(token, ada.password, origin);
    expect(await refusal(stage.accounts().confirmTotp(token, '000000', origin))).toBe(
      refusedAs.badCredentials,
    );
    expect((await signIn(stage)).account.hasTotp).toBe(false);
  });

  it('starts over with another key when the first was never confirmed', async () => {
    await withAda(stage);
    const { token } = await signIn(stage);
    const keys = [
      totpKeyOf((await stage.accounts().startTotp(token, ada.password, origin)).uri),
      totpKeyOf((await stage.accounts().startTotp(token, ada.password, origin)).uri),
    ].map((key) => totpCode(key, { atMs: Date.now() }));
    const confirm = (code = '') => stage.accounts().confirmTotp(token, code, origin);
    expect(await refusal(confirm(keys[0]))).toBe(refusedAs.badCredentials);
    await confirm(keys[1]);
  });

  it('keeps the session that confirmed, and ends those without a second factor', async () => {
    await withAda(stage);
    const other = await signIn(stage);
    const { session } = await withTotp(stage);
    expect((await stage.accounts().findSession(session.token))?.account.hasTotp).toBe(true);
    expect(await stage.accounts().findSession(other.token)).toBeUndefined();
  });

  it('confirms nothing that was not started, and starts nothing twice', async () => {
    await withAda(stage);
    const { token } = await signIn(stage);
    expect(await refusal(stage.accounts().confirmTotp(token, '123456', origin))).toBe(
      refusedAs.conflict,
    );
    const { session } = await withTotp(stage);
    const again = stage.accounts().startTotp(session.token, ada.password, origin);
    expect(await refusal(again)).toBe(refusedAs.conflict);
  });
}

function describeCodes(stage: Stage): void {
  it('asks for the code once the password was right, and not before', async () => {
    await withAda(stage);
    const { code } = await withTotp(stage);
    expect(await refusal(signIn(stage))).toBe(refusedAs.totpRequired);
    expect(await refusal(signIn(stage, { ...ada, password: 'not her password' }))).toBe(
      refusedAs.badCredentials,
    );
    const wrong = signIn(stage, { ...ada, password: 'not her password', totp: code() });
    expect(await refusal(wrong)).toBe(refusedAs.badCredentials);
    expect((await signIn(stage, { ...ada, totp: code() })).account.hasTotp).toBe(true);
  });

  it('takes a code once', async () => {
    await withAda(stage);
    const { code } = await withTotp(stage);
    expect(await refusal(signIn(stage, { ...ada, totp: code(-1) }))).toBe(refusedAs.badCredentials);
    await signIn(stage, { ...ada, totp: code() });
    const spent = code();
    for (const passedMs of [0, minuteMs / 2]) {
      stage.pass(passedMs);
      const again = signIn(stage, { ...ada, totp: spent });
      expect(await refusal(again)).toBe(refusedAs.badCredentials);
    }
    expect(await signIn(stage, { ...ada, totp: code() })).toBeDefined();
  });

  it('takes a code once after a restart, too', async () => {
    await withAda(stage);
    const { code } = await withTotp(stage);
    await signIn(stage, { ...ada, totp: code() });
    await stage.reopen();
    expect(await refusal(signIn(stage, { ...ada, totp: code() }))).toBe(refusedAs.badCredentials);
  });

  it('lets one of two who bring the same code in', async () => {
    await withAda(stage);
    const { code } = await withTotp(stage);
    const both = [signIn(stage, { ...ada, totp: code() }), signIn(stage, { ...ada, totp: code() })];
    const outcomes = await Promise.allSettled(both);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('forgives a clock that is a step off, and no more', async () => {
    await withAda(stage);
    const { code } = await withTotp(stage);
    stage.pass(2 * minuteMs);
    for (const steps of [-2, 2])
      expect(await refusal(signIn(stage, { ...ada, totp: code(steps) }))).toBe(
        refusedAs.badCredentials,
      );
    for (const steps of [-1, 1])
      expect(await signIn(stage, { ...ada, totp: code(steps) })).toBeDefined();
  });

  it('refuses what is no code', async () => {
    await withAda(stage);
    const { code } = await withTotp(stage);
    const shapes = ['', ' ', code().slice(1), `${code()}0`, ` ${code()}`, '１２３４５６'];
    for (const totp of shapes) {
      expect(await refusal(signIn(stage, { ...ada, totp })), totp).toBe(refusedAs.badCredentials);
      stage.pass(5 * minuteMs);
    }
  });

  it('is taken off with a new invitation, for who lost it', async () => {
    await withAda(stage);
    const { session } = await withTotp(stage);
    const eve = { email: 'eve@example.com', name: 'Eve', role: 'admin' } as const;
    const accept = (invitation: string) =>
      stage.accounts().acceptInvitation({ invitation, password: 'a password to keep' }, origin);
    await accept((await stage.accounts().invite(eve)).invitation);
    await accept((await stage.accounts().inviteAgain(session.account.id)).invitation);
    const back = await signIn(stage, { ...ada, password: 'a password to keep' });
    expect(back.account.hasTotp).toBe(false);
    await stage.accounts().startTotp(back.token, 'a password to keep', origin);
  });
}
