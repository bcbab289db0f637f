import type { Signal } from './signal.ts';

/** The wire's ceiling. */
const most = 1_000;

/** How often the e-mail address was seen in half a year. */
export const mailboxVelocity: Signal<'primaryEmail.mailboxVelocity', number> = {
  name: 'primaryEmail.mailboxVelocity',
  meaning: `Primary Email: earlier calls that held it in the last 180 UTC days, at most ${most}.`,
  unit: 'calls',
  field: 'individualInsights.primaryEmail.mailboxVelocity',
  compute({ subject, facts }) {
    if (subject.elements.primaryEmail === undefined) return { absent: 'not-given' };
    return { value: Math.min(most, facts.elements.primaryEmail?.counts.last180Days ?? 0) };
  },
};
