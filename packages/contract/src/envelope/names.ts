/** Which of a caller's texts are repeated in refusals and logs: names that are on a list here. Any other text could be anybody's data. */
import { requestShape } from '../generated/shape.ts';
import { pathsOf } from '../members.ts';

const hashes = ['256', '384', '512'];
const aes = ['A128', 'A192', 'A256'];

/** The register of JOSE (RFC 7518 §7.1 and what joined it), and what people write in place of its names. */
const algorithms = [
  ...['none', 'dir', 'RSA1_5', 'RSA-OAEP', 'RSA-OAEP-224', 'RSA-OAEP-SHA1', 'ECDH-ES', 'EdDSA'],
  ...['RSA', 'AES', 'RSAES-OAEP', 'RSAES-PKCS1-v1_5', 'C20P', 'XC20P', 'ES256K', 'Ed25519'],
  ...hashes.flatMap((bits) => ['HS', 'RS', 'PS', 'ES'].map((kind) => `${kind}${bits}`)),
  ...hashes.flatMap((bits) => [`RSA-OAEP-${bits}`, `RSA-OAEP-SHA${bits}`, `RSAES-OAEP-${bits}`]),
  ...aes.flatMap((key) => ['', 'KW', 'GCM', 'GCMKW', 'CBC', 'CTR'].map((mode) => `${key}${mode}`)),
  ...aes.flatMap((key) => [`${key}-GCM`, `ECDH-ES+${key}KW`]),
  ...aes.flatMap((key) => hashes.flatMap((bits) => [`${key}CBC-HS${bits}`])),
  ...aes.flatMap((key) => hashes.flatMap((bits) => [`PBES2-HS${bits}+${key}KW`])),
  ...['128', '192', '256'].flatMap((bits) => ['GCM', 'CBC', ''].map((mode) => `AES${bits}${mode}`)),
];

/** Encryption field by field, as the house of this contract had it before. */
const membersOfOld = [
  ...['encryptedData', 'encryptedKey', 'encryptedValue', 'encryptedPayload', 'iv', 'tag'],
  ...['oaepHashingAlgorithm', 'oaepPaddingDigestAlgorithm', 'publicKeyFingerprint'],
  ...['encryptionCertificateFingerprint', 'encryptionKeyFingerprint'],
];

/** Upper case, hyphens and the like are what people get wrong: they are told what they wrote. */
const fold = (name: string): string => name.toLowerCase().replace(/[-_+]/g, '');

const foldAll = (names: readonly string[]): ReadonlySet<string> => new Set(names.map(fold));

const knownAlgorithms = foldAll(algorithms);
const knownMembers = foldAll([
  ...membersOfOld,
  ...pathsOf(requestShape).flatMap((path) => path.split('.')),
]);

const maxCharacters = 40;

const quoteKnown = (text: string, known: ReadonlySet<string>): string =>
  text.length <= maxCharacters && known.has(fold(text))
    ? text
    : `a text of ${text.length} characters`;

/** The name of an algorithm as it was sent; of everything else only its length. */
export const quoteAlgorithm = (text: string): string => quoteKnown(text, knownAlgorithms);

/** The name of a member of the request, at any depth, or of an old envelope, as it was sent; of everything else only its length. */
export const quoteMember = (text: string): string => quoteKnown(text, knownMembers);
