import type { DeviceInsights, IndividualInsights, InsightResponse } from '@whorl/contract';
import { type Present, present } from './present.ts';
import type { Score } from './score/score.ts';
import type { SignalVector } from './signals/index.ts';
import type { PhoneRole, Subject } from './subject/subject.ts';
import { hasFewInputs, listWarnings } from './warnings.ts';

/** What an answer is assembled from. */
export interface Findings {
  readonly subject: Subject;
  readonly vector: SignalVector;
  readonly score: Score;
}

/** The answer, all but its id. What is unknown is left out, of blocks as of members. */
export function toInsights(findings: Findings): Omit<InsightResponse, 'id'> {
  return Object.freeze({
    deviceInsights: toDeviceInsights(findings),
    individualInsights: toIndividualInsights(findings),
  });
}

function toIndividualInsights(findings: Findings): IndividualInsights {
  const { subject, vector } = findings;
  return Object.freeze({
    ...present({
      primaryEmail: toPrimaryEmail(findings),
      ip: filled({ lastSeenDays: vector['ip.lastSeenDays'] }),
      homePhone: toPhoneInsights('homePhone', findings),
      mobilePhone: toPhoneInsights('mobilePhone', findings),
      workPhone: toPhoneInsights('workPhone', findings),
      billingAddress: toBillingAddress(findings),
      shippingAddress: toShippingAddress(findings),
      paymentCard: toPaymentCard(findings),
      paymentAmount: filled({ merchantCategoryRatio: vector['purchase.merchantCategoryRatio'] }),
      scores: toScores(findings),
    }),
    alerts: Object.freeze([]),
    warnings: Object.freeze([...listWarnings(subject, vector)]),
  });
}

/** A block with the members that are known; a block of none is left out. */
function filled<Members extends object>(members: Members): Present<Members> | undefined {
  const kept = present(members);
  return Object.keys(kept).length > 0 ? kept : undefined;
}

const toPrimaryEmail = ({ vector }: Findings) =>
  filled({
    valid: vector['primaryEmail.valid'],
    firstSeenDays: vector['primaryEmail.firstSeenDays'],
    lastSeenDays: vector['primaryEmail.lastSeenDays'],
    matchToName: vector['primaryEmail.matchToName'],
    mailboxVelocity: vector['primaryEmail.mailboxVelocity'],
  });

const toPhoneInsights = (role: PhoneRole, { vector }: Findings) =>
  filled({
    valid: vector[`${role}.valid`],
    lineType: vector[`${role}.lineType`],
    matchToName: vector[`${role}.matchToName`],
  });

const toBillingAddress = ({ vector }: Findings) =>
  filled({
    validityLevel: vector['billingAddress.validityLevel'],
    firstSeenDays: vector['billingAddress.firstSeenDays'],
    lastSeenDays: vector['billingAddress.lastSeenDays'],
    matchToName: vector['billingAddress.matchToName'],
    shippingAddressRelationship: vector['billingAddress.shippingAddressRelationship'],
  });

const toShippingAddress = ({ vector }: Findings) =>
  filled({
    validityLevel: vector['shippingAddress.validityLevel'],
    firstSeenDays: vector['shippingAddress.firstSeenDays'],
    lastSeenDays: vector['shippingAddress.lastSeenDays'],
    matchToName: vector['shippingAddress.matchToName'],
  });

const toPaymentCard = ({ vector }: Findings) =>
  filled({
    cardHolderNamefirstSeenDays: vector['card.cardHolderNameFirstSeenDays'],
    cardHolderNameVelocity: vector['card.cardHolderNameVelocity'],
  });

function toScores({ vector, score }: Findings) {
  if (hasFewInputs(vector)) return undefined;
  const identityRisk = { score: score.score, reasonCode: score.reasonCode };
  return Object.freeze({ identityRisk: Object.freeze(identityRisk) });
}

/** Device insights need an IP address and a user agent; without, the alert stands alone. */
function toDeviceInsights({ subject, vector }: Findings): DeviceInsights {
  if (!subject.ip || !subject.browser)
    return Object.freeze({ alerts: Object.freeze(['Unable to generate Insights']) });
  return present({
    uDeviceId: vector['device.uDeviceId'],
    accountDeviceId: vector['device.accountDeviceId'],
    firstSeen: vector['device.firstSeen'],
    lastSeen: vector['device.lastSeen'],
    firstSeenDays: vector['device.firstSeenDays'],
    lastSeenDays: vector['device.lastSeenDays'],
    deviceInfo: subject.browser,
  });
}
