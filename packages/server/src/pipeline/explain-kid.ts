import { abbreviateKid, type Diagnosis, diagnose } from '@whorl/contract';
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
  const wanted = wantedOf(known.pairs.filter(({ status }) => status === 'active'));
  if (wanted === undefined) return diagnose('no-request-key');
  if (kid === undefined) return diagnose('kid-missing', { wanted });
  return diagnose(faultOf(kid, known), { kid: abbreviateKid(kid), wanted });
}

/** A project in the midst of a rotation has two; one that tries things out may have dozens. */
const namedKeys = 2;

function wantedOf(active: readonly KeyPair[]): string | undefined {
  if (active.length === 0) return undefined;
  const newest = active.toSorted((one, other) => other.createdAtMs - one.createdAtMs);
  const names = newest.slice(0, namedKeys).map(({ requestKey }) => requestKey.fingerprint);
  const more = active.length - names.length;
  return [...names, ...(more > 0 ? [`one of ${more} older ones`] : [])].join(' or ');
}

function faultOf(kid: string, { credential, pairs }: Known) {
  if (pairs.some(({ responseKey }) => responseKey.fingerprint === kid)) return 'kid-response-key';
  if (kid === credential.sha256 || kid === credential.keyFingerprint)
    return 'kid-client-certificate';
  return pairs.some(({ requestKey }) => names(requestKey, kid)) ? 'kid-revoked' : 'kid-unknown';
}

const names = ({ fingerprint, certificateFingerprint }: KeyPair['requestKey'], kid: string) =>
  fingerprint === kid || certificateFingerprint === kid;
