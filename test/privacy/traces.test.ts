/** What looks for raw identity must find it, or its silence says nothing. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { findTraces } from './traces.ts';

const text = 'Zoë.Harbour@example.com';
const around = (middle: string | Buffer): Buffer =>
  Buffer.concat([Buffer.from('\u0000before '), Buffer.from(middle), Buffer.from(' after\u0001')]);
const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16();

describe('a text is found', () => {
  it.each<[string, string | Buffer]>([
    ['as it is', text],
    ['in lower case', text.toLowerCase()],
    ['in UTF-16', Buffer.from(text, 'utf16le')],
    ['in UTF-16, the other way round', swapped(Buffer.from(text, 'utf16le'))],
    ['in JSON of ASCII alone', 'Zo\\u00eb.Harbour@example.com'],
    ['in hex', Buffer.from(text).toString('hex')],
    ['in upper-case hex', Buffer.from(text).toString('hex').toUpperCase()],
    ['in base64', Buffer.from(text).toString('base64')],
    ['in base64url', Buffer.from(`?${text}?`).toString('base64url')],
    ['within other base64', Buffer.from(`{"e":"${text}"}`).toString('base64')],
    ['as its hash', createHash('sha256').update(text).digest()],
    ['as its hash in hex', createHash('md5').update(text.toLowerCase()).digest('hex')],
    ['as its hash in base64', createHash('sha1').update(text).digest('base64')],
    ['as a part of its hash', createHash('sha512').update(text).digest().subarray(0, 20)],
    [
      'as its hash in upper-case hex',
      createHash('sha512').update(text).digest('hex').toUpperCase(),
    ],
    ['as its hash in base64url', createHash('sha256').update(text).digest('base64url')],
  ])('%s', (_, written) => {
    expect(findTraces(around(written), [text])).not.toEqual([]);
  });

  it('at every place within base64', () => {
    for (const before of ['', 'a', 'ab', 'abc']) {
      const written = Buffer.from(`${before}${text} and more`).toString('base64');
      expect(findTraces(Buffer.from(written), [text])).not.toEqual([]);
    }
  });
});

it('a text that is not there is not found', () => {
  expect(findTraces(around('somebody.else@example.com'), [text])).toEqual([]);
});

it('short texts are passed over: they occur by chance', () => {
  expect(findTraces(around('840 ME 411111'), ['840', 'ME', '411111'])).toEqual([]);
});
