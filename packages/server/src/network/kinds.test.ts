import { linkEnds } from '@whorl/engine';
import { describe, expect, it } from 'vitest';
import { endKinds, linkCodes, linkKindsOf } from './kinds.ts';

describe('kinds of link', () => {
  it('are those of the engine', () => {
    expect([...linkCodes].sort()).toEqual(Object.keys(linkEnds).sort());
  });

  it('join other kinds of element at either end, or may be listed twice', () => {
    const both = linkCodes.filter((link) => {
      const [from, to] = endKinds(link);
      return from.some((kind) => to.includes(kind));
    });
    expect(both).toEqual(['billing-shipping']);
    expect(linkKindsOf('address')).toEqual(['billing-shipping', 'address-name']);
  });
});
