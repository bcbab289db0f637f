import type { Signal } from './signal.ts';

/** How often card and holder's name were seen together in a quarter. */
export const cardHolderNameVelocity: Signal<'card.cardHolderNameVelocity', number> = {
  name: 'card.cardHolderNameVelocity',
  meaning: 'Earlier calls that held card and holder name together in the last 90 UTC days.',
  unit: 'calls',
  field: 'individualInsights.paymentCard.cardHolderNameVelocity',
  compute({ subject: { elements }, facts }) {
    if (!elements.card || !elements.cardHolderName) return { absent: 'not-given' };
    return { value: facts.links['card-cardHolderName']?.counts.last90Days ?? 0 };
  },
};
