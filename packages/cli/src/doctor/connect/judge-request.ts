import type { X509Certificate } from 'node:crypto';
import { certificateFingerprint, type Diagnosis, diagnose } from '@whorl/contract';
import { short } from '../../visible.ts';
import { commonNameOf } from '../certificate-words.ts';
import type { Greeted } from './greet-server.ts';
import { type Finding, type Seen, StepFault } from './step.ts';
import { comparableName, issuerOf, speakingName } from './tls/distinguished-name.ts';

/** What the server asked for, and what we have. */
export interface Asking extends Greeted {
  /** The client certificate and what follows it in its file, as far as that is known. */
  readonly chain: readonly X509Certificate[];
}

/**
 * Holds what the server asks for against what would be sent. Pure.
 *
 * @throws StepFault `no-certificate-asked`, or `certificate-refused`
 */
export function judgeRequest(asking: Asking): Finding<undefined> {
  const { flight, own, refusal } = asking;
  if (flight.certificates.length === 0)
    return { value: undefined, found: ['what it asks for could not be read'] };
  if (flight.request === undefined) throw new StepFault(diagnose('no-certificate-asked'));
  const authorities = flight.request.authorities;
  const seen = describe(authorities, asking);
  const notes = own === undefined ? [] : judgeIssuers(authorities, asking);
  if (refusal !== undefined && own !== undefined)
    throw new StepFault(diagnose('certificate-refused', { code: refusal }), { ...seen, notes });
  return { value: undefined, ...seen, notes };
}

const shownAuthorities = 5;

function describe(authorities: readonly Buffer[], { own, refusal, chain }: Asking): Seen {
  const names = authorities.map(speakingName);
  const isRequired = own === undefined && refusal !== undefined;
  return {
    found: [
      `a client certificate, ${issuedBy(names)}`,
      ...(isRequired ? ['without one it ends the handshake'] : []),
      ...(own === undefined ? [] : ours(own, chain)),
    ],
    facts: {
      authorities: names,
      own: own && certificateFingerprint(own.raw),
      chainLength: own && Math.max(chain.length, 1),
    },
  };
}

function issuedBy(names: readonly string[]): string {
  if (names.length === 0) return 'of whatever issuer';
  const more = names.length - shownAuthorities;
  const shown = names.slice(0, shownAuthorities).join(' or by ');
  return `issued by ${shown}${more > 0 ? `, or by ${more} others` : ''}`;
}

function ours(own: X509Certificate, chain: readonly X509Certificate[]): readonly string[] {
  const issuer = chain.length > 1 ? ', with its issuer' : '';
  const fingerprint = short(certificateFingerprint(own.raw));
  return [`ours: ${commonNameOf(own)}${issuer}`, `sha256 ${fingerprint}`];
}

/** A client looks for the announced names in the whole chain (RFC 5246 §7.4.6). */
function judgeIssuers(
  authorities: readonly Buffer[],
  { own, chain }: Asking,
): readonly Diagnosis[] {
  if (authorities.length === 0 || own === undefined) return [];
  const announced = new Set(authorities.map(comparableName));
  const issuers = [own, ...chain].map(({ raw }) => issuerOf(raw));
  if (issuers.some((issuer) => announced.has(comparableName(issuer)))) return [];
  return [diagnose('issuer-not-announced', { issuer: speakingName(issuerOf(own.raw)) })];
}
