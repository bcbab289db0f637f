import { parse } from 'tldts';
import { encodePunycode } from './punycode.ts';

const maxDomainLength = 255;
const maxLabelLength = 63;

/** A label of letters, digits and inner hyphens: RFC 1123 §2.1. */
const asciiLabel = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;

/** An internationalised label before encoding; which scripts may mix is left to registries. */
const unicodeLabel = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}·-]*[\p{L}\p{M}\p{N}])?$/u;

/** The full stops that people type in other scripts: RFC 3490 §3.1. */
const foreignDots = /[。｡．]/g;

/**
 * The ASCII form of a domain, lower-cased, internationalised labels in Punycode; `undefined` when
 * a label breaks the rules or the whole is too long. Mapping is NFKC and lower case, which is
 * UTS #46 without its table of exceptions.
 *
 * @example canonicaliseDomain('MÜNCHEN.de') // 'xn--mnchen-3ya.de'
 */
export function canonicaliseDomain(text: string): string | undefined {
  if (text.length > maxDomainLength) return undefined;
  const mapped = text.normalize('NFKC').toLowerCase().normalize('NFKC').replace(foreignDots, '.');
  const labels = mapped.split('.').map(toAsciiLabel);
  const domain = labels.every((label) => label !== undefined) ? labels.join('.') : undefined;
  return domain === undefined || domain.length > maxDomainLength ? undefined : domain;
}

function toAsciiLabel(label: string): string | undefined {
  if (label.length > maxLabelLength) return undefined;
  if (asciiLabel.test(label)) return label;
  if (isAscii(label) || !unicodeLabel.test(label)) return undefined;
  const encoded = `xn--${encodePunycode(label)}`;
  return encoded.length > maxLabelLength ? undefined : encoded;
}

const isAscii = (text: string): boolean => Array.from(text).every((letter) => letter < '\x80');

/** Whether a canonical domain ends in a top-level domain of the public suffix list, below it. */
export function hasKnownTopLevel(domain: string): boolean {
  return domain.includes('.') && parse(domain, lookup).isIcann === true;
}

const lookup = { extractHostname: false, validateHostname: false, detectIp: false };
