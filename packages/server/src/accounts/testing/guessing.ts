import { expect, it } from 'vitest';
import {
  ada,
  dayMs,
  minuteMs,
  origin,
  refusal,
  refusedAs,
  type Stage,
  signIn,
  withAda,
  withMember,
  withTotp,
} from './stage.ts';
import { totpCode, totpKeyOf } from './totp.ts';

const wrong = { email: ada.email, password: 'not her password' };
/** No password at all, so that refusing it costs no hash. */
const cheap = { email: ada.email, password: 'short' };

/** Guessing is slowed down. */
export function describeGuessing(stage: Stage): void {
  describeAccountLimit(stage);
  describeDistributed(stage);
  describeSessionLimit(stage);
  describeOriginLimit(stage);
  describeInvitationLimit(stage);
}

function describeAccountLimit(stage: Stage): void {
  it('closes an account after five failures, to the right password too', async () => {
    await withAda(stage);
    for (let failure = 0; failure < 5; failure += 1)
      expect(await refusal(signIn(stage, wrong))).toBe(refusedAs.badCredentials);
    const error = await signIn(stage).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'SignInRefused', reason: 'rate-limited' });
    const { retryAfterSeconds } = error as { retryAfterSeconds: number };
    expect(retryAfterSeconds).toBeGreaterThan(0);
    expect(retryAfterSeconds).toBeLessThanOrEqual(15 * 60);
    stage.pass(15 * minuteMs);
    expect(await signIn(stage)).toBeDefined();
  });

  it('closes it to where the failures come from, and to nowhere else', async () => {
    await withAda(stage);
    for (let failure = 0; failure < 6; failure += 1) await refusal(signIn(stage, cheap));
    expect(await refusal(signIn(stage))).toBe(refusedAs.rateLimited);
    for (const from of ['socket', '198.51.100.1', '2001:db8:1:2::7'])
      expect(await stage.accounts().signIn(ada, from), from).toBeDefined();
    expect(await refusal(signIn(stage)), 'a success elsewhere').toBe(refusedAs.rateLimited);
  });

  it('lets twenty failures through on the socket', async () => {
    await withAda(stage);
    const guess = () => stage.accounts().signIn(cheap, 'socket');
    for (let failure = 0; failure < 20; failure += 1)
      expect(await refusal(guess())).toBe(refusedAs.badCredentials);
    expect(await refusal(stage.accounts().signIn(ada, 'socket'))).toBe(refusedAs.rateLimited);
    expect(await signIn(stage)).toBeDefined();
    stage.pass(15 * minuteMs);
    expect(await stage.accounts().signIn(ada, 'socket')).toBeDefined();
  });

  it('closes one account, not another', async () => {
    await withAda(stage);
    const bob = await withMember(stage, 'Bob');
    for (let failure = 0; failure < 40; failure += 1) await refusal(signIn(stage, cheap));
    expect(await refusal(signIn(stage))).toBe(refusedAs.rateLimited);
    expect(await bob.session(), 'nor the origin, by trying on').toBeDefined();
  });

  it('closes an account that is not there just the same', async () => {
    const nobody = { email: 'nobody@example.com', password: ada.password };
    const outcomes: string[] = [];
    for (let failure = 0; failure < 6; failure += 1)
      outcomes.push(await refusal(signIn(stage, { ...nobody, email: 'Nobody@example.com' })));
    expect(outcomes).toEqual([...Array(5).fill(refusedAs.badCredentials), refusedAs.rateLimited]);
    expect(await refusal(signIn(stage, nobody))).toBe(refusedAs.rateLimited);
  });

  it('looks at no more than five of twenty that come at once', async () => {
    await withAda(stage);
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => refusal(signIn(stage, wrong))),
    );
    expect(outcomes.filter((one) => one === refusedAs.badCredentials)).toHaveLength(5);
    expect(outcomes.filter((one) => one === refusedAs.rateLimited)).toHaveLength(15);
  });

  it('forgives failures after a success', async () => {
    await withAda(stage);
    for (let round = 0; round < 3; round += 1) {
      for (let failure = 0; failure < 4; failure += 1) await refusal(signIn(stage, cheap));
      expect(await signIn(stage)).toBeDefined();
    }
  });

  it('counts codes as it counts passwords', async () => {
    await withAda(stage);
    const { code } = await withTotp(stage);
    const wrongCode = String((Number(code()) + 1) % 1_000_000).padStart(6, '0');
    for (let failure = 0; failure < 5; failure += 1)
      await refusal(signIn(stage, { ...ada, totp: wrongCode }));
    expect(await refusal(signIn(stage, { ...ada, totp: code() }))).toBe(refusedAs.rateLimited);
  });
}

/** Whoever guesses at one account from many origins. */
function describeDistributed(stage: Stage): void {
  /** A hundred failures, four from each of 25 networks: no limit of an origin has a say. */
  const guessFromEverywhere = async () => {
    for (let at = 0; at < 100; at += 1)
      expect(await refusal(stage.accounts().signIn(cheap, `203.0.113.${at % 25}`))).toBe(
        refusedAs.badCredentials,
      );
  };

  it('closes an account to new origins for a day after 100 failures from many', async () => {
    await withAda(stage);
    await guessFromEverywhere();
    expect(await refusal(signIn(stage))).toBe(refusedAs.rateLimited);
    expect(await refusal(stage.accounts().signIn(cheap, '198.51.100.1'))).toBe(
      refusedAs.rateLimited,
    );
    stage.pass(dayMs);
    expect(await signIn(stage)).toBeDefined();
  });

  it('never closes it to the socket, nor to where its owner came in within seven days', async () => {
    await withAda(stage);
    await signIn(stage);
    stage.pass(6 * dayMs);
    await guessFromEverywhere();
    expect(await signIn(stage)).toBeDefined();
    expect(await stage.accounts().signIn(ada, 'socket')).toBeDefined();
    const elsewhere = () => stage.accounts().signIn(ada, '198.51.100.1');
    expect(await refusal(elsewhere()), 'a success grants no hundred more').toBe(
      refusedAs.rateLimited,
    );
  });

  it('closes it after five failures to those places, too', async () => {
    await withAda(stage);
    await signIn(stage);
    for (let failure = 0; failure < 5; failure += 1) await refusal(signIn(stage, cheap));
    expect(await refusal(signIn(stage))).toBe(refusedAs.rateLimited);
  });

  it('forgets a place after seven days', async () => {
    await withAda(stage);
    await signIn(stage);
    stage.pass(7 * dayMs);
    await guessFromEverywhere();
    expect(await refusal(signIn(stage))).toBe(refusedAs.rateLimited);
  });
}

/** What is done in a session. */
function describeSessionLimit(stage: Stage): void {
  const steps = [
    [
      'a change of password',
      (stage: Stage, token: string) =>
        stage
          .accounts()
          .changePassword(
            token,
            { current: cheap.password, next: 'a password for spring' },
            origin,
          ),
    ],
    [
      'a second factor',
      (stage: Stage, token: string) => stage.accounts().startTotp(token, cheap.password, origin),
    ],
    [
      'its confirmation',
      (stage: Stage, token: string) => stage.accounts().confirmTotp(token, 'wrong', origin),
    ],
  ] as const;

  it.each(steps)('counts guesses at %s, for a stolen session guesses on', async (_, guess) => {
    await withAda(stage);
    const { token } = await signIn(stage);
    for (let failure = 0; failure < 5; failure += 1)
      expect(await refusal(guess(stage, token))).toBe(refusedAs.badCredentials);
    expect(await refusal(guess(stage, token))).toBe(refusedAs.rateLimited);
    expect(await signIn(stage), 'sign-ins count apart').toBeDefined();
    expect(await refusal(guess(stage, token))).toBe(refusedAs.rateLimited);
    expect(await stage.accounts().findSession(token)).toBeDefined();
  });

  it('refuses the right password in a session that guessed too often', async () => {
    await withAda(stage);
    const { token } = await signIn(stage);
    for (let failure = 0; failure < 5; failure += 1)
      await refusal(stage.accounts().startTotp(token, cheap.password, origin));
    const right = stage.accounts().startTotp(token, ada.password, origin);
    expect(await refusal(right)).toBe(refusedAs.rateLimited);
    stage.pass(15 * minuteMs);
    await stage.accounts().startTotp(token, ada.password, origin);
  });

  it('lets the owner of a session change the password whatever strangers guess', async () => {
    await withAda(stage);
    const { token } = await signIn(stage);
    const accounts = stage.accounts();
    for (let at = 0; at < 40; at += 1) {
      await refusal(signIn(stage, cheap));
      await refusal(accounts.signIn({ ...cheap, email: `user${at}@example.com` }, origin));
      await refusal(accounts.startTotp('no session', ada.password, origin));
    }
    const { uri } = await accounts.startTotp(token, ada.password, origin);
    await accounts.confirmTotp(token, totpCode(totpKeyOf(uri), { atMs: Date.now() }), origin);
    const change = { current: ada.password, next: 'a password for spring' };
    await accounts.changePassword(token, change, origin);
  });
}

function describeOriginLimit(stage: Stage): void {
  const origins = ['socket', '192.0.2.7', '2001:db8:1:2::7'];

  it.each(origins)('closes to %s after 30 failures on as many accounts', async (from) => {
    await withAda(stage);
    const guess = (at: number) =>
      stage.accounts().signIn({ ...cheap, email: `user${at}@example.com` }, from);
    for (let at = 0; at < 30; at += 1)
      expect(await refusal(guess(at)), String(at)).toBe(refusedAs.badCredentials);
    expect(await refusal(stage.accounts().signIn(ada, from))).toBe(refusedAs.rateLimited);
    expect(await stage.accounts().signIn(ada, '198.51.100.9')).toBeDefined();
    stage.pass(15 * minuteMs);
    expect(await stage.accounts().signIn(ada, from)).toBeDefined();
  });

  it('keeps nobody out by it who came in from there within seven days', async () => {
    await withAda(stage);
    const bob = await withMember(stage, 'Bob');
    await signIn(stage);
    for (let at = 0; at < 30; at += 1)
      await refusal(signIn(stage, { ...cheap, email: `user${at}@example.com` }));
    expect(await signIn(stage)).toBeDefined();
    expect(await refusal(bob.session())).toBe(refusedAs.rateLimited);
  });
}

function describeInvitationLimit(stage: Stage): void {
  it('counts guesses at invitations, and refuses nothing else for them', async () => {
    await withAda(stage);
    const eve = { email: 'eve@example.com', name: 'Eve', role: 'viewer' } as const;
    const { invitation } = await stage.accounts().invite(eve);
    const accept = (brought: string) =>
      stage
        .accounts()
        .acceptInvitation({ invitation: brought, password: 'a password for Ada' }, origin);
    for (let at = 0; at < 30; at += 1) await refusal(accept(`wi_${'A'.repeat(41)}${at + 10}`));
    expect(await refusal(accept(invitation))).toBe(refusedAs.rateLimited);
    expect(await signIn(stage)).toBeDefined();
    stage.pass(15 * minuteMs);
    await accept(invitation);
  });

  it('counts no password that is merely too weak', async () => {
    await withAda(stage);
    const eve = { email: 'eve@example.com', name: 'Eve', role: 'viewer' } as const;
    const { invitation } = await stage.accounts().invite(eve);
    for (let at = 0; at < 40; at += 1)
      expect(
        await refusal(stage.accounts().acceptInvitation({ invitation, password: 'weak' }, origin)),
      ).toBe(refusedAs.invalid);
  });
}
