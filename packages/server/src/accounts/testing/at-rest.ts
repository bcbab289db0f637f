import { expect, it } from 'vitest';
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
  withTotp,
} from './stage.ts';
import { totpKeyOf } from './totp.ts';

/** What somebody learns who reads all that is kept. */
export function describeAtRest(stage: Stage): void {
  it('keeps no password, session, token, invitation or TOTP key that could be used', async () => {
    const admin = await withAda(stage);
    const { session, code } = await withTotp(stage);
    const second = await signIn(stage, { ...ada, totp: code() });
    const { token } = await stage.accounts().createToken(tokenOf(admin));
    const eve = { email: 'eve@example.com', name: 'Eve', role: 'viewer' } as const;
    const { invitation } = await stage.accounts().invite(eve);
    const kept = await stage.readAll();

    expect(kept.includes(ada.email), 'what is there is found').toBe(true);
    for (const secret of [ada.password, session.token, second.token, token, invitation, origin])
      expect(kept.includes(secret), secret).toBe(false);
  });

  it('keeps no TOTP key in clear', async () => {
    await withAda(stage);
    const { token } = await signIn(stage);
    const { uri } = await stage.accounts().startTotp(token, ada.password, origin);
    const base32 = new URL(uri).searchParams.get('secret') ?? '';
    const kept = await stage.readAll();
    for (const form of [base32, totpKeyOf(uri), totpKeyOf(uri).toString('hex')])
      expect(kept.includes(form)).toBe(false);
  });

  it('keeps nothing that signs anybody in by itself', async () => {
    const admin = await withAda(stage);
    await signIn(stage);
    await stage.accounts().createToken(tokenOf(admin));
    await stage.accounts().invite({ email: 'eve@example.com', name: 'Eve', role: 'viewer' });
    const kept = (await stage.readAll()).toString('latin1');
    const words = new Set(kept.match(/[\w.+/=:-]{16,}/g) ?? []);
    expect(words.size).toBeGreaterThan(3);
    for (const word of words)
      for (const length of [32, 36, 43, word.length])
        for (const cut of [word.slice(0, length), word.slice(-length)]) {
          expect(await stage.accounts().findSession(cut)).toBeUndefined();
          expect(await stage.accounts().findSession(`${cut}.${'A'.repeat(43)}=`)).toBeUndefined();
          expect(await stage.accounts().findToken(cut)).toBeUndefined();
          expect(await stage.accounts().findToken(`wt_${cut}`)).toBeUndefined();
        }
  });

  it('keeps nothing of a password that was changed or given up', async () => {
    await withAda(stage);
    const { account } = await withMember(stage, 'Bob');
    await stage.accounts().inviteAgain(account.id);
    const kept = await stage.readAll();
    expect(kept.includes(password)).toBe(false);
    const back = signIn(stage, { email: account.email, password });
    expect(await refusal(back)).toBe(refusedAs.badCredentials);
  });
}
