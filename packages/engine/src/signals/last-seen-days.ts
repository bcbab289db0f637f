import type { ElementRole } from '../subject/subject.ts';
import { dayField } from './day-field.ts';
import { daysSince } from './days-since.ts';
import { roleTitles } from './role-titles.ts';
import type { Signal } from './signal.ts';

/** How long ago an element was last seen. */
export function lastSeenDays<Role extends ElementRole>(
  role: Role,
): Signal<`${Role}.lastSeenDays`, number> {
  return {
    name: `${role}.lastSeenDays`,
    meaning: `${roleTitles[role]}: days since it was last seen, 0 when never.`,
    unit: 'days',
    ...dayField(role, 'lastSeenDays'),
    compute({ subject, facts, nowMs }) {
      if (subject.elements[role] === undefined) return { absent: 'not-given' };
      return { value: daysSince(facts.elements[role]?.lastSeenMs, nowMs) };
    },
  };
}
