import { type HandshakeMessage, messageTypes } from './records.ts';
import { takeVector, takeVectors } from './vectors.ts';

/** The versions that are safe. */
export type TlsVersion = 'TLSv1.2' | 'TLSv1.3';

/** What of a handshake tells who the server is, and what it asks for. */
export interface ServerFlight {
  /** DER, in the order in which they were sent: its own first. None where they could not be read. */
  readonly certificates: readonly Buffer[];
  /** Nothing where it asks for no client certificate. */
  readonly request: CertificateRequest | undefined;
}

/** What a server asks a client for. */
export interface CertificateRequest {
  /** DER of the names whose certificates it takes; without any it leaves open which. */
  readonly authorities: readonly Buffer[];
}

/** How a version writes the two messages. */
interface Form {
  certificates(body: Buffer): readonly Buffer[];
  authorities(body: Buffer): readonly Buffer[];
}

const none = Buffer.alloc(0);
const contentOf = (bytes: Buffer, lengthBytes: 1 | 2 | 3): Buffer =>
  takeVector(bytes, lengthBytes)?.value ?? none;
const after = (bytes: Buffer, lengthBytes: 1 | 2 | 3): Buffer =>
  takeVector(bytes, lengthBytes)?.rest ?? none;

const readNames = (bytes: Buffer): readonly Buffer[] => takeVectors(contentOf(bytes, 2), 2);

const forms: Readonly<Record<TlsVersion, Form>> = {
  'TLSv1.2': {
    // RFC 5246 §7.4.2, and §7.4.4: kinds of certificates, signature algorithms, authorities.
    certificates: (body) => takeVectors(contentOf(body, 3), 3),
    authorities: (body) => readNames(after(after(body, 1), 2)),
  },
  'TLSv1.3': {
    // RFC 8446 §4.4.2, and §4.3.2: both begin with a context.
    certificates: (body) => readEntries(contentOf(after(body, 1), 3)),
    authorities: (body) => readNames(findExtension(contentOf(after(body, 1), 2)) ?? none),
  },
};

/** Reads what a server said of itself. Never throws, whatever the bytes are. */
export function readServerFlight(
  messages: readonly HandshakeMessage[],
  version: TlsVersion,
): ServerFlight {
  const form = forms[version];
  const bodyOf = (wanted: number) => messages.find(({ type }) => type === wanted)?.body;
  const certificate = bodyOf(messageTypes.certificate);
  const request = bodyOf(messageTypes.certificateRequest);
  return {
    certificates: certificate === undefined ? [] : form.certificates(certificate),
    request: request && { authorities: form.authorities(request) },
  };
}

/** Certificates, each with extensions of its own. */
function readEntries(bytes: Buffer): readonly Buffer[] {
  const certificates: Buffer[] = [];
  let entry = takeVector(bytes, 3);
  while (entry !== undefined) {
    certificates.push(entry.value);
    entry = takeVector(after(entry.rest, 2), 3);
  }
  return certificates;
}

/** certificate_authorities (RFC 8446 §4.2.4). */
const authoritiesExtension = 47;
const typeBytes = 2;

/** A loop: a request may have thousands of extensions. */
function findExtension(bytes: Buffer): Buffer | undefined {
  let rest = bytes;
  for (;;) {
    const extension = takeVector(rest.subarray(typeBytes), 2);
    if (extension === undefined) return undefined;
    if (rest.readUInt16BE(0) === authoritiesExtension) return extension.value;
    rest = extension.rest;
  }
}
