import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultOf } from '../../testing/tokens.ts';
import { unwrapBody, wrapBody } from './body.ts';

const unwrap = (text: string) => unwrapBody(Buffer.from(text));

describe('a body', () => {
  it('is exactly {"encryptedData":"…"}', () => {
    expect(wrapBody('a.b.c.d.e')).toBe('{"encryptedData":"a.b.c.d.e"}');
    expect(unwrap('{"encryptedData":"a.b.c.d.e"}')).toBe('a.b.c.d.e');
    expect(unwrap(' {\r\n "encryptedData" : "a\\u002eb" } ')).toBe('a.b');
  });

  it('comes back as it was wrapped', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (token) => {
        expect(unwrap(wrapBody(token))).toBe(token);
      }),
    );
  });

  it('may have members beside that carry nothing', () => {
    expect(unwrap('{"encryptedData":"x","accountDetails":null}')).toBe('x');
  });

  it('counts the last of two tokens, as JSON.parse does', () => {
    expect(unwrap('{"encryptedData":"x","encryptedData":"y"}')).toBe('y');
  });
});

describe('a body is refused', () => {
  it.each([
    ['empty-body', ''],
    ['not-json', ' '],
    ['not-json', 'a.b.c.d.e'],
    ['not-json', '{"encryptedData":"x"'],
    ['not-json', "{'encryptedData':'x'}"],
    ['not-json', '\ufeff{"encryptedData":"x"}'],
    ['not-json', '{"encryptedData":"x"}{}'],
    ['not-wrapped', 'null'],
    ['not-wrapped', '7'],
    ['not-wrapped', '"a.b.c.d.e"'],
    ['not-wrapped', '[{"encryptedData":"x"}]'],
    ['not-wrapped', '{}'],
    ['not-wrapped', '{"encryptedData":null}'],
    ['not-wrapped', '{"encryptedData":7}'],
    ['not-wrapped', '{"encryptedData":["x"]}'],
    ['not-wrapped', '{"encryptedData":{"a":1}}'],
    ['not-wrapped', `${'['.repeat(30_000)}${']'.repeat(30_000)}`],
    ['clear-members', '{"encrypteddata":"x"}'],
    ['clear-members', '{"encryptedData":"x","mcc":"5942"}'],
    ['clear-members', '{"encryptedData":"x","__proto__":{}}'],
    ['clear-members', '{"mcc":"5942","merchantName":"x"}'],
  ])('%s: %s', (fault, text) => {
    expect(faultOf(() => unwrap(text)).fault).toBe(fault);
  });

  it('when it is not UTF-8', () => {
    const body = Buffer.from('{"encryptedData":"\xff"}', 'latin1');
    expect(faultOf(() => unwrapBody(body)).fault).toBe('not-utf8');
  });

  it('by a fault that says why, whatever else it is, and never by another error', () => {
    const text = fc.oneof(fc.json(), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(text, (sent) => {
        expect(faultOf(() => unwrap(sent)).message).not.toBe('');
      }),
    );
  });
});

describe('members in clear are named', () => {
  const told = (members: object) =>
    faultOf(() => unwrap(JSON.stringify({ encryptedData: 'x', ...members }))).message;

  it('without their values', () => {
    const message = told({
      cardHolderName: 'Avery Example',
      accountDetails: { cardLastFour: '1234' },
    });
    expect(message).toContain('(cardHolderName, accountDetails)');
    expect(message).not.toMatch(/Avery|1234|cardLastFour/);
  });

  it('five of them, and how many more there are', () => {
    const five = { mcc: 1, iv: 1, encryptedKey: 1, cc: 1, encrypted_value: 1 };
    expect(told(five)).toContain('(mcc, iv, encryptedKey, cc, encrypted_value)');
    const eight = { ...five, canvas: 1, webGl: 1, language: 1 };
    expect(told(eight)).toContain('(mcc, iv, encryptedKey, cc, encrypted_value, and 3 more)');
  });

  it('unless a name is none of ours: then by its length', () => {
    const names = [
      'avery@example.com',
      '+15551234567',
      '4111111111111111',
      'é',
      'a\r\nb',
      'x'.repeat(41),
    ];
    const message = told(Object.fromEntries(names.map((name) => [name, 1])));
    for (const name of names) expect(message).not.toContain(name);
    expect(message).toContain('a text of 17 characters');
    for (const name of ['Avery', 'hunter2', 'PASSWORD_hunter2', 'constructor', '__proto__x'])
      expect(told({ [name]: 1 })).toContain(`(a text of ${name.length} characters)`);
    expect(message).toMatch(/^[\x20-\x7e]{1,500}$/);
  });
});
