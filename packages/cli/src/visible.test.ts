import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visibleJson } from './visible.ts';

describe('JSON that is printed', () => {
  it('holds the same, and nothing that would steer a terminal', () => {
    const steering = fc.constantFrom('\u009b31m', '\u202e', '\u200b', '\u007f', '\u{e0041}', '\n');
    const words = fc.array(fc.oneof(steering, fc.string({ unit: 'binary' })));
    fc.assert(
      fc.property(words, fc.constantFrom(undefined, 2), (value, indent) => {
        const printed = visibleJson(JSON.stringify(value, undefined, indent));
        expect(printed.replaceAll('\n', '')).toMatch(/^[^\p{Cc}\p{Cf}]*$/u);
        expect(JSON.parse(printed)).toEqual(value);
      }),
    );
  });
});
