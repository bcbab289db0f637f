/** Elements that are remembered because others were given: larger things that those are part of. */
import { type Groups, isV4, printIp, readIp } from './ip-text.ts';
import type { Element } from './subject.ts';

/** The domain of a canonical e-mail address; `undefined` where there is none. */
export function toEmailDomain({ canonical }: Element): Element | undefined {
  const domain = canonical.slice(canonical.lastIndexOf('@') + 1);
  if (domain === '' || domain === canonical) return undefined;
  return Object.freeze({ kind: 'emailDomain', canonical: domain });
}

/** How many leading bits are one customer's network, or one site's (RFC 6177): of eight groups of 16. */
const prefixBits = { v4: 96 + 24, v6: 48 } as const;

/** The /24 of an IPv4 address, the /48 of an IPv6 address, by its first address. */
export function toIpPrefix({ canonical }: Element): Element | undefined {
  const groups = readIp(canonical);
  if (groups === undefined) return undefined;
  const bits = isV4(groups) ? prefixBits.v4 : prefixBits.v6;
  return Object.freeze({ kind: 'ipPrefix', canonical: printIp(keepBits(groups, bits)) });
}

const keepBits = (groups: Groups, bits: number): Groups =>
  groups.map((group, index) => {
    const kept = Math.min(16, Math.max(0, bits - index * 16));
    return group & (0xffff << (16 - kept)) & 0xffff;
  });

/** A merchant category in one currency: what amounts are compared within. */
export interface CategoryInput {
  readonly mcc?: string | undefined;
  readonly purchaseCurrency?: string | undefined;
}

export function toCategory({ mcc, purchaseCurrency }: CategoryInput): Element | undefined {
  if (!mcc || !purchaseCurrency) return undefined;
  return Object.freeze({ kind: 'category', canonical: `${mcc} ${purchaseCurrency}` });
}
