/** A caller's files, each as what it is for. What a file is instead is the offline doctor's to say. */
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
 * @throws StepFault for one that is not what it is for
 */
export function readKit({ tls, ca, requestKey, responseKey }: Equipment): Kit {
  return {
    chain: tls !== undefined && isPem(tls) ? readPair(tls) : [],
    authorities: ca === undefined ? [] : readChain(ca, 'no-authority'),
    context: contextOf({ tls, ca }),
    requestKey: readKey(requestKey, { read: publicKeyOf, otherwise: 'no-public-request-key' }),
    responseKey: readKey(responseKey, {
      read: createPrivateKey,
      otherwise: 'no-private-response-key',
    }),
  };
}

const isPem = (tls: PemIdentity | PfxIdentity): tls is PemIdentity => 'cert' in tls;

const found = 'nothing of the kind';

function attempt<Value>(read: () => Value, otherwise: () => Diagnosis): Value {
  try {
    return read();
  } catch {
    // The platform's own message could quote the file.
    throw new StepFault(otherwise());
  }
}

function readChain(
  pem: string | Uint8Array,
  otherwise: 'no-authority' | 'no-client-certificate',
): readonly X509Certificate[] {
  const fault = () => diagnose(otherwise, { found });
  const certificates = attempt(() => readCertificates(pem), fault);
  if (certificates.length === 0) throw new StepFault(fault());
  return certificates;
}

function readPair({ cert, key }: PemIdentity): readonly X509Certificate[] {
  const chain = readChain(cert, 'no-client-certificate');
  const privateKey = attempt(
    () => createPrivateKey(Buffer.from(key)),
    () => diagnose('no-client-key', { found }),
  );
  if (chain[0]?.checkPrivateKey(privateKey) !== true)
    throw new StepFault(diagnose('key-mismatch', { certificate: 'the client certificate' }), {
      found: ['the private key of the client certificate'],
    });
  return chain;
}

interface Reading {
  readonly read: (pem: string) => KeyObject;
  readonly otherwise: 'no-public-request-key' | 'no-private-response-key';
}

/** Envelopes take RSA alone. */
function readKey(pem: string | undefined, { read, otherwise }: Reading): KeyObject | undefined {
  if (pem === undefined) return undefined;
  const fault = () => diagnose(otherwise, { found });
  const key = attempt(() => read(pem), fault);
  if (key.asymmetricKeyType !== 'rsa') throw new StepFault(fault());
  return key;
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
