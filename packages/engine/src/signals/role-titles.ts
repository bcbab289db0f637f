import type { ElementRole } from '../subject/subject.ts';

/** Each role in words, as warnings and the reference name it. */
export const roleTitles: Readonly<Record<ElementRole, string>> = {
  primaryEmail: 'Primary Email',
  secondaryEmail: 'Secondary Email',
  homePhone: 'Home Phone',
  mobilePhone: 'Mobile Phone',
  workPhone: 'Work Phone',
  billingAddress: 'Billing Address',
  shippingAddress: 'Shipping Address',
  cardHolderName: 'Card Holder Name',
  secondaryName: 'Secondary Name',
  ip: 'IP Address',
  device: 'Device',
  card: 'Payment Card',
  account: 'Account',
  merchant: 'Merchant',
};
