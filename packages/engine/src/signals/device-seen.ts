import { known, type Signal } from './signal.ts';

/** The wire's instant: ISO 8601 in UTC, to the second. */
const toInstant = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

function deviceSeen<Member extends 'firstSeen' | 'lastSeen'>(
  member: Member,
): Signal<`device.${Member}`, string> {
  return {
    name: `device.${member}`,
    meaning: `Device: when it was ${member === 'firstSeen' ? 'first' : 'last'} seen; left out when never.`,
    unit: 'instant, UTC',
    field: `deviceInsights.${member}`,
    compute({ subject, facts }) {
      if (subject.elements.device === undefined) return { absent: 'not-given' };
      const instantMs = facts.elements.device?.[`${member}Ms`];
      return known(instantMs === undefined ? undefined : toInstant(instantMs), 'never-seen');
    },
  };
}

export const deviceFirstSeen = deviceSeen('firstSeen');
export const deviceLastSeen = deviceSeen('lastSeen');
