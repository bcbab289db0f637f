import type { NameMatch } from '../facts.ts';
import type { AddressRole, PhoneRole } from '../subject/subject.ts';
import { roleTitles } from './role-titles.ts';
import type { Signal } from './signal.ts';

/** What the wire compares with names; the second e-mail address is no block of the answer. */
type MatchedRole = 'primaryEmail' | PhoneRole | AddressRole;

/** Whether an element was seen with one of the call's names before. */
export const matchToName = <Role extends MatchedRole>(
  role: Role,
): Signal<`${Role}.matchToName`, NameMatch> => ({
  name: `${role}.matchToName`,
  meaning: `${roleTitles[role]}: whether it was seen with one of the call’s names before (match), with others only (no-match), or with none (not-found).`,
  unit: 'match',
  field: `individualInsights.${role}.matchToName`,
  compute({ facts }) {
    const match = facts.nameMatches?.[role];
    return match === undefined ? { absent: 'not-given' } : { value: match };
  },
});
