import type { EmailRole } from '../subject/subject.ts';
import { roleTitles } from './role-titles.ts';
import { known, type Signal } from './signal.ts';

/** Whether a mailbox provider would take an e-mail address. */
export function emailValid<Role extends EmailRole>(role: Role): Signal<`${Role}.valid`, boolean> {
  return {
    name: `${role}.valid`,
    meaning: `${roleTitles[role]}: whether its syntax is valid and its top-level domain exists.`,
    unit: 'boolean',
    ...(role === 'primaryEmail' && { field: 'individualInsights.primaryEmail.valid' }),
    compute: ({ subject }) => known(subject[role]?.valid, 'not-given'),
  };
}
