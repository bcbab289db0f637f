import { type Diagnosis, diagnose } from '@whorl/contract';
import type { Credential, KeyPair } from '../registry/registry.ts';

/** What a caller has, which a `kid` may name. */
export interface Known {
  readonly credential: Pick<Credential, 'sha256' | 'keyFingerprint'>;
  readonly pairs: readonly KeyPair[];
}

/**
 * Why a `kid` names no active request key, and which one would: integrators lose days over which
 * key is which. Fingerprints of public keys only.
 */
export function explainKid(kid: string | undefined, known: Known): Diagnosis {
  const active = known.pairs.filter(({ status }) => status === 'active');
  const wanted = active.map(({ requestKey }) => requestKey.fingerprint).join(' or ');
  if (wanted === '') return diagnose('no-request-key');
  if (kid === undefined) return diagnose('kid-missing', { wanted });
  return diagnose(faultOf(kid, known), { kid: abbreviate(kid), wanted });
}

function faultOf(kid: string, { credential, pairs }: Known) {
  if (pairs.some(({ responseKey }) => responseKey.fingerprint === kid)) return 'kid-response-key';
  if (kid === credential.sha256 || kid === credential.keyFingerprint)
    return 'kid-client-certificate';
  return pairs.some(({ requestKey }) => names(requestKey, kid)) ? 'kid-revoked' : 'kid-unknown';
}

const names = ({ fingerprint, certificateFingerprint }: KeyPair['requestKey'], kid: string) =>
  fingerprint === kid || certificateFingerprint === kid;

/** A kid is the caller's text: only what looks like a fingerprint is repeated, and only its head. */
const abbreviate = (kid: string): string =>
  /^[0-9a-f]{64}$/.test(kid) ? `${kid.slice(0, 8)}...` : `(${kid.length} characters)`;
