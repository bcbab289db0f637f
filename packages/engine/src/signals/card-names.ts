import type { Signal } from './signal.ts';

/** How many names a card was used under. */
export const cardNames: Signal<'card.names', number> = {
  name: 'card.names',
  meaning: 'Payment Card: different holder names that it was seen with before.',
  unit: 'names',
  compute({ subject, facts }) {
    if (subject.elements.card === undefined) return { absent: 'not-given' };
    return { value: facts.elements.card?.partners['card-name'] ?? 0 };
  },
};
