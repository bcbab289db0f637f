import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toEmail } from './email.ts';
import { type LineType, toPhone } from './phone.ts';

/** Other people's vectors lie beside the checkout; they are read there and never copied. */
const vectors = new URL('../../../../../shared/vectors/', import.meta.url);
const hasVectors = existsSync(vectors);
const absence = '../shared/vectors is not there: other people’s vectors are skipped';
if (!hasVectors) {
  if (process.env.CI === 'true') throw new Error(`${absence}; in CI they must be there`);
  console.warn(absence);
}

const read = (path: string): string => readFileSync(new URL(path, vectors), 'utf8');

/** isemail's categories under its own threshold of validity: RFC 5321 allows them in SMTP. */
const validCategories = ['ISEMAIL_VALID_CATEGORY', 'ISEMAIL_DNSWARN', 'ISEMAIL_RFC5321'];

/** Where we decide otherwise than isemail, and why. */
const known: Readonly<Record<string, readonly number[]>> = {
  'a top-level domain that the public suffix list does not have': [13, 33, 37, 38, 100],
  'a top-level domain of digits': [23, 24],
  'an address at a top-level domain itself': [5, 166],
  'an IPv6 literal that shortens a single group, which RFC 4291 allows': [71],
};

describe.runIf(hasVectors)('e-mail addresses of isemail', () => {
  it('are valid where isemail says so, but for decisions of our own', () => {
    const disagreements = readEmails().filter(({ valid, text }) => toEmail(text)?.valid !== valid);
    expect(disagreements.map(({ id }) => id).sort(byNumber)).toEqual(
      Object.values(known).flat().sort(byNumber),
    );
  });
});

const byNumber = (one: number, other: number): number => one - other;

function readEmails(): readonly { id: number; text: string; valid: boolean }[] {
  const tests = read('email/tests.xml').matchAll(/<test id="(\d+)">(.*?)<\/test>/gs);
  return Array.from(tests, ([, id, body = '']) => ({
    id: Number(id),
    text: decodeEntities(/<address>(.*?)<\/address>/s.exec(body)?.[1] ?? ''),
    valid: validCategories.some((category) => body.includes(`<category>${category}<`)),
  })).filter(({ text }) => text !== '');
}

/** XML's entities, and isemail's own: U+2400 and up stand for control characters. */
function decodeEntities(text: string): string {
  const names: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) =>
      String.fromCodePoint(Number.parseInt(hex, 16)),
    )
    .replace(/&(\w+);/g, (_, name: string) => names[name] ?? '')
    .replace(/[\u2400-\u241f]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0x2400));
}

/** libphonenumber's types as the wire has them, with what else is no mistake. */
const expectedTypes: Readonly<Record<string, readonly (LineType | undefined)[]>> = {
  // Some examples of these fit the pattern of both: libphonenumber does not tell, nor do we.
  FIXED_LINE: ['landline', undefined],
  MOBILE: ['mobile', undefined],
  FIXED_LINE_OR_MOBILE: [undefined],
  TOLL_FREE: ['toll-free'],
  PREMIUM_RATE: ['premium'],
  VOICEMAIL: ['voicemail'],
  VOIP: ['non-fixed-voip'],
  UAN: ['other'],
  PERSONAL_NUMBER: ['other'],
  SHARED_COST: ['other'],
  PAGER: ['other'],
};

type Example = readonly [cc: string, region: string, type: string, subscriber: string];

describe.runIf(hasVectors)('phone numbers of libphonenumber', () => {
  it('are valid and of the right kind, 99 in 100 at least, and told for 98', () => {
    const examples = (JSON.parse(read('phone/examples.json')) as Example[]).map(readExample);
    const share = (isRight: (type: LineType | undefined, row: Row) => boolean) =>
      examples.filter((row) => row.phone?.valid && isRight(row.phone.lineType, row)).length /
      examples.length;
    expect(share((type, { expected }) => expected.includes(type))).toBeGreaterThanOrEqual(0.99);
    expect(share((type, { expected }) => expected[0] === type)).toBeGreaterThanOrEqual(0.98);
  });
});

type Row = ReturnType<typeof readExample>;

function readExample([cc, , type, subscriber]: Example) {
  return { phone: toPhone({ cc, subscriber }), expected: expectedTypes[type] ?? [] };
}
