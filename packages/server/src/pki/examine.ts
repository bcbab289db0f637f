import { X509Certificate } from 'node:crypto';
import { certificateFingerprint } from '@whorl/contract';

/** What is wrong with a peer's certificate; the closed list that an answer explains from. */
export type CertificateFault =
  | 'none-sent'
  | 'unreadable'
  | 'wrong-environment'
  | 'unknown-issuer'
  | 'no-client-auth'
  | 'not-yet-valid'
  | 'expired';

/** A certificate as it is at one instant. */
export type Verdict =
  | { readonly ok: true; readonly sha256: string }
  | { readonly ok: false; readonly fault: CertificateFault; readonly sentence: string };

/**
 * A certificate examined once per connection. It is judged for every request, since it may expire while
 * the connection lives.
 */
export interface ExaminedCertificate {
  judge(nowMs: number): Verdict;
}

/** Whose certificates are known, PEM. */
export interface KnownIssuers {
  /** The issuer of this environment's client certificates. */
  readonly issuer: string;
  /** Issuers of other environments, by the environment's name: known only to be named in a refusal. */
  readonly others: Readonly<Record<string, string>>;
}

const clientAuth = '1.3.6.1.5.5.7.3.2';

/**
 * Makes the examination of peer certificates. It is our own: the platform has one code for all faults,
 * accepts certificates without the clientAuth usage, and calls a resumed session authorised that was
 * opened without a certificate.
 *
 * @example
 * const examine = createExamination({ issuer: issuerPem, others: {} });
 * examine(socket.getPeerX509Certificate()?.raw).judge(Date.now());
 */
export function createExamination(known: KnownIssuers) {
  const issuer = new X509Certificate(known.issuer);
  const others = Object.entries(known.others).map(
    ([name, pem]) => [name, new X509Certificate(pem)] as const,
  );
  return (der: Uint8Array | undefined): ExaminedCertificate => {
    if (der === undefined) return always('none-sent', noneSent);
    const certificate = parse(der);
    if (certificate === undefined)
      return always('unreadable', 'the client certificate cannot be read');
    if (isIssuedBy(certificate, issuer)) return examineIssued(certificate);
    const other = others.find(([, candidate]) => isIssuedBy(certificate, candidate));
    if (other === undefined) return always('unknown-issuer', unknownIssuer(certificate, issuer));
    return always('wrong-environment', `the client certificate is for ${other[0]}, not for here`);
  };
}

const noneSent =
  'no client certificate was sent; Java and Windows clients also send none when theirs is not from an announced issuer or comes without its chain';

/** The certificate's own texts are a stranger's and are not repeated. */
function unknownIssuer(certificate: X509Certificate, issuer: X509Certificate): string {
  const name = /^CN=(.*)$/m.exec(issuer.subject)?.[1];
  const namesake = `another authority of the name ${name}, perhaps of another data folder`;
  return certificate.issuer === issuer.subject
    ? `the client certificate was issued by ${namesake}`
    : `the client certificate was not issued by ${name}`;
}

function always(fault: CertificateFault, sentence: string): ExaminedCertificate {
  const verdict = { ok: false, fault, sentence } as const;
  return { judge: () => verdict };
}

function parse(der: Uint8Array): X509Certificate | undefined {
  try {
    return new X509Certificate(der);
  } catch {
    return undefined;
  }
}

const isIssuedBy = (certificate: X509Certificate, issuer: X509Certificate): boolean =>
  certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);

function examineIssued(certificate: X509Certificate): ExaminedCertificate {
  const usages: readonly string[] = certificate.keyUsage ?? [];
  if (!usages.includes(clientAuth))
    return always('no-client-auth', 'the client certificate lacks the clientAuth usage');
  const good = { ok: true, sha256: certificateFingerprint(certificate.raw) } as const;
  const notBeforeMs = Date.parse(certificate.validFrom);
  const notAfterMs = Date.parse(certificate.validTo);
  return {
    judge: (nowMs) => {
      if (nowMs < notBeforeMs) return dated('not-yet-valid', 'is not valid before', notBeforeMs);
      return nowMs > notAfterMs ? dated('expired', 'expired', notAfterMs) : good;
    },
  };
}

const dated = (fault: CertificateFault, words: string, atMs: number): Verdict => ({
  ok: false,
  fault,
  sentence: `the client certificate ${words} ${new Date(atMs).toISOString()}`,
});
