import { elementRoles } from '../subject/subject.ts';
import { addressValidityLevel } from './address-validity-level.ts';
import { cardHolderNameFirstSeenDays } from './card-holder-name-first-seen-days.ts';
import { cardHolderNameVelocity } from './card-holder-name-velocity.ts';
import { cardNames } from './card-names.ts';
import { accountDeviceId, uDeviceId } from './device-ids.ts';
import { deviceInfo } from './device-info.ts';
import { deviceFirstSeen, deviceLastSeen } from './device-seen.ts';
import { emailValid } from './email-valid.ts';
import { firstSeenDays } from './first-seen-days.ts';
import { ipScope } from './ip-scope.ts';
import { lastSeenDays } from './last-seen-days.ts';
import { mailboxVelocity } from './mailbox-velocity.ts';
import { majorInputs } from './major-inputs.ts';
import { matchToName } from './match-to-name.ts';
import { merchantCategoryRatio } from './merchant-category-ratio.ts';
import { phoneLineType } from './phone-line-type.ts';
import { phoneValid } from './phone-valid.ts';
import { shippingAddressRelationship } from './shipping-address-relationship.ts';
import type { Evidence, Signal } from './signal.ts';
import { velocities } from './velocity.ts';

/** Everything that can be said about a call, in the order in which it is said. */
export const signals = [
  emailValid('primaryEmail'),
  emailValid('secondaryEmail'),
  mailboxVelocity,
  phoneValid('homePhone'),
  phoneValid('mobilePhone'),
  phoneValid('workPhone'),
  phoneLineType('homePhone'),
  phoneLineType('mobilePhone'),
  phoneLineType('workPhone'),
  addressValidityLevel('billingAddress'),
  addressValidityLevel('shippingAddress'),
  shippingAddressRelationship,
  matchToName('primaryEmail'),
  matchToName('homePhone'),
  matchToName('mobilePhone'),
  matchToName('workPhone'),
  matchToName('billingAddress'),
  matchToName('shippingAddress'),
  merchantCategoryRatio,
  cardHolderNameFirstSeenDays,
  cardHolderNameVelocity,
  cardNames,
  ipScope,
  uDeviceId,
  accountDeviceId,
  deviceFirstSeen,
  deviceLastSeen,
  deviceInfo('browser'),
  deviceInfo('platform'),
  deviceInfo('deviceType'),
  majorInputs,
  ...elementRoles.map((role) => firstSeenDays(role)),
  ...elementRoles.map((role) => lastSeenDays(role)),
  ...elementRoles.flatMap((role) => velocities(role)),
];

type AnySignal = (typeof signals)[number];

type ValueOf<One> = One extends Signal<string, infer Value> ? Value : never;

/** What is known of one call, by signal name: the vector that is recorded and scored. */
export type SignalVector = {
  readonly [One in AnySignal as One['name']]?: ValueOf<One>;
};

/** The name of a signal. */
export type SignalName = keyof SignalVector;

/** Computes every signal and keeps those that speak. */
export function computeSignals(evidence: Evidence): SignalVector {
  const vector: Record<string, unknown> = {};
  for (const signal of signals) {
    const reading = signal.compute(evidence);
    if ('value' in reading) vector[signal.name] = reading.value;
  }
  return Object.freeze(vector) as SignalVector;
}
