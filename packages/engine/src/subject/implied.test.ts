import { describe, expect, it } from 'vitest';
import { toEmail } from './email.ts';
import { toCategory, toEmailDomain, toIpPrefix } from './implied.ts';
import { toIp } from './ip.ts';

const domainOf = (text: string) => {
  const email = toEmail(text);
  return email && toEmailDomain(email)?.canonical;
};

const prefixOf = (text: string) => {
  const ip = toIp(text);
  return ip && toIpPrefix(ip)?.canonical;
};

describe('what others imply', () => {
  it.each([
    ['John.Doe+shop@GoogleMail.com', 'gmail.com'],
    ['a@b@example.com', 'example.com'],
    ['nobody', undefined],
    ['nobody@', undefined],
  ])('the domain of %s is %s', (text, domain) => expect(domainOf(text)).toBe(domain));

  it.each([
    ['198.51.100.42', '198.51.100.0'],
    ['::ffff:198.51.100.42', '198.51.100.0'],
    ['2001:db8:85a3:8d3:1319:8a2e:370:7348', '2001:db8:85a3::'],
    ['::1', '::'],
  ])('the network of %s is %s', (text, prefix) => expect(prefixOf(text)).toBe(prefix));

  it('a category is of one currency', () => {
    expect(toCategory({ mcc: '5732', purchaseCurrency: '840' })?.canonical).toBe('5732 840');
    expect(toCategory({ mcc: '5732' })).toBeUndefined();
    expect(toCategory({ purchaseCurrency: '840' })).toBeUndefined();
  });
});
