import type { InsightRequest } from '@whorl/contract';
import { present } from '../present.ts';
import { toAccount } from './account.ts';
import { toAddress } from './address.ts';
import { toCard } from './card.ts';
import { toDevice } from './device.ts';
import { toEmail } from './email.ts';
import { toCategory, toEmailDomain, toIpPrefix } from './implied.ts';
import { toIp } from './ip.ts';
import { toMerchant } from './merchant.ts';
import { toName } from './name.ts';
import { toPhone } from './phone.ts';
import { toSpend } from './spend.ts';
import type { Element, Elements, Subject } from './subject.ts';
import { toBrowser } from './user-agent.ts';

/** What a subject is read from: a request, or what a history tells of one. Any member may be absent. */
export type SubjectInput = Partial<InsightRequest>;

/**
 * Reads a request into what the engine reasons about: each element once, in its canonical form. Never
 * fails: what cannot be read is left out, or stays as it was typed. The result is frozen.
 *
 * @example
 * const subject = toSubject(request);
 * subject.elements.primaryEmail; // { kind: 'email', canonical: 'johndoe@gmail.com', valid: true }
 */
export function toSubject(request: SubjectInput): Subject {
  const read = readMembers(request);
  return Object.freeze({ ...read, elements: toElements(request, read) });
}

/** Applies a reader to a member that may be absent. */
const given = <Input, Output>(input: Input | undefined, read: (input: Input) => Output) =>
  input === undefined ? undefined : read(input);

function readMembers(request: SubjectInput) {
  return present({
    primaryEmail: given(request.primaryEmail, toEmail),
    secondaryEmail: given(request.secondaryEmail, toEmail),
    homePhone: given(request.homePhone, toPhone),
    mobilePhone: given(request.mobilePhone, toPhone),
    workPhone: given(request.workPhone, toPhone),
    billingAddress: given(request.billingAddress, toAddress),
    shippingAddress: given(request.shippingAddress, toAddress),
    ip: given(request.ipAddress, toIp),
    browser: given(request.userAgent, toBrowser),
    spend: toSpend(request),
  });
}

type Members = ReturnType<typeof readMembers>;

function toElements(request: SubjectInput, read: Members): Elements {
  const { billingAddress, shippingAddress, browser, spend, ...others } = read;
  return present({
    ...others,
    billingAddress: remembered(billingAddress),
    shippingAddress: remembered(shippingAddress),
    cardHolderName: given(request.cardHolderName, toName),
    secondaryName: given(request.secondaryName, toName),
    device: toDevice(request),
    card: given(request.accountDetails, toCard),
    account: given(request.hashedAccountId, toAccount),
    merchant: toMerchant(request),
    primaryEmailDomain: given(read.primaryEmail, toEmailDomain),
    secondaryEmailDomain: given(read.secondaryEmail, toEmailDomain),
    ipPrefix: given(read.ip, toIpPrefix),
    category: toCategory(request),
  });
}

/** An address without a street line is a place: nothing to remember. */
function remembered(address: Members['billingAddress']): Element | undefined {
  const { kind, canonical } = address ?? {};
  return kind && canonical !== undefined ? Object.freeze({ kind, canonical }) : undefined;
}
