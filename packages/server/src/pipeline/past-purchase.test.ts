import { toSubject } from '@whorl/engine';
import { describe, expect, it } from 'vitest';
import { type HistoryRow, toPastPurchase } from './past-purchase.ts';
import { deriveProjectKeys } from './project-keys.ts';
import { pseudonymise } from './pseudonymise.ts';

const keys = deriveProjectKeys({
  networkKey: Buffer.alloc(32, 1),
  deviceKey: Buffer.alloc(32, 2),
});
const row: HistoryRow = {
  line: 17,
  atMs: Date.UTC(2018, 3, 1),
  members: {
    ...{ primaryEmail: 'avery@example.com', cardHolderName: 'Avery Morgan' },
    ...{ hashedAccountId: '596', acquirerMerchantId: '3156' },
    ...{ purchaseAmount: '5716', purchaseCurrencyExponent: '2', purchaseCurrency: '840' },
  },
};

describe('a row of a history', () => {
  it('is what a call of the same members is', () => {
    const { elements, links } = pseudonymise(toSubject(row.members), keys);
    const past = toPastPurchase(row, keys);
    expect(past).toMatchObject({ line: 17, atMs: row.atMs, elements: Object.values(elements) });
    expect(past.links.map(({ name: _, ...ref }) => ref)).toEqual(Object.values(links));
    expect(past.spend).toEqual({ currency: '840', tenThousandths: 571_600 });
    expect(past).not.toHaveProperty('reference');
  });

  it('has names with all its links to names', () => {
    const { links } = toPastPurchase(row, keys);
    const named = links.filter(({ name }) => name !== undefined).map(({ kind }) => kind);
    expect(named).toEqual(links.map(({ kind }) => kind).filter((kind) => kind.endsWith('-name')));
    expect(named).toContain('email-name');
  });

  it('may tell the amount by itself', () => {
    const spend = { currency: '978', tenThousandths: 1 };
    expect(toPastPurchase({ ...row, spend }, keys).spend).toEqual(spend);
  });

  it('is found by its reference, which cannot be read', () => {
    const { reference } = toPastPurchase({ ...row, reference: 'order-17' }, keys);
    expect(reference).toBe(keys.pseudonym('reference', 'order-17'));
    expect(reference).not.toBe(keys.pseudonym('idempotency-key', 'order-17'));
  });

  it('may hold nothing but an instant', () => {
    const bare = { line: 1, atMs: 0, members: {} };
    expect(toPastPurchase(bare, keys)).toEqual({ line: 1, atMs: 0, elements: [], links: [] });
  });
});
