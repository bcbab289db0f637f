import type { SignalVector } from './signals/index.ts';
import { roleTitles } from './signals/role-titles.ts';
import type { EmailFault } from './subject/email.ts';
import type { AddressRole, EmailRole, PhoneRole, Subject } from './subject/subject.ts';

/** What the customer's side should know about a call that was answered all the same. */
export const warningTexts = {
  'email-general-syntax': 'General syntax error',
  'email-username-syntax': 'Invalid username syntax',
  'email-domain-syntax': 'Invalid domain syntax',
  'email-top-level-domain': 'Invalid top-level-domain (TLD) in address',
  'email-too-long': 'Address is too long',
  'phone-country-code': 'Missing country code',
  'address-country': 'Missing country_code',
  'ip-private': 'IP address is in private range',
  'ip-reserved': 'IP address is in a reserved range',
  'few-inputs':
    'Needs at least 3 of name, e-mail, phone, address, payment card, IP address and device',
} as const satisfies Record<EmailFault, string> & Record<string, string>;

/** The name of a warning. */
export type WarningCode = keyof typeof warningTexts;

/** Under how many major inputs the identity risk is left out of the answer. */
const minMajorInputs = 3;

/** A warning as the wire has it: `<Element>: <text>`. */
const printWarning = (element: string, code: WarningCode): string =>
  `${element}: ${warningTexts[code]}`;

/** What a call is warned of, in the order of the answer's blocks. */
export function listWarnings(subject: Subject, vector: SignalVector): readonly string[] {
  return [
    ...emailRoles.flatMap((role) => ifSo(subject[role]?.fault, roleTitles[role])),
    ...phoneRoles.flatMap((role) => ifSo(phoneFault(subject, role), roleTitles[role])),
    ...addressRoles.flatMap((role) => ifSo(addressFault(subject, role), roleTitles[role])),
    ...ifSo(ipFault(subject), roleTitles.ip),
    ...ifSo(hasFewInputs(vector) ? 'few-inputs' : undefined, 'Identity Risk'),
  ];
}

const emailRoles: readonly EmailRole[] = ['primaryEmail', 'secondaryEmail'];
const phoneRoles: readonly PhoneRole[] = ['homePhone', 'mobilePhone', 'workPhone'];
const addressRoles: readonly AddressRole[] = ['billingAddress', 'shippingAddress'];

const ifSo = (code: WarningCode | undefined, element: string): readonly string[] =>
  code === undefined ? [] : [printWarning(element, code)];

const phoneFault = (subject: Subject, role: PhoneRole): WarningCode | undefined =>
  subject[role]?.hasCountryCode === false ? 'phone-country-code' : undefined;

const addressFault = (subject: Subject, role: AddressRole): WarningCode | undefined =>
  subject[role]?.hasCountry === false ? 'address-country' : undefined;

/** Reserved addresses belong to nobody; the others to a network that cannot be reached from outside. */
function ipFault({ ip }: Subject): WarningCode | undefined {
  if (ip === undefined || ip.scope === 'public') return undefined;
  return ip.scope === 'reserved' ? 'ip-reserved' : 'ip-private';
}

/** Whether too little is known of a call for its identity risk to be told. */
export const hasFewInputs = (vector: SignalVector): boolean =>
  (vector['call.majorInputs'] ?? 0) < minMajorInputs;
