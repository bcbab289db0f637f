import { describe, expect, it } from 'vitest';
import { element, link, pseudonym } from '../testing/calls.ts';
import { readFileOfVersion1 } from './version-1.ts';

/** Two commits of a call each, as that version wrote them. */
const file = Buffer.from(
  [
    '77686f726c6f6701f76261b7000000c12ec7f4fc000000bd427a20d6d5a000000f8fad5bd9cb469fa1657086',
    '7728950e01000000000000000000000000000000030206030000000000000000000000000000000100000000',
    '000000000000000000000002010000010000000f7b226964223a22616e73776572227d7b2270726f6a656374',
    '4964223a2270726f6a656374222c226d6f64656c223a227630222c227369676e616c73223a7b226167654461',
    '7973223a332c2269734e6577223a66616c73652c22636f756e747279223a22383430227d7df76261b7000000',
    '67df3cd03400000063427a20da448800000f8fad5bd9cb469fa16570867728950f0001030000000000000000',
    '000000000000000200000000027b7d7b2270726f6a6563744964223a2270726f6a656374222c226d6f64656c',
    '223a227630222c227369676e616c73223a7b7d7d',
  ].join(''),
  'hex',
);

const card = element('card', 1);
const name = element('name', 2);

const first = {
  id: '0f8fad5b-d9cb-469f-a165-70867728950e',
  projectId: 'project',
  atMs: Date.UTC(2026, 10, 24, 12),
  elements: [card, name],
  links: [link('card-name', card, name)],
  idempotencyKey: pseudonym(3),
  answer: '{"id":"answer"}',
  signals: { ageDays: 3, isNew: false, country: '840' },
  model: 'v0',
};

const second = {
  id: '0f8fad5b-d9cb-469f-a165-70867728950f',
  projectId: 'project',
  atMs: Date.UTC(2026, 10, 24, 13),
  elements: [name],
  links: [],
  answer: '{}',
  signals: {},
  model: 'v0',
};

/** Where the second commit begins. */
const secondAt = 213;

describe('a log file of version 1', () => {
  it('is read as it was written', () => {
    expect(readFileOfVersion1(file)).toEqual({ calls: [first, second], end: file.length });
  });

  it('is read up to what is not sound', () => {
    for (let length = secondAt; length < file.length; length += 1)
      expect(readFileOfVersion1(file.subarray(0, length))).toEqual({
        calls: [first],
        end: secondAt,
      });
    for (let at = secondAt; at < file.length; at += 1) {
      const changed = Buffer.from(file);
      changed.writeUInt8(file.readUInt8(at) ^ 0x10, at);
      expect(readFileOfVersion1(changed)).toEqual({ calls: [first], end: secondAt });
    }
  });

  it('is told from one of another version', () => {
    const other = Buffer.from(file);
    other.writeUInt8(2, 7);
    expect(() => readFileOfVersion1(other)).toThrow(RangeError);
  });
});
