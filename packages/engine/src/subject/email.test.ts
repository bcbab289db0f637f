import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EmailFault, toEmail } from './email.ts';

const canonical = (text: string) => toEmail(text)?.canonical;

describe('one mailbox is one element, however it is spelled', () => {
  it.each([
    ['John.Doe@Example.com', 'john.doe@example.com'],
    ['John.Doe+shop@GoogleMail.com', 'johndoe@gmail.com'],
    ['johndoe@gmail.com', 'johndoe@gmail.com'],
    ['jane+news@outlook.com', 'jane@outlook.com'],
    ['jane-shop@yahoo.com', 'jane@yahoo.com'],
    ['jane@mac.com', 'jane@icloud.com'],
    ['jane_doe@protonmail.com', 'janedoe@proton.me'],
    ['jane@MÜNCHEN.de', 'jane@xn--mnchen-3ya.de'],
    ['jane@xn--mnchen-3ya.de', 'jane@xn--mnchen-3ya.de'],
    ['jane@пример。рф', 'jane@xn--e1afmkfd.xn--p1ai'],
    ['"jane.doe"@example.com', 'jane.doe@example.com'],
    ['  jane@example.com ', 'jane@example.com'],
  ])('%s → %s', (text, expected) => expect(canonical(text)).toBe(expected));

  it.each([
    ['jane+news@example.com', 'jane@example.com'],
    ['jane.doe@outlook.com', 'janedoe@outlook.com'],
    ['jane@outlook.com', 'jane@hotmail.com'],
  ])('%s and %s stay two', (one, other) => expect(canonical(one)).not.toBe(canonical(other)));

  it('keeps a local part that is all tag', () =>
    expect(canonical('+news@gmail.com')).toBe('+news@gmail.com'));
});

describe('an address that cannot receive mail says what is wrong', () => {
  it.each<[string, EmailFault]>([
    ['jane.example.com', 'email-general-syntax'],
    ['@example.com', 'email-general-syntax'],
    ['jane@', 'email-general-syntax'],
    [' jane@example.com', 'email-general-syntax'],
    ['jane..doe@example.com', 'email-username-syntax'],
    ['jane doe@example.com', 'email-username-syntax'],
    ['jane@-example.com', 'email-domain-syntax'],
    ['jane@exa_mple.com', 'email-domain-syntax'],
    ['jane@[1.2.3.256]', 'email-domain-syntax'],
    ['jane@example', 'email-top-level-domain'],
    ['jane@example.con', 'email-top-level-domain'],
    [`${'a'.repeat(65)}@example.com`, 'email-too-long'],
    [`${'é'.repeat(33)}@example.com`, 'email-too-long'],
  ])('%s: %s', (text, fault) => expect(toEmail(text)).toMatchObject({ valid: false, fault }));

  it.each(['josé@example.com', '"jane doe"@example.com', 'jane@[192.0.2.1]', 'jane@[IPv6:::1]'])(
    '%s is valid',
    (text) => expect(toEmail(text)).toMatchObject({ valid: true }),
  );

  it('finds no address in white space', () => expect(toEmail('  \t')).toBeUndefined());
});

const letters = fc.constantFrom(...'aA1.+-_@" \\[]:éßİ中ﬁ．。\u0000\ud800');
const addressLike = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: letters }),
  fc
    .tuple(fc.string({ unit: letters }), fc.constantFrom('gmail.com', 'yahoo.com', 'proton.me'))
    .map((parts) => parts.join('@')),
);

describe('canonical forms', () => {
  it('are their own canonical form, and never empty', () => {
    fc.assert(
      fc.property(addressLike, (text) => {
        const once = canonical(text);
        expect(once).not.toBe('');
        if (once !== undefined) expect(canonical(once)).toBe(once);
      }),
      { numRuns: 2_000 },
    );
  });
});
