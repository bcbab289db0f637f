import { createHmac, hkdfSync } from 'node:crypto';
import { nameParts, namesAgree, toSubject } from '@whorl/engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxNameParts, type Pseudonym } from '../network/network.ts';
import { deriveProjectKeys, type ProjectKeys } from './project-keys.ts';

const kinds = [
  'email',
  'phone',
  'address',
  'card',
  'name',
  'idempotency-key',
  'reference',
] as const;

/** The same by the platform's own HMAC: RFC 5869 for the key, RFC 2104 for the tag. */
function tag(secret: Uint8Array, purpose: string, message: string | Uint8Array): string {
  const key = Buffer.from(hkdfSync('sha256', secret, '', `whorl/v1/${purpose}`, 32));
  return createHmac('sha256', key).update(message).digest('hex');
}

const keysOf = (networkKey: Uint8Array, deviceKey = networkKey): ProjectKeys =>
  deriveProjectKeys({ networkKey, deviceKey });
const secret = Buffer.alloc(32, 1);
const one = keysOf(secret);
const other = keysOf(Buffer.alloc(32, 2));

describe('a pseudonym', () => {
  it('is the first half of an HMAC-SHA-256, whatever the text and the key', () => {
    const key = fc.uint8Array({ minLength: 1, maxLength: 200 });
    const message = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ maxLength: 300 }));
    fc.assert(
      fc.property(key, fc.constantFrom(...kinds), message, (networkKey, kind, text) => {
        const expected = tag(networkKey, kind, text).slice(0, 32);
        expect(keysOf(networkKey).pseudonym(kind, text)).toBe(expected);
      }),
    );
  });

  it('is the same at every call, also after others', () => {
    const first = one.pseudonym('email', 'zoë@example.com');
    one.pseudonym('email', 'a much longer text than the one before '.repeat(9));
    one.nameTokens(first, 'avery morgan');
    expect(one.pseudonym('email', 'zoë@example.com')).toBe(first);
  });

  it('of equal text differs between kinds, and between projects', () => {
    const text = '15550100';
    const all = [one, other].flatMap((keys) => kinds.map((kind) => keys.pseudonym(kind, text)));
    expect(new Set(all).size).toBe(all.length);
  });
});

/** Names that meet: spellings, nicknames and sounds of each other. */
const words = ['william', 'bill', 'smith', 'smyth', 'avery', 'morgan', 'katherine', 'catherine'];
const names = fc
  .array(fc.constantFrom(...words), { minLength: 1, maxLength: 9 })
  .map((some) => some.toSorted().join(' '));
const elements = fc
  .uint8Array({ minLength: 16, maxLength: 16 })
  .map((bytes) => Buffer.from(bytes).toString('hex') as Pseudonym);

const tokensOf = (keys: ProjectKeys, element: Pseudonym, name: string): readonly string[] =>
  keys.nameTokens(element, name).flatMap(({ exact, root, phonetic }) => [exact, root, phonetic]);

describe("a name's tokens", () => {
  it('are the first eight bytes of HMACs of the element, the form and the text', () => {
    const forms = ['exact', 'root', 'phonetic'] as const;
    fc.assert(
      fc.property(elements, names, (element, name) => {
        const expected = nameParts(name).map((part) =>
          forms.map((form, byte) => {
            const message = [Buffer.from(element, 'hex'), Buffer.of(byte), Buffer.from(part[form])];
            return tag(secret, 'name-token', Buffer.concat(message)).slice(0, 16);
          }),
        );
        expect(tokensOf(one, element, name)).toEqual(expected.flat());
      }),
    );
  });

  it('of equal names have nothing in common under two elements, or in two projects', () => {
    fc.assert(
      fc.property(elements, elements, names, (element, another, name) => {
        fc.pre(element !== another);
        const tokens = new Set(tokensOf(one, element, name));
        expect(tokensOf(one, another, name).some((token) => tokens.has(token))).toBe(false);
        expect(tokensOf(other, element, name).some((token) => tokens.has(token))).toBe(false);
      }),
    );
  });

  it('agree under one element where the names agree in clear', () => {
    fc.assert(
      fc.property(elements, names, names, (element, name, another) => {
        const inClear = namesAgree(nameParts(name), nameParts(another));
        const [first, second] = [name, another].map((text) => one.nameTokens(element, text));
        expect(namesAgree(first ?? [], second ?? [])).toBe(inClear);
      }),
    );
  });

  it('do not depend on the order in which the words were given', () => {
    const tokensIn = (cardHolderName: string) => {
      const { canonical = '' } = toSubject({ cardHolderName }).elements.cardHolderName ?? {};
      return tokensOf(one, one.pseudonym('email', 'a@example.com'), canonical);
    };
    expect(tokensIn('MORGAN, Dr. Avery')).toEqual(tokensIn('avery morgan'));
    expect(tokensIn('avery morgan')).not.toEqual(tokensIn('avery smith'));
  });

  it('are of no more parts than are kept', () => {
    const long = Array.from({ length: 40 }, (_, n) => `name${n}`).join(' ');
    expect(one.nameTokens(one.pseudonym('card', '1'), long)).toHaveLength(maxNameParts);
  });
});
