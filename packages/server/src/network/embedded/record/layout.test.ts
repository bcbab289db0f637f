import { describe, expect, it } from 'vitest';
import {
  batch,
  call,
  element,
  importId,
  link,
  name,
  noonMs,
  past,
  pseudonym,
  report,
} from '../../testing/calls.ts';
import { ids } from '../testing/records.ts';
import { encodeCall, encodeErasure, encodeHistory, encodePruning, encodeReport } from './encode.ts';

const card = element('card', 1);
const holder = element('name', 2);
const cardName = { ...link('card-name', card, holder), name: name(1) };
const spend = { currency: '840', tenThousandths: 499_900 };
const purchase = { elements: [card, holder], links: [cardName], spend };

const sealed = (n: number): string =>
  Buffer.from(ids.seal(Buffer.from(pseudonym(n), 'hex'))).toString('hex');

const hexOf = (bytes: Buffer): string => bytes.toString('hex');

function f64(value: number): string {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return hexOf(bytes);
}

const text = (value: string): string => hexOf(Buffer.from(value));

/** The purchase of each of these records, field by field. */
const counted = [
  ...[f64(noonMs), '02', '01', '0019', '01', '0348', f64(499_900)],
  ...['0603', sealed(1), sealed(2), '000001', '01'],
  ...['1000000000000001', '2000000000000001', '3000000000000001'],
].join('');

describe('a record lies as docs/log-format.md says', () => {
  it('of a call', () => {
    const id = '0f8fad5b-d9cb-469f-a165-70867728950e';
    const answer = '{}';
    const signals = { 'primaryEmail.valid': true, ageDays: 3, country: '840', ratio: 0.5 };
    const journal = [
      ...['0002', text('v0'), '0004', '000001'],
      ...['ffff0007', text('ageDays'), '13', 'ffff0007', text('country'), '030003', text('840')],
      ...['ffff0005', text('ratio'), '02', f64(0.5)],
    ].join('');
    const one = call({ ...purchase, id, idempotencyKey: pseudonym(3), answer, signals });
    expect(hexOf(encodeCall(one, ids).record)).toBe(
      [
        ...['01', '01', id.replaceAll('-', ''), sealed(3), '0007', text('project'), counted],
        ...['00000002', text(answer), journal],
      ].join(''),
    );
  });

  it('of a history', () => {
    const purchases = [past({ ...purchase, line: 7, reference: pseudonym(4) }), past({ line: 8 })];
    const { record } = encodeHistory(batch({ purchases, throughLine: 9 }), ids);
    const empty = `${f64(noonMs)}0000000000`;
    expect(hexOf(record)).toBe(
      [
        ...['02', '0007', text('project'), importId(1), '00000009', '0002'],
        ...['00000007', '01', sealed(4), counted, '00000008', '00', empty],
      ].join(''),
    );
  });

  it('of a report, an erasure and a pruning', () => {
    const named = { elements: [card, holder], links: [link('card-name', card, holder)] };
    const withdrawn = encodeReport(report({ ...named, change: 'withdrawn' }), ids).record;
    const sighted = `${f64(noonMs)}0201000100${'0603'}${sealed(1)}${sealed(2)}00000100`;
    expect(hexOf(withdrawn)).toBe(`03ff${sighted}`);
    const erasure = encodeErasure([card, holder], ids).record;
    expect(hexOf(erasure)).toBe(`0400000002${'0603'}${sealed(1)}${sealed(2)}`);
    expect(hexOf(encodePruning({ card: noonMs }).record)).toBe(`050106${f64(noonMs)}`);
  });
});
