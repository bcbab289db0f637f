import type { ElementRole } from '../subject/subject.ts';

/** The wire's name for a block of the answer, where a role has one with days of its own. */
const dayBlocks: Readonly<Partial<Record<ElementRole, string>>> = {
  primaryEmail: 'individualInsights.primaryEmail',
  billingAddress: 'individualInsights.billingAddress',
  shippingAddress: 'individualInsights.shippingAddress',
  device: 'deviceInsights',
};

/** The answer's member for a role's days, if the wire has one; of an IP only the last sighting. */
export function dayField(role: ElementRole, member: 'firstSeenDays' | 'lastSeenDays') {
  if (role === 'ip' && member === 'lastSeenDays')
    return { field: `individualInsights.ip.${member}` };
  const block = dayBlocks[role];
  return block === undefined ? {} : { field: `${block}.${member}` };
}
