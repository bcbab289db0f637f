import { daysSince } from './days-since.ts';
import type { Signal } from './signal.ts';

/** How long ago card and holder's name were first seen together. */
export const cardHolderNameFirstSeenDays: Signal<'card.cardHolderNameFirstSeenDays', number> = {
  name: 'card.cardHolderNameFirstSeenDays',
  meaning: 'Days since card and holder name were first seen together, 0 when never.',
  unit: 'days',
  // The wire's own spelling.
  field: 'individualInsights.paymentCard.cardHolderNamefirstSeenDays',
  compute({ subject: { elements }, facts, nowMs }) {
    if (!elements.card || !elements.cardHolderName) return { absent: 'not-given' };
    return { value: daysSince(facts.links['card-cardHolderName']?.firstSeenMs, nowMs) };
  },
};
