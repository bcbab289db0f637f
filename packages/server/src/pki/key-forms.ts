/** The forms in which an encryption key is handed over. */
import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { certificateFingerprint, spkiFingerprint } from '@whorl/contract';

/** An RSA public key as RFC 7517 writes it, for sealing alone. */
export interface PublicJwk {
  readonly kty: 'RSA';
  readonly n: string;
  readonly e: string;
  /** Lower-case hex SHA-256 of the DER SubjectPublicKeyInfo: what a call names the key by. */
  readonly kid: string;
  readonly use: 'enc';
  readonly alg: 'RSA-OAEP-256';
  /** The certificate, DER in base64 (RFC 7517 §4.7). */
  readonly x5c?: readonly [string];
  /** base64url SHA-256 of the certificate's DER (RFC 7517 §4.9). */
  readonly 'x5t#S256'?: string;
}

/** An RSA private key as RFC 7518 §6.3.2 writes it. */
export interface PrivateJwk extends PublicJwk {
  readonly d: string;
  readonly p: string;
  readonly q: string;
  readonly dp: string;
  readonly dq: string;
  readonly qi: string;
}

/** The public half of a key that lies in a certificate. */
export interface PublicForms {
  /** The certificate. */
  readonly pem: string;
  /** SubjectPublicKeyInfo. */
  readonly publicKeyPem: string;
  /** The certificate. */
  readonly der: Buffer;
  readonly jwk: PublicJwk;
}

export interface PrivateForms {
  /** PKCS#8. */
  readonly pem: string;
  /** PKCS#8. */
  readonly der: Buffer;
  readonly jwk: PrivateJwk;
}

/** Every public form of an RSA encryption key. @param certificatePem its certificate */
export function publicForms(certificatePem: string): PublicForms {
  const { publicKey, raw } = new X509Certificate(certificatePem);
  const sha256 = Buffer.from(certificateFingerprint(raw), 'hex');
  return {
    pem: certificatePem,
    publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    der: raw,
    jwk: {
      ...(jwkOf(publicKey, publicKey) as PublicJwk),
      x5c: [raw.toString('base64')],
      'x5t#S256': sha256.toString('base64url'),
    },
  };
}

/** Every private form of an RSA encryption key, in clear. @param privateKeyPem PEM */
export function privateForms(privateKeyPem: string): PrivateForms {
  const key = createPrivateKey(privateKeyPem);
  return {
    pem: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    der: key.export({ type: 'pkcs8', format: 'der' }),
    jwk: jwkOf(key, createPublicKey(privateKeyPem)) as PrivateJwk,
  };
}

const jwkOf = (key: KeyObject, publicKey: KeyObject) => ({
  ...key.export({ format: 'jwk' }),
  kid: spkiFingerprint(publicKey),
  use: 'enc' as const,
  alg: 'RSA-OAEP-256' as const,
});
