import type { KeyPair } from '../registry/registry.ts';

/**
 * Why a `kid` names no active request key, and which one would: integrators lose days over which
 * key is which. Fingerprints of public keys only.
 */
export function explainKid(kid: string | undefined, pairs: readonly KeyPair[]): string {
  const active = pairs.filter(({ status }) => status === 'active');
  const wanted = active.map(({ requestKey }) => requestKey.fingerprint).join(' or ');
  const cure = wanted
    ? `requests are encrypted to the Client Encryption Key ${wanted}`
    : 'this project has no active Client Encryption Key';
  return `${faultOf(kid, pairs)}; ${cure}`;
}

function faultOf(kid: string | undefined, pairs: readonly KeyPair[]): string {
  if (kid === undefined) return 'the envelope has no kid';
  const named = abbreviate(kid);
  if (pairs.some(({ responseKey }) => responseKey.fingerprint === kid))
    return `kid ${named} is the fingerprint of your response key`;
  if (pairs.some(({ requestKey }) => names(requestKey, kid)))
    return `kid ${named} is a key of yours that was revoked`;
  return `kid ${named} is no key of this project`;
}

const names = ({ fingerprint, certificateFingerprint }: KeyPair['requestKey'], kid: string) =>
  fingerprint === kid || certificateFingerprint === kid;

/** A kid is the caller's text: only what looks like a fingerprint is repeated, and only its head. */
const abbreviate = (kid: string): string =>
  /^[0-9a-f]{64}$/.test(kid) ? `${kid.slice(0, 8)}...` : `(${kid.length} characters)`;
