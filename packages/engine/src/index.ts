/**
 * What Whorl concludes from a transaction and its history. A pure function: no input or output, no
 * clock, no randomness.
 *
 * @module
 */
export { assess, type Case, type Report } from './assess.ts';
export {
  type DeviceIds,
  type Facts,
  type LinkKind,
  linkKinds,
  linkRoles,
  type Sighting,
  type WindowCounts,
} from './facts.ts';
export type { Band, Bin, Condition, Model, ModelRow } from './score/model.ts';
export { models } from './score/models/index.ts';
export {
  type HighCode,
  type LowCode,
  type ReasonCode,
  type ReasonCodeRow,
  reasonCodes,
  type Severity,
} from './score/reason-codes.ts';
export { type Contribution, type Score, scoreSignals } from './score/score.ts';
export { type SignalName, type SignalVector, signals } from './signals/index.ts';
export type {
  Absence,
  Absent,
  Evidence,
  Known,
  Reading,
  Signal,
  SignalValue,
} from './signals/signal.ts';
export type { Address } from './subject/address.ts';
export type { EmailAddress, EmailFault } from './subject/email.ts';
export type { IpAddress, IpScope } from './subject/ip.ts';
export type { LineType, Phone } from './subject/phone.ts';
export {
  type AddressRole,
  type Element,
  type ElementKind,
  type ElementRole,
  type Elements,
  type EmailRole,
  elementRoles,
  type PhoneRole,
  type Subject,
} from './subject/subject.ts';
export { toSubject } from './subject/to-subject.ts';
export type { Browser } from './subject/user-agent.ts';
export { type WarningCode, warningTexts } from './warnings.ts';
