import { describe, expect, it } from 'vitest';
import { UsageError } from '../exit-codes.ts';
import { createTerminal } from '../terminal.ts';
import { elementNames, elementRows } from './kinds.ts';
import { readElement, toMembers } from './read.ts';

const silent = { write: () => undefined };
const terminal = createTerminal({ json: false, out: silent, err: silent, noColor: true });

describe('an element', () => {
  it.each([
    ['email', 'john.doe@example.com', { primaryEmail: 'john.doe@example.com' }],
    ['phone', '+49 30-123 456', { mobilePhone: { cc: '49', subscriber: '30123456' } }],
    ['phone', '{"cc":"1","subscriber":"2"}', { mobilePhone: { cc: '1', subscriber: '2' } }],
    ['card', '4111 1111', { accountDetails: { accountNumber: '4111 1111' } }],
    ['card', '{"cardBin":"4111"}', { accountDetails: { cardBin: '4111' } }],
    ['device', '{"androidId":"9f"}', { androidId: '9f' }],
    ['merchant', 'M-1', { acquirerMerchantId: 'M-1' }],
    ['domain', 'example.com', { primaryEmail: 'anybody@example.com' }],
    ['domain', 'john.doe@example.com', { primaryEmail: 'anybody@example.com' }],
    ['prefix', '198.51.100.0/24', { ipAddress: '198.51.100.0' }],
    ['prefix', '2001:db8:1::/48', { ipAddress: '2001:db8:1::' }],
    ['address', '{"addressCity":"Portland"}', { billingAddress: { addressCity: 'Portland' } }],
  ] as const)('%s is read from %s', (name, given, members) => {
    expect(toMembers(given, elementRows[name])).toEqual(members);
  });

  it.each([
    ['phone', '030 secret'],
    ['address', 'Secret Street 1'],
    ['email', '{"primaryEmail":"secret'],
  ] as const)('%s that cannot be read is not repeated', (name, given) => {
    expect(() => toMembers(given, elementRows[name])).toThrow(UsageError);
    expect(() => toMembers(given, elementRows[name])).not.toThrow(/ecret/);
  });

  it.each([{}, { email: true, ip: true }])('must be one kind: %j', async (choice) => {
    await expect(readElement(choice, terminal)).rejects.toThrow('--email, --phone');
  });

  it.each(elementNames)('%s has an example that is JSON', (name) => {
    expect(JSON.parse(elementRows[name].example)).toBeTypeOf('object');
  });
});
