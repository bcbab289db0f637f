import { type Groups, printIp, readIp } from './ip-text.ts';
import type { Element } from './subject.ts';

/** What an address range is for: `public` is what a customer's network sends from. */
export type IpScope = 'public' | 'private' | 'shared' | 'loopback' | 'link-local' | 'reserved';

/** An IP address, IPv4-mapped IPv6 read as IPv4. */
export interface IpAddress extends Element {
  readonly kind: 'ip';
  readonly scope: IpScope;
}

/** Ranges that no customer sends from: the IANA special-purpose address registries (RFC 6890). */
const ranges: readonly (readonly [cidr: string, scope: IpScope])[] = [
  ['0.0.0.0/8', 'reserved'],
  ['10.0.0.0/8', 'private'],
  ['100.64.0.0/10', 'shared'],
  ['127.0.0.0/8', 'loopback'],
  ['169.254.0.0/16', 'link-local'],
  ['172.16.0.0/12', 'private'],
  ['192.0.0.0/24', 'reserved'],
  ['192.0.2.0/24', 'reserved'],
  ['192.168.0.0/16', 'private'],
  ['198.18.0.0/15', 'reserved'],
  ['198.51.100.0/24', 'reserved'],
  ['203.0.113.0/24', 'reserved'],
  ['224.0.0.0/3', 'reserved'],
  ['::/128', 'reserved'],
  ['::1/128', 'loopback'],
  ['100::/64', 'reserved'],
  ['2001:db8::/32', 'reserved'],
  ['3fff::/20', 'reserved'],
  ['fc00::/7', 'private'],
  ['fe80::/10', 'link-local'],
  ['ff00::/8', 'reserved'],
];

/** A range ready to be compared: its groups, and how many leading bits count. */
interface Range {
  readonly groups: Groups;
  readonly bits: number;
  readonly scope: IpScope;
}

const compiled: readonly Range[] = ranges.map(([cidr, scope]) => {
  const [address = '', bits] = cidr.split('/');
  const offset = address.includes(':') ? 0 : 96;
  return { groups: readIp(address) ?? [], bits: Number(bits) + offset, scope };
});

/**
 * Reads an IPv4 or IPv6 address; `undefined` when the text is neither.
 *
 * @example toIp('::ffff:198.51.100.42')?.canonical // '198.51.100.42'
 */
export function toIp(text: string): IpAddress | undefined {
  const groups = readIp(text.trim());
  if (groups === undefined) return undefined;
  const scope = compiled.find((range) => contains(range, groups))?.scope ?? 'public';
  return Object.freeze({ kind: 'ip', canonical: printIp(groups), scope });
}

function contains(range: Range, groups: Groups): boolean {
  return groups.every((group, index) => {
    const bits = Math.min(16, Math.max(0, range.bits - index * 16));
    return (group ^ (range.groups[index] ?? 0)) >> (16 - bits) === 0;
  });
}
