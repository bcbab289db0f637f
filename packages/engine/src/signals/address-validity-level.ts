import type { AddressRole } from '../subject/subject.ts';
import { roleTitles } from './role-titles.ts';
import type { Signal } from './signal.ts';

/** How far an address could be confirmed: without reference data, only that there is none. */
export function addressValidityLevel<Role extends AddressRole>(
  role: Role,
): Signal<`${Role}.validityLevel`, 'missing_address'> {
  return {
    name: `${role}.validityLevel`,
    meaning: `${roleTitles[role]}: \`missing_address\` when it tells no more than country and state.`,
    unit: 'validity level',
    field: `individualInsights.${role}.validityLevel`,
    compute({ subject }) {
      const address = subject[role];
      if (address === undefined) return { absent: 'not-given' };
      return address.missing ? { value: 'missing_address' } : { absent: 'undetermined' };
    },
  };
}
