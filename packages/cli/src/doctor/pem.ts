import { X509Certificate } from 'node:crypto';
import { type Diagnosis, diagnose } from '@whorl/contract';
import { readBoundedPrivateKey, readBoundedPublicKey } from '@whorl/server/brought';
import { type Content, contentOf } from './content.ts';
import { isUsable } from './usable-certificate.ts';

type Part = Partial<Omit<Content, 'kind'>>;

/** What a PEM text holds, block by block (RFC 7468), read as leniently as people write it. */
export function readPem(text: string): Content {
  const mended = text.replace(/(?:\\r)?\\n/g, '\n').replace(/\r/g, '');
  const parts = [...mended.matchAll(block)].map(([whole, label = '', base64 = '']) =>
    readBlock(whole, { label, base64 }),
  );
  return contentOf('pem', joined([...parts, { faults: formFaults(text, mended) }]));
}

const block = /-----BEGIN ([A-Z0-9 ]{1,40})-----([^-]*)-----END \1-----/g;

const lists = ['certificates', 'privateKeys', 'publicKeys', 'requests', 'faults'] as const;

function joined(parts: readonly Part[]): Part {
  const encryptedKeys = parts.reduce((sum, part) => sum + (part.encryptedKeys ?? 0), 0);
  const all = lists.map((list) => [
    list,
    parts.flatMap((part): unknown[] => [...(part[list] ?? [])]),
  ]);
  return { ...Object.fromEntries(all), encryptedKeys };
}

function formFaults(text: string, mended: string): readonly Diagnosis[] {
  const begins = [...mended.matchAll(/-----BEGIN ([A-Z0-9 ]{1,40})-----/g)];
  const ended = new Set([...mended.matchAll(block)].map(({ index }) => index));
  const cut = begins.filter(({ index }) => !ended.has(index));
  const isOneLine = /-----BEGIN [A-Z0-9 ]+-----[^\r\n]/.test(text);
  return [
    ...cut.map(([, label = '']) => diagnose('pem-broken-off', { label })),
    ...(isOneLine ? [diagnose('line-ends-lost')] : []),
    ...(/\r\n/.test(text) && !isOneLine ? [diagnose('line-ends')] : []),
  ];
}

interface Block {
  readonly label: string;
  readonly base64: string;
}

function readBlock(whole: string, { label, base64 }: Block): Part {
  // RFC 1421 §4.6.1.1: how older labels say that what follows is encrypted.
  if (/Proc-Type: 4,ENCRYPTED/.test(base64) || label === 'ENCRYPTED PRIVATE KEY')
    return { encryptedKeys: 1 };
  const der = decode(base64);
  try {
    if (der !== undefined)
      return readers.find(([labels]) => labels.test(label))?.[1](der, whole) ?? {};
  } catch {}
  return { faults: [diagnose('pem-unreadable', { label })] };
}

/** Nothing where it is not base64; the platform skips foreign bytes silently. */
function decode(base64: string): Buffer | undefined {
  const digits = base64.replace(/\s/g, '');
  return /^[A-Za-z0-9+/]+={0,2}$/.test(digits) ? Buffer.from(digits, 'base64') : undefined;
}

/** @throws RangeError for what is none, or of a kind or size that OpenSSL would take minutes over */
function readPrivateKey(der: Buffer): Part {
  const key = readBoundedPrivateKey(der);
  if (key === undefined) throw new RangeError('no private key');
  return { privateKeys: [key] };
}

/** @throws RangeError likewise */
function readPublicKey(der: Buffer): Part {
  const key = readBoundedPublicKey(der);
  if (key === undefined) throw new RangeError('no public key');
  return { publicKeys: [key] };
}

/** The platform reads certificates whose keys or dates it can make nothing of, and throws when these are asked for. */
function readCertificate(der: Buffer): Part {
  const certificate = new X509Certificate(der);
  return isUsable(certificate)
    ? { certificates: [certificate] }
    : { faults: [diagnose('certificate-unusable')] };
}

type Reader = (der: Buffer, whole: string) => Part;

/** By the label. Of others, such as lists of revoked certificates, nothing is read. */
const readers: readonly (readonly [labels: RegExp, read: Reader])[] = [
  [/^(TRUSTED |X509 )?CERTIFICATE$/, readCertificate],
  [/^(RSA |EC )?PRIVATE KEY$/, readPrivateKey],
  [/^(RSA )?PUBLIC KEY$/, readPublicKey],
  [/^(NEW )?CERTIFICATE REQUEST$/, (_, whole) => ({ requests: [whole] })],
];

/** What a binary structure holds: the first that it can be read as. */
export function readDer(der: Buffer): Content | undefined {
  for (const read of derReaders) {
    try {
      return contentOf('der', read(der));
    } catch {}
  }
  return undefined;
}

const derReaders: readonly ((der: Buffer) => Part)[] = [
  readCertificate,
  readPrivateKey,
  readPublicKey,
];
