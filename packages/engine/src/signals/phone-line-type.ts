import type { LineType } from '../subject/phone.ts';
import type { PhoneRole } from '../subject/subject.ts';
import { roleTitles } from './role-titles.ts';
import { known, type Signal } from './signal.ts';

/** What kind of line a phone number is. */
export function phoneLineType<Role extends PhoneRole>(
  role: Role,
): Signal<`${Role}.lineType`, LineType> {
  return {
    name: `${role}.lineType`,
    meaning: `${roleTitles[role]}: kind of line; left out where numbers do not tell, as in the US.`,
    unit: 'line type',
    field: `individualInsights.${role}.lineType`,
    compute({ subject }) {
      const phone = subject[role];
      return known(phone?.lineType, phone === undefined ? 'not-given' : 'undetermined');
    },
  };
}
