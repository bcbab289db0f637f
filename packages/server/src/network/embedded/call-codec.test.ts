import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Pseudonym } from '../network.ts';
import { call, element, link, pseudonym } from '../testing/calls.ts';
import { decodeCall, decodeCounted, encodeCall } from './call-codec.ts';

const card = element('card', 1);
const name = element('name', 2);

const full = call({
  id: '0f8fad5b-d9cb-469f-a165-70867728950e',
  elements: [card, name],
  links: [link('card-name', card, name)],
  idempotencyKey: pseudonym(3),
  answer: '{"id":"0f8fad5b-d9cb-469f-a165-70867728950e"}',
});

const pseudonyms = fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }).map(pseudonym);
const kinds = fc.constantFrom(
  ...(['email', 'phone', 'address', 'ip', 'device', 'account', 'merchant'] as const),
);

const calls = fc
  .record({
    id: fc.uuid(),
    projectId: fc.string(),
    atMs: fc.integer({ min: 0, max: 8.64e15 }),
    elements: fc.array(fc.record({ kind: kinds, pseudonym: pseudonyms }), { maxLength: 255 }),
    answer: fc.string({ unit: 'binary' }),
    signals: fc.dictionary(fc.string(), fc.oneof(fc.integer(), fc.string(), fc.boolean())),
    model: fc.string(),
  })
  .map(call);

describe('a call as bytes', () => {
  it('is read back as it was', () => {
    expect(decodeCall(encodeCall(full))).toEqual(full);
    fc.assert(
      fc.property(calls, (one) => {
        expect(decodeCall(encodeCall(one))).toEqual(one);
      }),
      { seed: 1 },
    );
  });

  it('gives the table its part without the journal', () => {
    const { id, projectId, atMs, elements, links, idempotencyKey, answer } = full;
    const counted = { id, projectId, atMs, elements, links, idempotencyKey, answer };
    expect(decodeCounted(encodeCall(full))).toEqual(counted);
  });

  it('lies as docs/log-format.md says', () => {
    const bytes = encodeCall(full);
    const journal = '{"projectId":"project","model":"v0","signals":';
    expect(bytes.readDoubleBE(0)).toBe(full.atMs);
    expect(bytes.toString('hex', 8, 25)).toBe('0f8fad5bd9cb469fa16570867728950e01');
    expect(bytes.toString('hex', 25, 41)).toBe(pseudonym(3));
    expect(bytes.toString('hex', 41, 44)).toBe('020603');
    expect(bytes.toString('hex', 44, 76)).toBe(card.pseudonym + name.pseudonym);
    expect(bytes.toString('hex', 76, 80)).toBe('01000001');
    expect(bytes.readUInt32BE(80)).toBe(full.answer.length);
    expect(bytes.toString('latin1', 84 + full.answer.length)).toContain(journal);
  });

  it('is refused when cut short anywhere before its journal', () => {
    const bytes = encodeCall(full);
    for (let length = 0; length < 84 + full.answer.length; length += 1)
      expect(() => decodeCounted(bytes.subarray(0, length))).toThrow(RangeError);
  });

  it.each([
    ['an id that is no UUID', { id: 'abc' }],
    ['a pseudonym that is not 32 hex digits', { idempotencyKey: 'abc' as Pseudonym }],
    ['more than 255 elements', { elements: Array.from({ length: 256 }, () => card) }],
    ['a link to an element that it does not name', { elements: [card] }],
  ])('is refused for %s, before anything is written', (_, changes) => {
    expect(() => encodeCall({ ...full, ...changes })).toThrow(RangeError);
  });
});
