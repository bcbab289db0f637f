import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchLength, encodeBatch, readBatch, wasDurable } from './batch.ts';

const records = fc.array(
  fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
  { minLength: 1, maxLength: 5 },
);
const commits = fc.record({
  isAwaited: fc.boolean(),
  durableBytes: fc.nat(),
  offset: fc.nat(),
});

const one = (text: string, commit: { isAwaited: boolean; durableBytes: number; offset: number }) =>
  encodeBatch([Buffer.from(text)], commit).bytes;

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

describe('a batch', () => {
  it('is read back as it was written, each record in its place', () => {
    fc.assert(
      fc.property(records, commits, (all, commit) => {
        const { bytes, placed } = encodeBatch(all, commit);
        const { isAwaited, durableBytes, offset } = commit;
        expect(batchLength(bytes)).toBe(bytes.length);
        expect(readBatch(bytes, offset)).toEqual({
          ...{ isAwaited, durableBytes, at: offset, end: offset + bytes.length },
          records: all.map((record, n) => ({ offset: placed[n]?.offset, record })),
        });
        for (const { offset: at, record } of placed)
          expect(bytes.subarray(at - offset, at - offset + record.length)).toEqual(record);
      }),
    );
  });

  it('lies as docs/log-format.md says', () => {
    const commit = { isAwaited: true, durableBytes: 16, offset: 16 };
    const { bytes, placed } = encodeBatch([Buffer.from('ab'), Buffer.from('c')], commit);
    const body = Buffer.concat([
      ...[uint32(2), uint32(crc32('ab')), Buffer.from('ab')],
      ...[uint32(1), uint32(crc32('c')), Buffer.from('c')],
    ]);
    const head = Buffer.concat([Buffer.from('f76261b7', 'hex'), uint32(body.length), uint32(16)]);
    const checksum = uint32(crc32(Buffer.concat([head, body])));
    expect(bytes).toEqual(Buffer.concat([head, checksum, body]));
    expect(placed.map(({ offset }) => offset)).toEqual([40, 50]);
    expect(encodeBatch([], { ...commit, isAwaited: false }).bytes.toString('hex', 0, 4)).toBe(
      'f7626148',
    );
  });

  it('is none when any of its bits is another, or it is cut short', () => {
    const { bytes } = encodeBatch([Buffer.from('one'), Buffer.from('another')], {
      ...{ isAwaited: true, durableBytes: 16, offset: 16 },
    });
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(readBatch(changed, 16)).toBeUndefined();
      expect(readBatch(bytes.subarray(0, bit >> 3), 16)).toBeUndefined();
    }
  });
});

describe('what is not sound at the end of a log', () => {
  const damage = (bytes: Buffer, at: number): Buffer => {
    const changed = Buffer.from(bytes);
    changed.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    return changed;
  };

  it('was durable when an awaited commit is followed by anything', () => {
    const first = one('first', { isAwaited: true, durableBytes: 16, offset: 16 });
    const tail = Buffer.concat([damage(first, 20), Buffer.of(1)]);
    expect([wasDurable(tail, 16), wasDurable(tail.subarray(0, -1), 16)]).toEqual([true, false]);
  });

  it('may be a crash where commits were not awaited, whatever follows, unless that says otherwise', () => {
    const first = one('first', { isAwaited: false, durableBytes: 16, offset: 16 });
    const next = (durableBytes: number): Buffer =>
      one('second', { isAwaited: false, durableBytes, offset: 16 + first.length });
    for (let at = 0; at < first.length; at += 1) {
      expect(wasDurable(Buffer.concat([damage(first, at), next(16)]), 16)).toBe(false);
      expect(wasDurable(Buffer.concat([damage(first, at), next(17)]), 16)).toBe(true);
    }
  });
});
