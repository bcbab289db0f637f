import { Agent } from 'node:https';
import { createSecureContext, type SecureContext } from 'node:tls';
import { checkAuthorities, checkCertificate } from './credentials.ts';
import { misconfigured } from './errors.ts';

/** Who calls, by certificate and key in PEM, and whom to trust. */
export interface PemIdentity {
  /** The client certificate, followed by its issuer. */
  readonly cert: string | Uint8Array;
  readonly key: string | Uint8Array;
  /** Authorities to trust for the server, PEM; the system's when left out. */
  readonly ca?: string | Uint8Array;
}

/** The same from one PKCS#12 file. */
export interface PfxIdentity {
  readonly pfx: Uint8Array;
  readonly passphrase: string;
  readonly ca?: string | Uint8Array;
}

/** Where to call, and as whom. */
export interface ConnectionOptions {
  /** Ends in `/identity`, such as `https://localhost:8443/identity`. */
  readonly baseUrl: string;
  readonly tls: PemIdentity | PfxIdentity;
  /** How many calls are on the wire at once, each on a connection of its own; others wait. 64 */
  readonly maxSockets?: number;
}

/** Kept-alive connections to one service. */
export interface Connection {
  /** The address of the one operation. */
  readonly url: URL;
  readonly agent: Agent;
  /** Fingerprint of the client certificate's public key, where it came as PEM. */
  readonly tlsFingerprint: string | undefined;
  /** Closes all connections; calls in flight fail. */
  close(): void;
}

/**
 * Prepares connections to one service: kept alive, and with their TLS sessions resumed, since a
 * handshake costs more than a call. Nothing is sent yet.
 *
 * @throws WhorlError `CONFIGURATION`
 */
export function connect({ baseUrl, tls, maxSockets = 64 }: ConnectionOptions): Connection {
  const url = readBaseUrl(baseUrl);
  const tlsFingerprint = isPfx(tls) ? undefined : checkCertificate(tls.cert, tls.key);
  if (tls.ca !== undefined) checkAuthorities(tls.ca);
  const agent = new Agent({
    keepAlive: true,
    maxSockets,
    // A pool that outgrows Node's 256 free sockets would close connections only to open them again.
    maxFreeSockets: maxSockets,
    secureContext: secureContextOf(tls),
    // Said aloud: else NODE_TLS_REJECT_UNAUTHORIZED=0 of some other part of a program would apply here.
    rejectUnauthorized: true,
  });
  return { url, agent, tlsFingerprint, close: () => agent.destroy() };
}

function readBaseUrl(baseUrl: string): URL {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url?.protocol !== 'https:')
    throw misconfigured(
      'baseUrl must be an https URL that ends in /identity, such as https://localhost:8443/identity.',
    );
  if (url.username !== '' || url.search !== '' || url.hash !== '')
    throw misconfigured('baseUrl must have no user name, query or fragment.');
  return new URL(`${url.origin}${url.pathname.replace(/\/+$/, '')}/transactions`);
}

/** Made once: a PKCS#12 file takes longer to open than a call. */
function secureContextOf(tls: PemIdentity | PfxIdentity): SecureContext {
  const identity = isPfx(tls)
    ? { pfx: Buffer.from(tls.pfx), passphrase: tls.passphrase }
    : { cert: nodeForm(tls.cert), key: nodeForm(tls.key) };
  const trust = tls.ca === undefined ? {} : { ca: nodeForm(tls.ca) };
  try {
    return createSecureContext({ ...identity, ...trust, minVersion: 'TLSv1.2' });
  } catch (cause) {
    throw misconfigured(explainContext(tls, cause), cause);
  }
}

const isPfx = (tls: PemIdentity | PfxIdentity): tls is PfxIdentity =>
  'pfx' in tls && tls.pfx !== undefined;

const nodeForm = (value: string | Uint8Array): string | Buffer =>
  typeof value === 'string' ? value : Buffer.from(value);

function explainContext(tls: PemIdentity | PfxIdentity, cause: unknown): string {
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (!isPfx(tls)) return `tls is not usable: ${reason}.`;
  if (/mac verify failure/i.test(reason)) return 'tls.passphrase does not open tls.pfx.';
  if (/unsupported/i.test(reason))
    return 'tls.pfx is in an old format that this Node.js does not open. Write it anew: openssl pkcs12 -legacy -in OLD.p12 -nodes -out ALL.pem && openssl pkcs12 -export -in ALL.pem -out NEW.p12 && rm ALL.pem';
  return `tls.pfx is not a PKCS#12 file that can be read: ${reason}.`;
}
