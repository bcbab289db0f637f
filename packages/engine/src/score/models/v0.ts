import type { Bin, Model } from '../model.ts';

/** A bin for what was not given: it says nothing for or against. */
const notGiven: Bin = { missing: true, points: 0, because: 'not given' };

const phoneAge: readonly Bin[] = [
  notGiven,
  { atMost: 0, points: 20, code: 'AD', because: 'phone number never seen' },
  { atMost: 29, points: 5, code: 'AD', because: 'phone number seen for less than 30 days' },
  { atLeast: 180, points: -20, code: 'RB', because: 'phone number known for half a year' },
];

const phoneValidity: readonly Bin[] = [
  notGiven,
  { is: false, points: 50, code: 'AE', because: 'phone number does not exist' },
];

const phoneVelocity: readonly Bin[] = [
  notGiven,
  { atLeast: 10, points: 60, code: 'AF', because: 'phone number in 10 calls or more in a day' },
  { atLeast: 5, points: 25, code: 'AF', because: 'phone number in 5 calls or more in a day' },
];

/**
 * The first model: points set by hand from what fraud analysts look at, not learnt from outcomes.
 * It may still change; the first frozen model is v1.
 */
export const v0: Model = {
  name: 'v0',
  frozen: false,
  base: 150,
  bands: [
    { severity: 'high', from: 350 },
    { severity: 'medium', from: 200 },
    { severity: 'low', from: 0 },
  ],
  rows: [
    {
      signal: 'primaryEmail.firstSeenDays',
      bins: [
        { missing: true, points: 15, code: 'AP', because: 'no e-mail address given' },
        { atMost: 0, points: 35, code: 'AA', because: 'e-mail address never seen' },
        { atMost: 6, points: 20, code: 'AA', because: 'e-mail address seen for less than a week' },
        {
          atMost: 29,
          points: 10,
          code: 'AA',
          because: 'e-mail address seen for less than 30 days',
        },
        { atLeast: 365, points: -40, code: 'RA', because: 'e-mail address known for a year' },
        { atLeast: 90, points: -25, code: 'RA', because: 'e-mail address known for 90 days' },
      ],
    },
    {
      signal: 'primaryEmail.valid',
      bins: [
        notGiven,
        { is: false, points: 70, code: 'AB', because: 'e-mail address cannot receive mail' },
      ],
    },
    {
      signal: 'primaryEmail.velocity24h',
      bins: [
        notGiven,
        { atLeast: 10, points: 70, code: 'AC', because: 'e-mail in 10 calls or more in a day' },
        { atLeast: 5, points: 30, code: 'AC', because: 'e-mail in 5 calls or more in a day' },
      ],
    },
    { signal: 'mobilePhone.firstSeenDays', bins: phoneAge },
    { signal: 'homePhone.firstSeenDays', bins: phoneAge },
    { signal: 'workPhone.firstSeenDays', bins: phoneAge },
    { signal: 'mobilePhone.valid', bins: phoneValidity },
    { signal: 'homePhone.valid', bins: phoneValidity },
    { signal: 'workPhone.valid', bins: phoneValidity },
    { signal: 'mobilePhone.velocity24h', bins: phoneVelocity },
    { signal: 'homePhone.velocity24h', bins: phoneVelocity },
    { signal: 'workPhone.velocity24h', bins: phoneVelocity },
    {
      signal: 'billingAddress.firstSeenDays',
      bins: [
        { missing: true, points: 10, code: 'AP', because: 'no billing address given' },
        { atMost: 0, points: 20, code: 'AG', because: 'billing address never seen' },
        { atLeast: 180, points: -25, code: 'RC', because: 'billing address known for half a year' },
      ],
    },
    {
      signal: 'shippingAddress.firstSeenDays',
      bins: [
        notGiven,
        { atMost: 0, points: 15, code: 'AG', because: 'shipping address never seen' },
        {
          atLeast: 180,
          points: -15,
          code: 'RD',
          because: 'shipping address known for half a year',
        },
      ],
    },
    {
      signal: 'billingAddress.shippingAddressRelationship',
      bins: [
        notGiven,
        { is: 'no_relationship', points: 30, code: 'AI', because: 'addresses are unrelated' },
        { is: 'seen_with_others', points: 15, code: 'AI', because: 'addresses belong with others' },
        { is: 'seen_together', points: -20, code: 'RF', because: 'addresses seen together before' },
        { is: 'match', points: -15, code: 'RE', because: 'addresses are one' },
      ],
    },
    {
      signal: 'device.firstSeenDays',
      bins: [
        { missing: true, points: 10, code: 'AP', because: 'no device given' },
        { atMost: 0, points: 25, code: 'AJ', because: 'device never seen' },
        { atLeast: 90, points: -30, code: 'RG', because: 'device known for 90 days' },
        { atLeast: 30, points: -15, code: 'RG', because: 'device known for 30 days' },
      ],
    },
    {
      signal: 'device.velocity1h',
      bins: [
        notGiven,
        { atLeast: 10, points: 60, code: 'AK', because: 'device in 10 calls or more in an hour' },
        { atLeast: 5, points: 25, code: 'AK', because: 'device in 5 calls or more in an hour' },
      ],
    },
    {
      signal: 'ip.scope',
      bins: [
        notGiven,
        { is: 'public', points: 0, because: 'public IP address' },
        { is: 'private', points: 15, code: 'AM', because: 'IP address of a private range' },
        { is: 'shared', points: 15, code: 'AM', because: 'IP address of a carrier-grade NAT' },
        { is: 'loopback', points: 15, code: 'AM', because: 'loopback IP address' },
        { is: 'link-local', points: 15, code: 'AM', because: 'link-local IP address' },
        { is: 'reserved', points: 15, code: 'AM', because: 'IP address of a reserved range' },
      ],
    },
    {
      signal: 'ip.firstSeenDays',
      bins: [
        notGiven,
        { atLeast: 90, points: -10, code: 'RH', because: 'IP address known for 90 days' },
      ],
    },
    {
      signal: 'ip.velocity1h',
      bins: [
        notGiven,
        {
          atLeast: 20,
          points: 60,
          code: 'AL',
          because: 'IP address in 20 calls or more in an hour',
        },
        { atLeast: 8, points: 25, code: 'AL', because: 'IP address in 8 calls or more in an hour' },
      ],
    },
    {
      signal: 'card.cardHolderNameFirstSeenDays',
      bins: [
        notGiven,
        { atMost: 0, points: 25, code: 'AN', because: 'card and name never seen together' },
        { atLeast: 90, points: -35, code: 'RI', because: 'card and name together for 90 days' },
      ],
    },
    {
      signal: 'card.names',
      bins: [
        notGiven,
        { atLeast: 4, points: 80, code: 'AO', because: 'card under 4 names or more' },
        { atLeast: 2, points: 30, code: 'AO', because: 'card under 2 names or more' },
      ],
    },
    {
      signal: 'card.velocity24h',
      bins: [
        notGiven,
        { atLeast: 10, points: 70, code: 'AH', because: 'card in 10 calls or more in a day' },
        { atLeast: 5, points: 30, code: 'AH', because: 'card in 5 calls or more in a day' },
      ],
    },
    {
      signal: 'account.firstSeenDays',
      bins: [
        notGiven,
        { atLeast: 90, points: -15, code: 'RJ', because: 'account known for 90 days' },
      ],
    },
    {
      signal: 'call.majorInputs',
      bins: [
        { atMost: 2, points: 40, code: 'AP', because: 'fewer than 3 major inputs' },
        { atMost: 4, points: 15, code: 'AP', because: 'fewer than 5 major inputs' },
      ],
    },
  ],
};
