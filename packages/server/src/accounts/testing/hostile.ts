import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AccountError, SignInRefused } from '../accounts.ts';
import { ada, origin, refusal, refusedAs, type Stage, signIn, tokenOf, withAda } from './stage.ts';

/** What forms get to read. */
const hostile = [
  '\0',
  'a\0b',
  'x'.repeat(1_000_000),
  '\ud800',
  '‮gpj.exe',
  'ａｄａ@example.com',
  "' OR 1=1 --",
  '"; drop table "user"; --',
  '<script>alert(1)</script>',
  '../../../etc/passwd',
  '#{7*7}{{7*7}}%s%n',
  '__proto__',
  'constructor',
  'ada@example.com\r\nX: y',
  '💥'.repeat(200),
] as const;

const text = fc.oneof(
  fc.constantFrom(...hostile),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 150 }),
);
/** What a body of JSON can hold where a text was promised. */
const anything = fc.oneof(
  text,
  fc.constantFrom(null, undefined, 7, true, {}, [], { toString: 'x' }, { __proto__: null }),
) as fc.Arbitrary<string>;

/** Whatever is brought is refused in words of ours, or kept as it is. */
export function describeHostileInput(stage: Stage): void {
  it('refuses hostile sign-ins, sessions and tokens in its own words', async () => {
    await withAda(stage);
    let from = 0;
    const short = fc.oneof(anything, fc.constant('short'));
    await fc.assert(
      fc.asyncProperty(anything, short, anything, text, async (...brought) => {
        const [email, password, token, id] = brought;
        const brief = typeof password === 'string' ? password.slice(0, 11) : password;
        from += 1;
        const credentials = { email, password: brief, totp: token };
        await expectRefusal(stage.accounts().signIn(credentials, `host ${from}`), [email]);
        const accepted = { invitation: token, password };
        await expectRefusal(stage.accounts().acceptInvitation(accepted, `host ${from}`), [token]);
        expect(await stage.accounts().findSession(token)).toBeUndefined();
        expect(await stage.accounts().findToken(token)).toBeUndefined();
        expect(await stage.accounts().find(id)).toBeUndefined();
        await stage.accounts().signOut(token);
        await expectRefusal(stage.accounts().revokeToken(id), []);
      }),
      { numRuns: 150 },
    );
    expect(await signIn(stage)).toBeDefined();
  });

  it('refuses hostile people, or keeps them as they are', async () => {
    await withAda(stage);
    let number = 0;
    await fc.assert(
      fc.asyncProperty(anything, anything, async (email, name) => {
        number += 1;
        const good = { email: `user${number}@example.com`, name: 'Eve', role: 'viewer' } as const;
        await expectKept(stage, { ...good, name });
        await expectKept(stage, { ...good, email });
      }),
      { numRuns: 150 },
    );
  });

  it('refuses hostile tokens, or keeps them as they are', async () => {
    const good = tokenOf(await withAda(stage));
    await fc.assert(
      fc.asyncProperty(anything, anything, async (name, projectId) => {
        const wanted = { ...good, name, ...(projectId === undefined ? {} : { projectId }) };
        const made = await stage.accounts().createToken(wanted).catch(onlyOurs);
        if (made !== undefined) expect(made.record).toMatchObject(wanted);
      }),
      { numRuns: 150 },
    );
  });

  it.each(hostile.filter((one) => one.length >= 12 && one.length <= 128))(
    'takes %j as a password, or refuses it, and nothing between',
    async (password) => {
      const made = await stage
        .accounts()
        .createFirst({ ...ada, password })
        .catch(onlyOurs);
      if (made === undefined) return;
      expect(await signIn(stage, { ...ada, password })).toBeDefined();
      const other = stage.accounts().signIn({ ...ada, password: ada.password }, origin);
      expect(await refusal(other)).toBe(refusedAs.badCredentials);
    },
  );
}

/** A refusal of ours, which repeats nothing of what was brought. */
async function expectRefusal(
  outcome: Promise<unknown>,
  brought: readonly unknown[],
): Promise<void> {
  const error = await outcome.then(
    () => expect.fail('it was taken'),
    (thrown: unknown) => thrown,
  );
  onlyOurs(error);
  for (const one of brought)
    if (typeof one === 'string' && one.length > 8) expect(String(error)).not.toContain(one);
}

async function expectKept(
  stage: Stage,
  invited: { readonly email: string; readonly name: string; readonly role: 'viewer' },
): Promise<void> {
  const made = await stage.accounts().invite(invited).catch(onlyOurs);
  if (made === undefined) return;
  const { email, name } = invited;
  expect(made.account).toMatchObject({ email: email.toLowerCase(), name });
  expect(await stage.accounts().find(made.account.id)).toEqual(made.account);
}

function onlyOurs(error: unknown): undefined {
  if (!(error instanceof AccountError || error instanceof SignInRefused)) throw error;
}
