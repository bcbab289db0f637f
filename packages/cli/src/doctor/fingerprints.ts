import { type Diagnosis, diagnose } from '@whorl/contract';
import type { Members } from './configuration.ts';
import { type Collection, type ExaminedFile, fileOf } from './examined-file.ts';
import { certificateFingerprintOf, keyFingerprintOf } from './keys.ts';
import { roleTitles } from './role.ts';

/** Where configurations name a key by its fingerprint. */
const members = [
  ['requestKeyFingerprint', 'requestKey'],
  ['encryptionKeyFingerprint', 'requestKey'],
  ['responseKeyFingerprint', 'responseKey'],
] as const;

/**
 * What is wrong with the fingerprints in a configuration. Two things are called a certificate's fingerprint:
 * this is what takes people days. Pure.
 */
export const judgeFingerprints = (
  configuration: Members,
  collection: Collection,
): readonly Diagnosis[] =>
  members.flatMap(([member, role]) => {
    const named = configuration[member];
    const file =
      role === 'requestKey'
        ? fileOf(collection, role)
        : fileOf(collection, role, 'responseKeyStore');
    const fingerprint = keyFingerprintOf(file);
    if (typeof named !== 'string' || file === undefined || fingerprint === undefined) return [];
    if (named.toLowerCase() === fingerprint) return [];
    return [judgeOne({ member, named: named.toLowerCase(), fingerprint }, { file, collection })];
  });

interface Named {
  readonly member: string;
  readonly named: string;
  readonly fingerprint: string;
}

function judgeOne(
  { member, named, fingerprint }: Named,
  { file, collection }: { readonly file: ExaminedFile; readonly collection: Collection },
): Diagnosis {
  if (named === certificateFingerprintOf(file))
    return diagnose('fingerprint-of-certificate', { member, fingerprint });
  const facts = { member, fingerprint, file: file.path };
  const other = collection.files.find(
    (one) => keyFingerprintOf(one) === named || certificateFingerprintOf(one) === named,
  );
  if (other === undefined) return diagnose('fingerprint-unknown', facts);
  const title = other.role === undefined ? '' : `, the ${roleTitles[other.role]}`;
  return diagnose('fingerprint-of-other-key', { ...facts, other: `${other.path}${title}` });
}
