import { createPrivateKey, hash, X509Certificate } from 'node:crypto';
import { BmpString, OctetString } from 'asn1js';
import {
  Attribute,
  AuthenticatedSafe,
  CertBag,
  Certificate,
  PFX,
  type PKCS8ShroudedKeyBag,
  SafeBag,
  SafeContents,
} from 'pkijs';
import {
  isPrintableAscii,
  type KeyToShroud,
  shroud,
  shroudForOldReaders,
  toBuffer,
  useNodeCrypto,
} from './shrouded-key.ts';

/** `legacy` is for readers that do not know PBES2, such as the keytool of early Java 8. */
export type Pkcs12Form = 'modern' | 'legacy';

/** What goes into a PKCS#12 file. */
export interface Pkcs12Content {
  /** PEM; of RSA where the form is `legacy`. */
  readonly privateKey: string;
  /** The holder's own first, then the chain; PEM each. */
  readonly certificates: readonly [string, ...string[]];
  /** Its name inside: some readers cannot find a key that has none. */
  readonly friendlyName: string;
  /** Printable ASCII: Java reads no other. */
  readonly passphrase: string;
  /** `modern` unless told otherwise. */
  readonly form?: Pkcs12Form;
}

interface FormRow {
  readonly shroud: (key: KeyToShroud) => PKCS8ShroudedKeyBag | Promise<PKCS8ShroudedKeyBag>;
  readonly macHash: string;
}

/** The forms: how the key is encrypted, and the hash that vouches for the whole. */
const forms: Readonly<Record<Pkcs12Form, FormRow>> = {
  modern: { shroud, macHash: 'SHA-256' },
  legacy: { shroud: shroudForOldReaders, macHash: 'SHA-1' },
};

const iterations = 10_000;

const keyBagType = '1.2.840.113549.1.12.10.1.2';
const certificateBagType = '1.2.840.113549.1.12.10.1.3';
const friendlyNameType = '1.2.840.113549.1.9.20';
const localKeyIdType = '1.2.840.113549.1.9.21';

/**
 * Writes a PKCS#12 file (RFC 7292): the key encrypted, the certificates in clear, the whole with a MAC.
 * `modern` is PBES2 with AES-256-CBC and HMAC-SHA-256, which OpenSSL 3, Java 17, Node and the official Node
 * client read; `legacy` is 3DES with a SHA-1 MAC, which old readers know and OpenSSL 3 still reads.
 *
 * @throws RangeError when the passphrase is not of printable ASCII, or a `legacy` file is asked for a key
 * that is not RSA
 */
export async function writePkcs12(content: Pkcs12Content): Promise<Buffer> {
  const form = forms[content.form ?? 'modern'];
  checkContent(content);
  useNodeCrypto();
  const bags = [await keyBag(content, form), ...certificateBags(content)];
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
  await file.makeInternalValues({
    password: toBuffer(Buffer.from(content.passphrase)),
    iterations,
    pbkdf2HashAlgorithm: form.macHash,
    hmacHashAlgorithm: form.macHash,
  });
  return Buffer.from(file.toSchema().toBER());
}

function checkContent({ privateKey, passphrase, form }: Pkcs12Content): void {
  if (!isPrintableAscii(passphrase))
    throw new RangeError('A PKCS#12 passphrase is of printable ASCII characters.');
  if (form === 'legacy' && createPrivateKey(privateKey).asymmetricKeyType !== 'rsa')
    throw new RangeError(
      'The legacy form of PKCS#12 is for RSA keys: what needs it reads no EC key. Take the modern form.',
    );
}

async function keyBag(content: Pkcs12Content, form: FormRow): Promise<SafeBag> {
  const bagValue = await form.shroud({ ...content, iterations });
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
