import { canonicaliseDomain, hasKnownTopLevel } from './domain.ts';
import { canonicaliseMailbox } from './email-providers.ts';
import { isV4, readIp } from './ip-text.ts';
import type { Element } from './subject.ts';

/** What is wrong with an e-mail address; each is a row of the table of warnings. */
export type EmailFault =
  | 'email-general-syntax'
  | 'email-username-syntax'
  | 'email-domain-syntax'
  | 'email-top-level-domain'
  | 'email-too-long';

/** An e-mail address, and whether a mailbox provider would take it. */
export interface EmailAddress extends Element {
  readonly kind: 'email';
  readonly valid: boolean;
  /** Absent when valid. */
  readonly fault?: EmailFault;
}

/** RFC 5321 §4.5.3.1: the local part in octets, and the path without its brackets. */
const maxLocalOctets = 64;
const maxOctets = 254;

/** A dot-atom, of ASCII (RFC 5322 §3.2.3) and of any script (RFC 6531 §3.3). */
const atom = "[\\w!#$%&'*+/=?^`{|}~\\u0080-\\uffff-]+";
const dotAtom = new RegExp(`^${atom}(?:\\.${atom})*$`);
const notText = /[\u0080-\u00a0\u2028\u2029\ud800-\udfff]/u;

/** A quoted string without folding or control characters: RFC 5321 §4.1.2. */
const quotedString = /^"(?:[ !#-[\]-~\u0080-\uffff]|\\[ -~])*"$/;

/**
 * Reads an e-mail address by RFC 5321, as mailbox providers accept it: internationalised domains and
 * local parts, quoted local parts and address literals are valid; comments, folded white space and
 * domains outside the public suffix list are not. White space around the address makes it invalid,
 * yet is not part of what is remembered. `undefined` when there is nothing but white space.
 *
 * @example toEmail('John.Doe+shop@GoogleMail.com')?.canonical // 'johndoe@gmail.com'
 */
export function toEmail(text: string): EmailAddress | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  const reading = readAddress(trimmed);
  const fault = trimmed === text ? reading.fault : (reading.fault ?? 'email-general-syntax');
  const { canonical } = reading;
  return Object.freeze({
    kind: 'email',
    canonical,
    valid: fault === undefined,
    ...(fault && { fault }),
  });
}

/** A reading always has a canonical form: for what cannot be parsed, the text in lower case. */
interface Reading {
  readonly canonical: string;
  readonly fault?: EmailFault;
}

function readAddress(text: string): Reading {
  const folded = text.normalize('NFC').toLowerCase();
  const at = folded.lastIndexOf('@');
  const local = readLocal(folded.slice(0, Math.max(at, 0)));
  const domain = readDomain(folded.slice(at + 1));
  const fault = findFault({ folded, at, local, domain });
  if (local === undefined || domain === undefined || fault === 'email-too-long')
    return { canonical: folded, ...(fault && { fault }) };
  return { canonical: canonicaliseMailbox(local, domain), ...(fault && { fault }) };
}

interface Parts {
  readonly folded: string;
  readonly at: number;
  readonly local: string | undefined;
  readonly domain: string | undefined;
}

function findFault({ folded, at, local, domain }: Parts): EmailFault | undefined {
  if (at < 1 || at === folded.length - 1) return 'email-general-syntax';
  if (countOctets(folded.slice(0, at)) > maxLocalOctets) return 'email-too-long';
  if (countOctets(folded) > maxOctets) return 'email-too-long';
  if (local === undefined) return 'email-username-syntax';
  if (domain === undefined) return 'email-domain-syntax';
  return domain.startsWith('[') || hasKnownTopLevel(domain) ? undefined : 'email-top-level-domain';
}

/** The local part without quotes that it does not need (RFC 5321 §4.1.2), if it is one. */
function readLocal(local: string): string | undefined {
  if (notText.test(local)) return undefined;
  if (dotAtom.test(local)) return local;
  if (!quotedString.test(local)) return undefined;
  const content = local.slice(1, -1).replace(/\\(.)/g, '$1');
  return dotAtom.test(content) ? content : `"${content.replace(/["\\]/g, '\\$&')}"`;
}

function readDomain(domain: string): string | undefined {
  return domain.startsWith('[') ? readLiteral(domain) : canonicaliseDomain(domain);
}

/** An address literal, IPv4 or tagged IPv6: RFC 5321 §4.1.3. */
function readLiteral(domain: string): string | undefined {
  const [, tag, address = ''] = /^\[(ipv6:)?([^\]]*)\]$/.exec(domain) ?? [];
  const groups = readIp(address);
  const tagged = tag !== undefined;
  if (groups === undefined || tagged !== address.includes(':')) return undefined;
  return tagged && isV4(groups) ? undefined : domain;
}

/** Octets in UTF-8, without an encoder: the engine has no platform. */
function countOctets(text: string): number {
  let octets = 0;
  for (const letter of text) {
    const codePoint = letter.codePointAt(0) ?? 0;
    octets += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
  }
  return octets;
}
