import type { WindowCounts } from '../facts.ts';
import type { ElementRole } from '../subject/subject.ts';
import { roleTitles } from './role-titles.ts';
import type { Signal } from './signal.ts';

/** The windows that the score looks at, each under the name that its signal carries. */
const windows = {
  velocity1h: { count: 'last1Hour', words: 'the current clock hour' },
  velocity24h: { count: 'last24Hours', words: 'the last 24 clock hours' },
  velocity7d: { count: 'last7Days', words: 'the last 7 UTC days' },
  velocity30d: { count: 'last30Days', words: 'the last 30 UTC days' },
} as const satisfies Record<string, { count: keyof WindowCounts; words: string }>;

type WindowName = keyof typeof windows;

/** How many earlier calls held an element, in one signal for each window. */
export function velocities<Role extends ElementRole>(
  role: Role,
): readonly Signal<`${Role}.${WindowName}`, number>[] {
  const names = Object.keys(windows) as WindowName[];
  return names.map((name) => velocity(role, name));
}

function velocity<Role extends ElementRole>(
  role: Role,
  name: WindowName,
): Signal<`${Role}.${WindowName}`, number> {
  const { count, words } = windows[name];
  return {
    name: `${role}.${name}`,
    meaning: `${roleTitles[role]}: earlier calls that held it in ${words}.`,
    unit: 'calls',
    compute({ subject, facts }) {
      if (subject.elements[role] === undefined) return { absent: 'not-given' };
      return { value: facts.elements[role]?.counts[count] ?? 0 };
    },
  };
}
