import type { Signal } from './signal.ts';

/** With fewer purchases a median says little of a category. */
const fewestPurchases = 20;

/** How an amount stands to what is usually paid in the merchant's category and currency. */
export const merchantCategoryRatio: Signal<'purchase.merchantCategoryRatio', number> = {
  name: 'purchase.merchantCategoryRatio',
  meaning: `Amount divided by the median of the merchant’s category in this currency, once ${fewestPurchases} purchases were seen. The median is at most 1 % off.`,
  unit: 'ratio',
  field: 'individualInsights.paymentAmount.merchantCategoryRatio',
  compute({ subject: { spend }, facts }) {
    if (spend === undefined) return { absent: 'not-given' };
    const median = facts.elements.category?.median;
    if (median === undefined || median.count < fewestPurchases) return { absent: 'never-seen' };
    if (median.tenThousandths === 0) return { absent: 'undetermined' };
    return { value: Math.round((spend.tenThousandths / median.tenThousandths) * 1_000) / 1_000 };
  },
};
