import type { PhoneRole } from '../subject/subject.ts';
import { roleTitles } from './role-titles.ts';
import { known, type Signal } from './signal.ts';

/** Whether a phone number exists in its numbering plan. */
export function phoneValid<Role extends PhoneRole>(role: Role): Signal<`${Role}.valid`, boolean> {
  return {
    name: `${role}.valid`,
    meaning: `${roleTitles[role]}: whether its numbering plan has such a number.`,
    unit: 'boolean',
    field: `individualInsights.${role}.valid`,
    compute({ subject }) {
      const phone = subject[role];
      return known(phone?.valid, phone === undefined ? 'not-given' : 'undetermined');
    },
  };
}
