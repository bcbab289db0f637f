/** A private key that leaves the service for safe keeping, and comes back. */
import { createPublicKey, type KeyObject, sign, verify, X509Certificate } from 'node:crypto';
import { diagnose } from '@whorl/contract';
import {
  EncryptedContentInfo,
  EncryptedData,
  PBES2Params,
  PBKDF2Params,
  PKCS8ShroudedKeyBag,
} from 'pkijs';
import { readBoundedPrivateKey } from './bounded-keys.ts';
import { isTooLong, readBlocks, toPem } from './pem.ts';
import { KeyFault } from './public-key.ts';
import { isPrintableAscii, shroud, toBuffer, useNodeCrypto } from './shrouded-key.ts';

/** A passphrase that is too weak, or the wrong one. */
export class PassphraseFault extends Error {
  override readonly name = 'PassphraseFault';
}

const minPassphraseCharacters = 16;

/** What OWASP asks of PBKDF2 with HMAC-SHA-256 (Password Storage Cheat Sheet, 2023). */
const iterations = 600_000;
/** More would keep a thread busy for seconds: a file that asks for it is not from here. */
const maxIterations = 5_000_000;

const label = 'ENCRYPTED PRIVATE KEY';

/**
 * Encrypts a private key for a place outside of the service: PKCS#8 in PEM that `openssl pkey` opens, PBES2
 * of PBKDF2-HMAC-SHA-256 with 600,000 rounds and AES-256-CBC (RFC 8018).
 *
 * @param passphrase at least 16 characters, printable ASCII
 * @throws PassphraseFault
 */
export async function sealPrivateKey(privateKey: string, passphrase: string): Promise<string> {
  if (passphrase.length < minPassphraseCharacters || !isPrintableAscii(passphrase))
    throw new PassphraseFault(
      `The passphrase must be of at least ${minPassphraseCharacters} printable ASCII characters.`,
    );
  const shrouded = await shroud({ privateKey, passphrase, iterations });
  return toPem(label, Buffer.from(shrouded.toSchema().toBER()));
}

export interface SealedKey {
  /** What {@link sealPrivateKey} made. PEM. */
  readonly sealed: string;
  readonly passphrase: string;
  /** The certificate whose key it must be. */
  readonly certificatePem: string;
}

/**
 * Opens what {@link sealPrivateKey} made; returns PKCS#8, PEM.
 *
 * @throws PassphraseFault when the passphrase does not open it
 * @throws KeyFault when it is no encrypted key, or the key of another certificate
 */
export async function openPrivateKey(options: SealedKey): Promise<string> {
  const pkcs8 = await decrypt(readSealed(options.sealed), options.passphrase);
  const certificate = new X509Certificate(options.certificatePem);
  if (!signsFor(pkcs8, certificate.publicKey))
    throw new KeyFault(diagnose('key-of-another-certificate'));
  return pkcs8;
}

/**
 * Whether the private half itself belongs to a public key. The public half that lies beside it proves nothing:
 * a file that was damaged can open with another private one, since its encryption has no tag.
 */
function signsFor(pkcs8: string, publicKey: KeyObject): boolean {
  const probe = Buffer.from('whorl');
  try {
    const isNamed = createPublicKey(pkcs8).equals(publicKey);
    return isNamed && verify('sha256', probe, publicKey, sign('sha256', probe, pkcs8));
  } catch {
    return false;
  }
}

function readSealed(sealed: string): PKCS8ShroudedKeyBag {
  const [block, ...more] = isTooLong(sealed) ? [] : readBlocks(sealed);
  if (block?.label !== label || more.length > 0) throw new KeyFault(notSealed);
  try {
    const shrouded = PKCS8ShroudedKeyBag.fromBER(toBuffer(block.der));
    if (iterationsOf(shrouded) <= maxIterations) return shrouded;
  } catch {}
  throw new KeyFault(notSealed);
}

const notSealed = diagnose('key-not-exported');

/** @throws where it is not PBES2 with PBKDF2 */
function iterationsOf({ encryptionAlgorithm }: PKCS8ShroudedKeyBag): number {
  const { keyDerivationFunc } = new PBES2Params({ schema: encryptionAlgorithm.algorithmParams });
  return new PBKDF2Params({ schema: keyDerivationFunc.algorithmParams }).iterationCount;
}

async function decrypt(shrouded: PKCS8ShroudedKeyBag, passphrase: string): Promise<string> {
  useNodeCrypto();
  const encryptedContentInfo = new EncryptedContentInfo({
    contentEncryptionAlgorithm: shrouded.encryptionAlgorithm,
    encryptedContent: shrouded.encryptedData,
  });
  try {
    const data = new EncryptedData({ encryptedContentInfo });
    const pkcs8 = await data.decrypt({ password: toBuffer(Buffer.from(passphrase)) });
    const key = readBoundedPrivateKey(Buffer.from(pkcs8));
    if (key !== undefined) return key.export({ type: 'pkcs8', format: 'pem' }).toString();
  } catch {}
  throw new PassphraseFault('The passphrase does not open this key.');
}
