/**
 * What Whorl concludes from a transaction and its history. A pure function: no input or output, no
 * clock, no randomness.
 *
 * @module
 */
export { assess, type Case, type Report } from './assess.ts';
export type {
  AmountSum,
  AmountWindows,
  DeviceIds,
  Facts,
  NameMatch,
  ReportedCounts,
  Sighting,
  WindowCounts,
} from './facts.ts';
export {
  isNameLink,
  type LinkKind,
  type LinkRole,
  type LinkRow,
  linkEnds,
  linkKinds,
  linkRows,
  type NameLinkKind,
} from './links.ts';
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
export { type NamePart, nameParts } from './subject/name-parts.ts';
export { namesAgree } from './subject/names-agree.ts';
export type { LineType, Phone } from './subject/phone.ts';
export type { Spend } from './subject/spend.ts';
export {
  type AddressRole,
  type Element,
  type ElementKind,
  type ElementRole,
  type Elements,
  type EmailRole,
  elementRoles,
  type ImpliedRole,
  impliedRoles,
  type PhoneRole,
  type RememberedRole,
  type Subject,
} from './subject/subject.ts';
export { type SubjectInput, toSubject } from './subject/to-subject.ts';
export type { Browser } from './subject/user-agent.ts';
export { type WarningCode, warningTexts } from './warnings.ts';
