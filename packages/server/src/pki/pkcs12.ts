import { createPrivateKey, hash, webcrypto, X509Certificate } from 'node:crypto';
import { BmpString, OctetString } from 'asn1js';
import {
  Attribute,
  AuthenticatedSafe,
  CertBag,
  Certificate,
  CryptoEngine,
  PFX,
  PKCS8ShroudedKeyBag,
  PrivateKeyInfo,
  SafeBag,
  SafeContents,
  setEngine,
} from 'pkijs';

/** What goes into a PKCS#12 file. */
export interface Pkcs12Content {
  /** PEM. */
  readonly privateKey: string;
  /** The holder's own first, then the chain; PEM each. */
  readonly certificates: readonly [string, ...string[]];
  /** Its name inside: some readers cannot find a key that has none. */
  readonly friendlyName: string;
  /** Printable ASCII: Java reads no other. */
  readonly passphrase: string;
}

const iterations = 10_000;
const encryption = {
  contentEncryptionAlgorithm: { name: 'AES-CBC', length: 256 },
  hmacHashAlgorithm: 'SHA-256',
  iterationCount: iterations,
};

const keyBagType = '1.2.840.113549.1.12.10.1.2';
const certificateBagType = '1.2.840.113549.1.12.10.1.3';
const friendlyNameType = '1.2.840.113549.1.9.20';
const localKeyIdType = '1.2.840.113549.1.9.21';

/**
 * Writes a PKCS#12 file (RFC 7292) with today's encryption: PBES2, AES-256-CBC, HMAC-SHA-256. OpenSSL 3,
 * Java 17, Node and the official Node client read it.
 *
 * @throws RangeError when the passphrase is not of printable ASCII
 */
export async function writePkcs12(content: Pkcs12Content): Promise<Buffer> {
  if (!/^[\x20-\x7e]+$/.test(content.passphrase))
    throw new RangeError('A PKCS#12 passphrase is of printable ASCII characters.');
  setEngine('node', new CryptoEngine({ name: 'node', crypto: webcrypto }));
  const password = toBuffer(Buffer.from(content.passphrase));
  const bags = [await keyBag(content, password), ...certificateBags(content)];
  const safe = new AuthenticatedSafe({
    parsedValue: {
      safeContents: bags.map((bag) => ({
        privacyMode: 0,
        value: new SafeContents({ safeBags: [bag] }),
      })),
    },
  });
  await safe.makeInternalValues({ safeContents: bags.map(() => ({})) });
  const file = new PFX({ parsedValue: { integrityMode: 0, authenticatedSafe: safe } });
  const integrity = {
    password,
    iterations,
    pbkdf2HashAlgorithm: 'SHA-256',
    hmacHashAlgorithm: 'SHA-256',
  };
  await file.makeInternalValues(integrity);
  return Buffer.from(file.toSchema().toBER());
}

async function keyBag(content: Pkcs12Content, password: ArrayBuffer): Promise<SafeBag> {
  const pkcs8 = createPrivateKey(content.privateKey).export({ type: 'pkcs8', format: 'der' });
  const bagValue = new PKCS8ShroudedKeyBag({
    parsedValue: PrivateKeyInfo.fromBER(toBuffer(pkcs8)),
  });
  await bagValue.makeInternalValues({ password, ...encryption });
  // The library writes long strings in pieces, which the official Node client does not read.
  bagValue.encryptedData = new OctetString({ valueHex: bagValue.encryptedData.getValue() });
  return new SafeBag({ bagId: keyBagType, bagValue, bagAttributes: attributesOf(content) });
}

function certificateBags(content: Pkcs12Content): SafeBag[] {
  return content.certificates.map((pem, index) => {
    const der = new X509Certificate(pem).raw;
    const bagValue = new CertBag({ parsedValue: Certificate.fromBER(toBuffer(der)) });
    const own = index === 0 ? { bagAttributes: attributesOf(content) } : {};
    return new SafeBag({ bagId: certificateBagType, bagValue, ...own });
  });
}

/** The name, and the id by which readers put a key and its certificate together. */
function attributesOf({ certificates, friendlyName }: Pkcs12Content): Attribute[] {
  const keyId = hash('sha1', new X509Certificate(certificates[0]).raw, 'buffer');
  return [
    new Attribute({ type: friendlyNameType, values: [new BmpString({ value: friendlyName })] }),
    new Attribute({
      type: localKeyIdType,
      values: [new OctetString({ valueHex: toBuffer(keyId) })],
    }),
  ];
}

const toBuffer = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer;
