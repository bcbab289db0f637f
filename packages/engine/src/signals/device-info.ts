import type { Browser } from '../subject/user-agent.ts';
import { known, type Signal } from './signal.ts';

/** What the user agent says of itself. */
export function deviceInfo<Member extends keyof Browser>(
  member: Member,
): Signal<`device.${Member}`, string> {
  return {
    name: `device.${member}`,
    meaning: `Device: ${member === 'deviceType' ? 'type of device' : member} by its user agent, or Unknown.`,
    unit: 'name',
    field: `deviceInsights.deviceInfo.${member}`,
    compute: ({ subject }) => known(subject.browser?.[member], 'not-given'),
  };
}
