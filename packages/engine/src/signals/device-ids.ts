import { known, type Signal } from './signal.ts';

/** The device under the name that merchants see. */
export const uDeviceId: Signal<'device.uDeviceId', string> = {
  name: 'device.uDeviceId',
  meaning: 'Device: its public identifier, a keyed hash.',
  unit: 'identifier',
  field: 'deviceInsights.uDeviceId',
  compute: ({ facts }) => known(facts.deviceIds?.uDeviceId, 'not-given'),
};

/** The device and the account together, under the name that merchants see. */
export const accountDeviceId: Signal<'device.accountDeviceId', string> = {
  name: 'device.accountDeviceId',
  meaning: 'Device: identifier of device and account together, a keyed hash; needs an account.',
  unit: 'identifier',
  field: 'deviceInsights.accountDeviceId',
  compute: ({ facts }) => known(facts.deviceIds?.accountDeviceId, 'not-given'),
};
