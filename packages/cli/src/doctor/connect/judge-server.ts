import type { X509Certificate } from 'node:crypto';
import { type Diagnosis, diagnose } from '@whorl/contract';
import { judgeDates } from '../certificate.ts';
import { commonNameOf } from '../certificate-words.ts';
import { issuerOf, speakingName } from './tls/distinguished-name.ts';

/** What is known of a server that is not to be believed. */
export interface JudgedServer {
  /** As it was sent: its own certificate first. */
  readonly chain: readonly X509Certificate[];
  /** Those that are trusted here; none where the platform's are. */
  readonly authorities: readonly X509Certificate[];
  readonly host: string;
  readonly nowMs: number;
}

const untrusted = [
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_UNTRUSTED',
  'CERT_SIGNATURE_FAILURE',
];

/** Why a server's certificate is not believed. Pure. @param code the platform's (X509_verify_cert_error_string) */
export function judgeServer(code: string, server: JudgedServer): Diagnosis {
  const [leaf] = server.chain;
  // The platform reads more than DER: of lengths without an end, for one, a signature cannot be right.
  const isDer = leaf === undefined || issuerOf(leaf.raw).length > 0;
  if (untrusted.includes(code) && isDer) return judgeIssuer(server);
  if (code.includes('ALTNAME')) return otherName(server);
  return judgeAllDates(server) ?? diagnose('server-certificate-unusable', { code });
}

function judgeIssuer({ chain, authorities }: JudgedServer): Diagnosis {
  const [leaf] = chain;
  const top = chain.at(-1);
  if (leaf === undefined || top === undefined)
    return diagnose('server-untrusted', { issuer: 'not known' });
  const issuer = speakingName(issuerOf(top.raw));
  if (authorities.some(({ subject }) => subject === top.issuer))
    return diagnose('server-namesake', { issuer });
  const isAlone = chain.length === 1 && leaf.subject !== leaf.issuer;
  // Certificates of public authorities say where their issuer's is to be had (RFC 5280 §4.2.2.1), and that is never the root.
  const isPublic = leaf.infoAccess?.includes('CA Issuers') === true;
  return diagnose(isAlone && isPublic ? 'server-chain-incomplete' : 'server-untrusted', { issuer });
}

const shownNames = 5;

function otherName({ chain: [leaf], host }: JudgedServer): Diagnosis {
  const all = leaf?.subjectAltName?.split(', ') ?? [];
  const names = all.map((name) => name.replace(/^(DNS|IP Address):/, '').slice(0, 100));
  const more = names.length > shownNames ? `, and ${names.length - shownNames} more` : '';
  const shown = names.slice(0, shownNames).join(', ') + more;
  return diagnose('server-name', { host, names: shown || 'it has none' });
}

function judgeAllDates({ chain, nowMs }: JudgedServer): Diagnosis | undefined {
  for (const [at, certificate] of chain.entries()) {
    const what =
      at === 0 ? "the server's certificate" : `the server's issuer ${commonNameOf(certificate)}`;
    const fault = judgeDates(certificate, { what, nowMs });
    if (fault !== undefined) return fault;
  }
  return undefined;
}
