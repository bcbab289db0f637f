import { createPrivateKey, webcrypto } from 'node:crypto';
import { OctetString } from 'asn1js';
import { CryptoEngine, PKCS8ShroudedKeyBag, PrivateKeyInfo, setEngine } from 'pkijs';

/** A private key and what it is to be encrypted under. */
export interface KeyToShroud {
  /** PEM. */
  readonly privateKey: string;
  /** Printable ASCII. */
  readonly passphrase: string;
  readonly iterations: number;
}

export const isPrintableAscii = (text: string): boolean => /^[\x20-\x7e]+$/.test(text);

/** pkijs keeps its cryptography in one global place. */
export const useNodeCrypto = (): void =>
  setEngine('node', new CryptoEngine({ name: 'node', crypto: webcrypto }));

export const toBuffer = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer;

const toPkcs8 = (privateKey: string): Buffer =>
  createPrivateKey(privateKey).export({ type: 'pkcs8', format: 'der' });

const encryption = {
  contentEncryptionAlgorithm: { name: 'AES-CBC', length: 256 },
  hmacHashAlgorithm: 'SHA-256',
};

/** Encrypts a private key with PBES2: PBKDF2 of HMAC-SHA-256, AES-256-CBC (RFC 8018 §6.2). */
export async function shroud(key: KeyToShroud): Promise<PKCS8ShroudedKeyBag> {
  useNodeCrypto();
  const parsedValue = PrivateKeyInfo.fromBER(toBuffer(toPkcs8(key.privateKey)));
  const shrouded = new PKCS8ShroudedKeyBag({ parsedValue });
  await shrouded.makeInternalValues({
    password: toBuffer(Buffer.from(key.passphrase)),
    ...encryption,
    iterationCount: key.iterations,
  });
  // The library writes long strings in pieces, which the official Node client does not read.
  shrouded.encryptedData = new OctetString({ valueHex: shrouded.encryptedData.getValue() });
  return shrouded;
}

/** Encrypts a private key as old readers know it: 3DES under PKCS#12's own derivation (RFC 7292 §C). */
export async function shroudForOldReaders(key: KeyToShroud): Promise<PKCS8ShroudedKeyBag> {
  // Loaded when somebody asks for it: few do, and it is 11 MB in memory.
  const { default: forge } = await import('node-forge');
  const pkcs8 = forge.asn1.fromDer(toPkcs8(key.privateKey).toString('binary'));
  const options = { algorithm: '3des', count: key.iterations } as const;
  const shrouded = forge.pki.encryptPrivateKeyInfo(pkcs8, key.passphrase, options);
  const der = Buffer.from(forge.asn1.toDer(shrouded).getBytes(), 'binary');
  return PKCS8ShroudedKeyBag.fromBER(toBuffer(der));
}
