import { X509Certificate } from 'node:crypto';

const block = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/**
 * The certificates of a PEM text, in its order.
 *
 * @throws the platform's error for one that cannot be read
 */
export const readCertificates = (pem: string | Uint8Array): readonly X509Certificate[] =>
  (Buffer.from(pem).toString('latin1').match(block) ?? []).map((one) => new X509Certificate(one));
