import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type InsightResponse, printResponse, readProblem, readResponse } from './response.ts';

const id = '0f5d9c1e-7a43-4f0e-9a5b-2c8d1e6f7a90';

describe('an answer', () => {
  it('is printed in ASCII, and read back as it was', () => {
    const anyResponse = fc.record({
      id: fc.uuid(),
      deviceInsights: fc.record({
        deviceInfo: fc.record({
          ...{ browser: fc.string({ unit: 'binary' }), platform: fc.string() },
          deviceType: fc.string({ unit: 'grapheme' }),
        }),
      }),
      individualInsights: fc.record({
        warnings: fc.array(fc.string({ unit: 'grapheme' })),
        ip: fc.record({ lastSeenDays: fc.nat() }),
      }),
    });
    fc.assert(
      fc.property(anyResponse, (response) => {
        const text = printResponse(response);
        expect(text).toMatch(/^[ -~]*$/);
        expect(readResponse(text)).toEqual(response);
      }),
      { seed: 1 },
    );
  });

  it('escapes each character beyond ASCII by itself', () => {
    const city = 'Zürich 🦉\u007f';
    const deviceInfo = { city, browser: 'b', platform: 'p', deviceType: 'd' };
    expect(printResponse({ id, deviceInsights: { deviceInfo } })).toContain(
      '"Z\\u00fcrich \\ud83e\\udd89\\u007f"',
    );
  });

  it('has no absent members', () => {
    const response = { id, individualInsights: undefined } as unknown as InsightResponse;
    expect(printResponse(response)).toBe(`{"id":"${id}"}`);
  });

  it('may have members and values that are newer than the client', () => {
    const newer = { id, mood: 'good', individualInsights: { ip: { connectionType: 'quantum' } } };
    expect(readResponse(JSON.stringify(newer))).toEqual(newer);
  });

  it.each(['', '{', 'null', '[]', '"text"', '{}', '{"id":7}'])('is not %j', (text) => {
    expect(() => readResponse(text)).toThrow(
      new TypeError('The opened answer is not a JSON object with an id.'),
    );
  });
});

describe('an error answer', () => {
  it('is read, with members that are newer than the client', () => {
    const problem = { Errors: { Error: [{ ReasonCode: 'NEW', Colour: 'red' }] } };
    expect(readProblem(JSON.stringify(problem))).toEqual(problem);
  });

  it.each([
    ...['', 'Bad Gateway', 'null', '[]', '{}', '{"Errors":null}', '{"Errors":[]}'],
    ...['{"Errors":{}}', '{"Errors":{"Error":{}}}', '{"Errors":{"Error":[]}}'],
    ...['{"Errors":{"Error":["text"]}}', '{"Errors":{"Error":[{},null]}}'],
  ])('is not %j', (text) => {
    expect(readProblem(text)).toBeUndefined();
  });
});
