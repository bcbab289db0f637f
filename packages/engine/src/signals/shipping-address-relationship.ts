import type { Evidence, Signal } from './signal.ts';

/** How the two addresses belong together, in the order in which the rules are tried. */
export type Relationship =
  | 'match'
  | 'seen_together'
  | 'city_match'
  | 'seen_with_others'
  | 'no_relationship';

type Rule = readonly [Relationship, (evidence: Evidence) => boolean];

const rules: readonly Rule[] = [
  ['match', ({ subject }) => same(subject, 'canonical')],
  ['seen_together', ({ facts }) => facts.links['billingAddress-shippingAddress'] !== undefined],
  ['city_match', ({ subject }) => same(subject, 'place')],
  ['seen_with_others', ({ facts }) => hasPartners(facts, 'billingAddress')],
  ['seen_with_others', ({ facts }) => hasPartners(facts, 'shippingAddress')],
];

/** How billing and shipping address belong together. */
export const shippingAddressRelationship: Signal<
  'billingAddress.shippingAddressRelationship',
  Relationship
> = {
  name: 'billingAddress.shippingAddressRelationship',
  meaning: `The first that holds of ${[...new Set(rules.map(([name]) => name))].join(', ')}, else no_relationship.`,
  unit: 'relationship',
  field: 'individualInsights.billingAddress.shippingAddressRelationship',
  compute(evidence) {
    const { billingAddress, shippingAddress } = evidence.subject;
    const given = billingAddress && shippingAddress;
    if (!given || billingAddress.missing || shippingAddress.missing) return { absent: 'not-given' };
    return { value: rules.find(([, holds]) => holds(evidence))?.[0] ?? 'no_relationship' };
  },
};

function same(
  { billingAddress, shippingAddress }: Evidence['subject'],
  form: 'canonical' | 'place',
) {
  const billing = billingAddress?.[form];
  return billing !== undefined && billing === shippingAddress?.[form];
}

const hasPartners = ({ elements }: Evidence['facts'], role: 'billingAddress' | 'shippingAddress') =>
  (elements[role]?.partners['billing-shipping'] ?? 0) > 0;
