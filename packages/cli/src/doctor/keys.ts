import { createPublicKey, type KeyObject } from 'node:crypto';
import { certificateFingerprint, spkiFingerprint } from '@whorl/contract';
import type { Content } from './content.ts';
import type { ExaminedFile } from './examined-file.ts';

/** The public half of the first key of a file: its certificate's, its public key, or its private key's. */
export function publicKeyOf({
  certificates,
  publicKeys,
  privateKeys,
}: Content): KeyObject | undefined {
  const [certificate] = certificates;
  const [publicKey = certificate?.publicKey] = publicKeys;
  const [privateKey] = privateKeys;
  return publicKey ?? (privateKey && createPublicKey(privateKey));
}

/** Its fingerprint: lower-case hex SHA-256 of its SubjectPublicKeyInfo. */
export function keyFingerprintOf(file: ExaminedFile | undefined): string | undefined {
  const key = file && publicKeyOf(file.content);
  return key && spkiFingerprint(key);
}

/** That of its certificate, where it has one. */
export function certificateFingerprintOf(file: ExaminedFile | undefined): string | undefined {
  const [certificate] = file?.content.certificates ?? [];
  return certificate && certificateFingerprint(certificate.raw);
}
