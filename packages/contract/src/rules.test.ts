import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rules } from './rules.ts';

const holds = (member: string, text: string) =>
  rules.find((rule) => rule.member === member)?.holds(text);

it.each([
  ...['20260115093000', '20240229000000', '20000229235959', '00000229000000', '99991231235959'],
])('takes %s for a date and time', (text) => {
  expect(holds('purchaseDate', text)).toBe(true);
});

it.each([
  ...['20260229000000', '19000229000000', '20260431000000', '20260100000000', '20261301000000'],
  ...['20260001000000', '20260132000000', '20260115240000', '20260115096000', '20260115093060'],
  ...['2026-01-15T09:', '2026011509300', ' 2026011509300', '20260115093000 ', ''],
])('does not take "%s" for a date and time', (text) => {
  expect(holds('purchaseDate', text)).toBe(false);
});

it('takes every instant of four-digit years for a date and time', () => {
  const instants = fc.date({
    min: new Date('0000-01-01T00:00:00Z'),
    max: new Date('9999-12-31T23:59:59Z'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(instants, (instant) => {
      const text = instant
        .toISOString()
        .replace(/\.\d+Z$/, '')
        .replace(/\D/g, '');
      expect(holds('purchaseDate', text)).toBe(true);
    }),
    { seed: 1 },
  );
});

it.each([
  ['0', true],
  ['9223372036854775807', true],
  ['9223372036854775808', false],
  ['9'.repeat(60_000), false],
  ['-1', false],
])('asks of the amount %s whether a long holds it', (text, expected) => {
  expect(holds('purchaseAmount', text)).toBe(expected);
});

it.each([
  ...['198.51.100.42', '0.0.0.0', '255.255.255.255'],
  ...['2001:db8::1', '::ffff:198.51.100.42', '2001:DB8:0:0:8:800:200C:417A', '::1'],
])('takes %s for an IP address', (text) => {
  expect(holds('ipAddress', text)).toBe(true);
});

it.each([
  ...[
    '198.51.100',
    '198.51.100.256',
    '198.51.100.042',
    '0x7f.0.0.1',
    '3325256746',
    '198.51.100.42/24',
  ],
  ...[
    'fe80::1%eth0',
    '2001:db8::1::2',
    '2001:db8',
    '[2001:db8::1]',
    '198.51.100.42\n',
    '198.51.100.42\0',
  ],
])('does not take %j for an IP address', (text) => {
  expect(holds('ipAddress', text)).toBe(false);
});
