import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparableName, issuerOf, speakingName } from './distinguished-name.ts';

const value = (tag: number, ...contents: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.of(tag, content.length), content]);
};
const attribute = (oid: string, text: Buffer): Buffer =>
  value(0x31, value(0x30, value(6, Buffer.from(oid, 'hex')), text));
const cn = '550403';
const organisation = '55040a';
const utf8 = (text: string): Buffer => value(12, Buffer.from(text));
const printable = (text: string): Buffer => value(19, Buffer.from(text));

describe('a distinguished name', () => {
  it.each([
    ['its CN', [attribute(organisation, utf8('Shop')), attribute(cn, utf8('Root é'))], 'Root é'],
    [
      'else its O',
      [attribute('550406', printable('IE')), attribute(organisation, utf8('Shop'))],
      'Shop',
    ],
    ['else its first', [attribute('550406', printable('IE'))], 'IE'],
    ['in UTF-16', [attribute(cn, value(30, Buffer.from('0052006f', 'hex')))], 'Ro'],
    ['or nothing', [], '(a name without words)'],
  ])('is called by %s', (_, attributes, expected) => {
    expect(speakingName(value(0x30, ...attributes))).toBe(expected);
  });

  it('is the same in another kind of text, case and spacing', () => {
    const one = value(0x30, attribute(cn, utf8('My  Root')));
    const other = value(0x30, attribute(cn, printable('my root ')));
    expect(comparableName(one)).toBe(comparableName(other));
    expect(comparableName(one)).not.toBe(
      comparableName(value(0x30, attribute(organisation, utf8('My Root')))),
    );
  });

  it('of any bytes is read without a fault', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (array) => {
        const bytes = Buffer.from(array);
        expect(speakingName(bytes).length).toBeLessThanOrEqual(64);
        comparableName(bytes);
        issuerOf(bytes);
      }),
    );
  });
});

/** Other people's certificates: those that the platform comes with. */
describe('issuers of public roots', () => {
  const roots = rootCertificates.map((pem) => new X509Certificate(pem));

  it.each(roots.map((root) => [root.subject.replaceAll('\n', ', '), root] as const))(
    '%s',
    (_, { raw, issuer }) => {
      const name = speakingName(issuerOf(raw));
      const said = /^CN=(.*)$/m.exec(issuer) ?? /^O=(.*)$/m.exec(issuer);
      if (!/[\\"]/.test(issuer)) expect(name).toBe(said?.[1]?.slice(0, 64) ?? name);
      expect(name).not.toBe('(a name without words)');
    },
  );
});
