import type { ElementRole, Elements } from '../subject/subject.ts';
import type { Evidence, Signal } from './signal.ts';

/** Each input that counts as major, with the roles of which any one will do. */
const inputs: readonly (readonly ElementRole[])[] = [
  ['cardHolderName', 'secondaryName'],
  ['primaryEmail', 'secondaryEmail'],
  ['homePhone', 'mobilePhone', 'workPhone'],
  ['billingAddress', 'shippingAddress'],
  ['card'],
  ['ip'],
  ['device'],
];

const holdsAny = (elements: Elements, roles: readonly ElementRole[]): boolean =>
  roles.some((role) => elements[role] !== undefined);

/** How much the call says about its customer. */
export const majorInputs: Signal<'call.majorInputs', number> = {
  name: 'call.majorInputs',
  meaning: 'How many were given of name, e-mail, phone, address, payment card, IP address, device.',
  unit: 'inputs',
  compute: ({ subject }: Evidence) => ({
    value: inputs.filter((roles) => holdsAny(subject.elements, roles)).length,
  }),
};
