import type { IpScope } from '../subject/ip.ts';
import { known, type Signal } from './signal.ts';

/** What range an IP address is from. */
export const ipScope: Signal<'ip.scope', IpScope> = {
  name: 'ip.scope',
  meaning: 'IP Address: `public`, or what its special-purpose range is for.',
  unit: 'scope',
  compute: ({ subject }) => known(subject.ip?.scope, 'not-given'),
};
