import { describe, expect, it } from 'vitest';
import { printBytes, printTimeUs } from './units.ts';

describe('what a person reads', () => {
  it.each([
    [0, '0 µs'],
    [41.4, '41 µs'],
    [999.4, '999 µs'],
    [999.6, '1 ms'],
    [1234, '1.23 ms'],
    [119_413, '119 ms'],
    [999_499, '999 ms'],
    [999_500, '1 s'],
    [7_654_321_000, '7,650 s'],
  ])('of %d microseconds', (us, text) => expect(printTimeUs(us)).toBe(text));

  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1000, '1 kB'],
    [103_448_968, '103 MB'],
    [2_500_000_000, '2.5 GB'],
    [4_200_000_000_000_000, '4,200 TB'],
  ])('of %d bytes', (bytes, text) => expect(printBytes(bytes)).toBe(text));
});
