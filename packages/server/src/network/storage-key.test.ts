import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStorageKey } from './storage-key.ts';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');

const blocks = fc
  .uint8Array({ minLength: 0, maxLength: 320 })
  .map((bytes) => bytes.subarray(0, bytes.length - (bytes.length % 16)));

describe('a storage key', () => {
  it('seals as FIPS 197, appendix B, does', () => {
    const { seal } = createStorageKey(hex('2b7e151628aed2a6abf7158809cf4f3c'));
    const sealed = seal(hex('3243f6a8885a308d313198a2e0370734'));
    expect(sealed).toEqual(hex('3925841d02dc09fbdc118597196a0b32'));
  });

  it('seals many at once as SP 800-38A, F.1.1 does, and opens them as F.1.2', () => {
    const { seal, open } = createStorageKey(hex('2b7e151628aed2a6abf7158809cf4f3c'));
    const plain = hex(
      '6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710',
    );
    const sealed = hex(
      '3ad77bb40d7a3660a89ecaf32466ef97f5d3d58503b9699de785895a96fdbaaf43b1cd7f598ece23881b00e3ed0306887b0c785e27e8ad3f8223207104725dd4',
    );
    expect(seal(plain)).toEqual(sealed);
    expect(open(sealed)).toEqual(plain);
  });

  it('opens what it sealed, however often and in whatever order it is used', () => {
    const { seal, open } = createStorageKey(hex('00112233445566778899aabbccddeeff'));
    fc.assert(
      fc.property(blocks, (plain) => {
        const sealed = seal(plain);
        expect(Buffer.from(open(sealed))).toEqual(Buffer.from(plain));
        expect(seal(plain)).toEqual(sealed);
      }),
    );
  });

  it('takes no part of an identifier, and no key of another length', () => {
    const { seal, open } = createStorageKey(Buffer.alloc(16));
    expect(() => seal(Buffer.alloc(17))).toThrow(RangeError);
    expect(() => open(Buffer.alloc(15))).toThrow(RangeError);
    expect(seal(Buffer.alloc(16))).toHaveLength(16);
    expect(() => createStorageKey(Buffer.alloc(32))).toThrow(RangeError);
  });
});
