import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePart, encodePart, partLength } from './part-codec.ts';

const parts = fc.record({
  name: fc.constantFrom('elements', 'links', 'retries', ''),
  index: fc.nat(),
  bytes: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
});

describe('a part of an image', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(parts, (part) => {
        const bytes = encodePart(part);
        expect(partLength(bytes)).toBe(bytes.length);
        expect(decodePart(bytes)).toEqual(part);
      }),
    );
  });

  it('is none when any of its bits is another', () => {
    const bytes = encodePart({ name: 'links', index: 3, bytes: Buffer.alloc(500, 1) });
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(decodePart(changed)).toBeUndefined();
    }
  });
});
