import { type ClientFault, WhorlError } from './errors.ts';

interface FaultRow {
  readonly code: ClientFault & ('CONNECTION' | 'TLS');
  /** Whether the same call may succeed in a moment. */
  readonly recoverable: boolean;
  readonly says: string;
}

const passing = (says: string): FaultRow => ({ code: 'CONNECTION', recoverable: true, says });
const lasting = (says: string): FaultRow => ({ code: 'CONNECTION', recoverable: false, says });
const distrust = (says: string): FaultRow => ({ code: 'TLS', recoverable: false, says });

const closed = passing(
  'it closed the connection before it answered. If this happens on every call, see whether your client certificate is of this environment, in date and not revoked: a service may refuse it without a word',
);
const unreachable = passing('it cannot be reached from here');
const unknownAuthority = distrust(
  "its certificate is from an authority that is not trusted here. If the service is yours, give its authority's certificate as tls.ca (ca.pem)",
);
const refusedUs = distrust(
  'it did not accept your client certificate. See whether tls.cert holds the certificate followed by its issuer, is of this environment, in date and not revoked',
);

/** What the platform reports when no answer comes, by its code. */
const rows: Readonly<Record<string, FaultRow>> = {
  ECONNRESET: closed,
  EPIPE: closed,
  ECONNREFUSED: passing('nothing listens there. Is the service running?'),
  ETIMEDOUT: unreachable,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  EAI_AGAIN: passing('its name cannot be resolved at the moment'),
  ENOTFOUND: lasting('there is no host of this name; check baseUrl'),
  DEPTH_ZERO_SELF_SIGNED_CERT: unknownAuthority,
  SELF_SIGNED_CERT_IN_CHAIN: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownAuthority,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownAuthority,
  CERT_HAS_EXPIRED: distrust('its certificate has expired'),
  CERT_NOT_YET_VALID: distrust('its certificate is not valid yet; is the clock here right?'),
  ERR_TLS_CERT_ALTNAME_INVALID: distrust(
    'its certificate is for other host names than that of baseUrl',
  ),
  ERR_SSL_WRONG_VERSION_NUMBER: distrust('what listens there does not speak TLS'),
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: refusedUs,
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: refusedUs,
  ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE: refusedUs,
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED: refusedUs,
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_REVOKED: refusedUs,
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN: refusedUs,
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: refusedUs,
  'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE': refusedUs,
};

/** Why no answer came, as an error that says what to do. */
export function connectionFault(cause: unknown, url: URL): WhorlError {
  const reason = codeOf(cause);
  const { code, recoverable, says } = rows[reason] ?? unknownRow(reason);
  const message = `The service at ${url.host} gave no answer: ${says} (${reason}).`;
  return new WhorlError(code, message, { recoverable, cause });
}

const codeOf = (cause: unknown): string =>
  cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';

const unknownRow = (reason: string): FaultRow =>
  /^(ERR_SSL|ERR_TLS|EPROTO|CERT_|HOSTNAME_)/.test(reason)
    ? distrust('the TLS handshake failed')
    : lasting('the connection failed');
