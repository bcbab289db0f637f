import { X509Certificate } from 'node:crypto';
import { certificateFingerprint, type Diagnosis, diagnose } from '@whorl/contract';
import { boundedKeyOf } from './bounded-keys.ts';

/** A certificate as it is at one instant. */
export type Verdict =
  | { readonly ok: true; readonly sha256: string }
  | { readonly ok: false; readonly diagnosis: Diagnosis };

/**
 * A certificate examined once per connection. It is judged for every request, since it may expire while
 * the connection lives.
 */
export interface ExaminedCertificate {
  /** Lower-case hex SHA-256 of its DER; `undefined` where there is none that can be read. */
  readonly sha256: string | undefined;
  /** As one that this environment must have issued. */
  judge(nowMs: number): Verdict;
  /**
   * As one that is pinned by its bytes, whoever issued it. Good only for a certificate that is registered
   * under its `sha256`: its subject and its issuer prove nothing.
   */
  judgePinned(nowMs: number): Verdict;
}

/** Whose certificates are known, PEM. */
export interface KnownIssuers {
  /** The issuers of this environment's client certificates, the newest first. */
  readonly issuers: readonly string[];
  /** Issuers of other environments, by the environment's name: known only to be named in a refusal. */
  readonly others: Readonly<Record<string, readonly string[]>>;
}

const clientAuth = '1.3.6.1.5.5.7.3.2';

/**
 * Makes the examination of peer certificates. It is our own: the platform has one code for all faults,
 * accepts certificates without the clientAuth usage, and calls a resumed session authorised that was
 * opened without a certificate.
 *
 * @throws RangeError where no issuer is given
 * @example
 * const examine = createExamination({ issuers: [issuerPem], others: {} });
 * examine(socket.getPeerX509Certificate()?.raw).judge(Date.now());
 */
export function createExamination(known: KnownIssuers) {
  const [newest, ...former] = known.issuers.map((pem) => new X509Certificate(pem));
  if (newest === undefined) throw new RangeError('An examination needs at least one issuer.');
  const issuers = [newest, ...former] as const;
  const others = Object.entries(known.others).flatMap(([name, pems]) =>
    pems.map((pem) => [name, new X509Certificate(pem)] as const),
  );

  function findStranger(certificate: X509Certificate): Verdict | undefined {
    if (issuers.some((issuer) => isIssuedBy(certificate, issuer))) return undefined;
    const other = others.find(([, issuer]) => isIssuedBy(certificate, issuer));
    if (other === undefined) return refused(unknownIssuer(certificate, issuers));
    return refused(diagnose('wrong-environment', { environment: other[0] }));
  }

  return (der: Uint8Array | undefined): ExaminedCertificate => {
    if (der === undefined) return unusable(refused(diagnose('none-sent')));
    const certificate = parse(der);
    if (certificate === undefined) return unusable(refused(diagnose('certificate-unreadable')));
    const stranger = findStranger(certificate);
    const judgePinned = judgeItself(certificate);
    return {
      sha256: certificateFingerprint(certificate.raw),
      judge: (nowMs) => stranger ?? judgePinned(nowMs),
      judgePinned,
    };
  };
}

/** The certificate's own texts are a stranger's and are not repeated. */
function unknownIssuer(
  certificate: X509Certificate,
  issuers: readonly [X509Certificate, ...X509Certificate[]],
): Diagnosis {
  const namesake = issuers.find(({ subject }) => certificate.issuer === subject);
  const issuer = nameOf(namesake ?? issuers[0]);
  return diagnose(namesake ? 'namesake-issuer' : 'unknown-issuer', { issuer });
}

const nameOf = ({ subject }: X509Certificate): string => /^CN=(.*)$/m.exec(subject)?.[1] ?? '';

const refused = (diagnosis: Diagnosis): Verdict => ({ ok: false, diagnosis });

const unusable = (verdict: Verdict): ExaminedCertificate => ({
  sha256: undefined,
  judge: () => verdict,
  judgePinned: () => verdict,
});

function parse(der: Uint8Array): X509Certificate | undefined {
  try {
    return new X509Certificate(der);
  } catch {
    return undefined;
  }
}

/** Whether a certificate names another as its issuer, and is signed by its key. Never throws, whoever made them. */
export function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  if (!certificate.checkIssued(issuer)) return false;
  const key = boundedKeyOf(issuer);
  return key !== undefined && certificate.verify(key);
}

/** What holds of a caller's certificate whoever issued it: its usage, and its dates. */
export function judgeItself(certificate: X509Certificate): (nowMs: number) => Verdict {
  const usages: readonly string[] = certificate.keyUsage ?? [];
  if (!usages.includes(clientAuth)) return () => lacksClientAuth;
  if (certificate.ca) return () => isAuthority;
  const good = { ok: true, sha256: certificateFingerprint(certificate.raw) } as const;
  const notBeforeMs = Date.parse(certificate.validFrom);
  const notAfterMs = Date.parse(certificate.validTo);
  return (nowMs) => {
    if (nowMs < notBeforeMs) return dated('certificate-not-yet-valid', notBeforeMs);
    return nowMs > notAfterMs ? dated('certificate-expired', notAfterMs) : good;
  };
}

const lacksClientAuth = refused(diagnose('no-client-auth'));
/** Its key signs for others: whoever holds it is not one caller. */
const isAuthority = refused(diagnose('authority-as-client'));

const what = 'the client certificate';

const dated = (code: 'certificate-not-yet-valid' | 'certificate-expired', atMs: number): Verdict =>
  refused(diagnose(code, { what, at: new Date(atMs).toISOString() }));
