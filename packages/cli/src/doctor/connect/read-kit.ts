/** A caller's files, each as what it is for. */
import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import type { PemIdentity, PfxIdentity } from '@whorl/client';
import { type Diagnosis, diagnose } from '@whorl/contract';
import type { Equipment } from './equipment.ts';
import { readCertificates } from './pem-certificates.ts';
import { StepFault } from './step.ts';

/** What a caller holds, read. */
export interface Kit {
  /** For a handshake: certificate, key and authorities, as far as there are any. */
  readonly context: SecureContextOptions;
  /** The client certificate and what follows it, where it is in PEM. */
  readonly chain: readonly X509Certificate[];
  /** Those to trust; none where the platform's are. */
  readonly authorities: readonly X509Certificate[];
  readonly requestKey: KeyObject | undefined;
  readonly responseKey: KeyObject | undefined;
}

/**
 * Reads them. Pure.
 *
 * @throws WrongPart for one that is something else; StepFault for keys that do not fit
 */
export function readKit({ tls, ca, requestKey, responseKey }: Equipment): Kit {
  return {
    chain: tls !== undefined && isPem(tls) ? readPair(tls) : [],
    authorities: ca === undefined ? [] : readChain(ca, 'no-authority'),
    context: contextOf({ tls, ca }),
    requestKey: readKey(requestKey, {
      ...{ what: 'the request key', fault: 'no-public-request-key', read: publicKeyOf },
    }),
    responseKey: readKey(responseKey, {
      ...{ what: 'the response key', fault: 'no-private-response-key', read: createPrivateKey },
    }),
  };
}

const isPem = (tls: PemIdentity | PfxIdentity): tls is PemIdentity => 'cert' in tls;

/** The rows for a file that is not what it is for. */
export type PartFault =
  | 'no-authority'
  | 'no-client-certificate'
  | 'no-client-key'
  | 'no-public-request-key'
  | 'no-private-response-key';

/** A file that is something else. */
export class WrongPart extends Error {
  readonly fault: PartFault;
  /** What it is can be told by it. */
  readonly content: string | Uint8Array;

  constructor(fault: PartFault, content: string | Uint8Array) {
    super(fault);
    this.fault = fault;
    this.content = content;
  }
}

interface Part<Value> {
  readonly content: string | Uint8Array;
  readonly fault: PartFault;
  read(text: string): Value;
}

function readPart<Value>({ content, fault, read }: Part<Value>): Value {
  try {
    return read(Buffer.from(content).toString('latin1'));
  } catch {
    // The platform's own message could quote the file.
    throw new WrongPart(fault, content);
  }
}

const readChain = (
  content: string | Uint8Array,
  fault: 'no-authority' | 'no-client-certificate',
): readonly X509Certificate[] =>
  readPart({ content, fault, read: (text) => atLeastOne(readCertificates(text)) });

function atLeastOne<Value>(values: readonly Value[]): readonly Value[] {
  if (values.length === 0) throw new RangeError('none');
  return values;
}

function readPair({ cert, key }: PemIdentity): readonly X509Certificate[] {
  const chain = readChain(cert, 'no-client-certificate');
  const privateKey = readPart({ content: key, fault: 'no-client-key', read: createPrivateKey });
  if (chain[0]?.checkPrivateKey(privateKey) === true) return chain;
  throw new StepFault(diagnose('key-mismatch', { certificate: 'the client certificate' }), {
    found: ['the private key of the client certificate'],
  });
}

/** Envelopes take RSA alone. */
function readKey(
  content: string | undefined,
  { what, ...part }: Omit<Part<KeyObject>, 'content'> & { readonly what: string },
): KeyObject | undefined {
  if (content === undefined) return undefined;
  const key = readPart({ ...part, content });
  const kind = key.asymmetricKeyType ?? 'unknown';
  if (kind === 'rsa') return key;
  throw new StepFault(
    diagnose('key-kind', { what, kind, wanted: 'an RSA key of 2048 to 4096 bits' }),
  );
}

const isPrivate = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/** Of a certificate too. A private key has a public half, and is the wrong file all the same. */
function publicKeyOf(pem: string): KeyObject {
  if (pem.includes('-----BEGIN CERTIFICATE-----')) return new X509Certificate(pem).publicKey;
  if (isPrivate.test(pem)) throw new RangeError('private');
  return createPublicKey(pem);
}

function contextOf({ tls, ca }: Pick<Equipment, 'tls' | 'ca'>): SecureContextOptions {
  const trust = ca === undefined ? {} : { ca: Buffer.from(ca) };
  if (tls === undefined) return trust;
  if (isPem(tls)) return { cert: Buffer.from(tls.cert), key: Buffer.from(tls.key), ...trust };
  const context = { pfx: Buffer.from(tls.pfx), passphrase: tls.passphrase, ...trust };
  try {
    createSecureContext(context);
  } catch (error) {
    throw new StepFault(storeFault(String(error)));
  }
  return context;
}

function storeFault(message: string): Diagnosis {
  if (/mac verify failure/i.test(message))
    return diagnose('store-password-wrong', { file: 'client.p12' });
  if (/unsupported/i.test(message))
    return diagnose('store-old-encryption', { algorithm: 'an old algorithm' });
  return diagnose('store-damaged');
}
