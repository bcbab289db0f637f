import type { ElementRole } from '../subject/subject.ts';
import { dayField } from './day-field.ts';
import { daysSince } from './days-since.ts';
import { roleTitles } from './role-titles.ts';
import type { Signal } from './signal.ts';

/** How long ago an element was first seen. */
export function firstSeenDays<Role extends ElementRole>(
  role: Role,
): Signal<`${Role}.firstSeenDays`, number> {
  return {
    name: `${role}.firstSeenDays`,
    meaning: `${roleTitles[role]}: days since it was first seen, 0 when never.`,
    unit: 'days',
    ...dayField(role, 'firstSeenDays'),
    compute({ subject, facts, nowMs }) {
      if (subject.elements[role] === undefined) return { absent: 'not-given' };
      return { value: daysSince(facts.elements[role]?.firstSeenMs, nowMs) };
    },
  };
}
