import { createPrivateKey, createPublicKey, type JsonWebKey } from 'node:crypto';
import { basename, extname } from 'node:path';
import { diagnose } from '@whorl/contract';
import { type Effort, readKeyStore } from '@whorl/server/brought';
import { quoted } from '../retyped.ts';
import { unwrapPlugin } from './configuration.ts';
import { type Content, contentOf, withFaults } from './content.ts';
import { readDer, readPem } from './pem.ts';
import { isTransaction } from './transaction.ts';
import { isUsable } from './usable-certificate.ts';

/** A file as it was read. */
export interface Bytes {
  /** As it was named: its ending says what it is meant to be. */
  readonly path: string;
  readonly bytes: Buffer;
  /** Of a PKCS#12 file, where one is known. */
  readonly password?: string | undefined;
  /** Shared by the PKCS#12 files that are read together: all of them take no longer than one may. */
  readonly effort?: Effort | undefined;
}

/** Tells what a file is by what is in it, and what is wrong with its form. Pure; never throws. */
export function recognise(brought: Bytes): Content {
  const { path, bytes } = brought;
  if (bytes.length === 0) return contentOf('unknown', { faults: [diagnose('file-empty')] });
  if (isUtf16(bytes)) {
    const text = new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes);
    return withFaults(readText({ path, text, bytes: Buffer.from(text) }), [diagnose('utf-16')]);
  }
  if (isBinary(bytes)) return readBinary(brought);
  const text = bytes.toString('utf8');
  if (!text.startsWith('\ufeff')) return readText({ path, text, bytes });
  const rest = text.slice(1);
  const content = readText({ path, text: rest, bytes: bytes.subarray(3) });
  return withFaults(content, [diagnose('byte-order-mark')]);
}

const isUtf16 = ([first, second]: Buffer): boolean =>
  (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);

/** A DER structure begins with a SEQUENCE whose length is written out; a Java key store with its magic. */
const isBinary = (bytes: Buffer): boolean =>
  (bytes[0] === 0x30 && (bytes[1] ?? 0) >= 0x80) || isJavaKeyStore(bytes);

const isJavaKeyStore = (bytes: Buffer): boolean =>
  ['feedfeed', 'cececece'].includes(bytes.subarray(0, 4).toString('hex'));

function readBinary(brought: Bytes): Content {
  const { path, bytes } = brought;
  const content = readDer(bytes);
  if (content === undefined) return readStore(brought);
  if (!/^\.(pem|key)$/i.test(extname(path))) return content;
  const file = quoted(path);
  return withFaults(content, [
    diagnose('binary-named-pem', { file, command: commandFor(content) }),
  ]);
}

const commandFor = ({ certificates, privateKeys }: Content): string => {
  if (certificates.length > 0) return 'x509';
  return privateKeys.length > 0 ? 'pkey' : 'pkey -pubin';
};

function readStore({ bytes, password, effort }: Bytes): Content {
  const keyStore = readKeyStore(bytes, password, effort);
  const { privateKeys, certificates } = keyStore;
  const usable = certificates.filter(isUsable);
  return contentOf('key-store', {
    keyStore,
    certificates: usable,
    privateKeys: privateKeys.map(({ key }) => key),
    faults: usable.length < certificates.length ? [diagnose('certificate-unusable')] : [],
  });
}

interface Text extends Bytes {
  readonly text: string;
}

function readText({ path, text, bytes }: Text): Content {
  if (text.includes('-----BEGIN ')) return readPem(text);
  if (text.trimStart().startsWith('{')) return readJson({ path, text, bytes });
  if (/\.pass$/i.test(path)) return contentOf('password');
  if (/^[\w+/=-]*(\.[\w+/=-]*){2,}$/.test(text.trim())) {
    const body = Buffer.from(JSON.stringify({ encryptedData: text.trim() }));
    return contentOf('body', { body });
  }
  return readBase64(text) ?? contentOf('unknown', { faults: [diagnose('file-unknown')] });
}

function readBase64(text: string): Content | undefined {
  // White space first: a pattern with room for it in two places takes very long to fail.
  const digits = text.replace(/\s/g, '');
  if (!/^[A-Za-z0-9+/]{40,}={0,2}$/.test(digits)) return undefined;
  return readDer(Buffer.from(digits, 'base64'));
}

/** Members that tell a configuration of an official library, or a kit's, from a body. */
const configurationMembers = [
  ...['mode', 'paths', 'encryptedValueFieldName', 'encryptionCertificate'],
  ...['privateKey', 'keyStore', 'decryptionKey', 'baseUrl', 'requestKeyFingerprint'],
];

function readJson({ path, text, bytes }: Text): Content {
  const json = parse(text);
  if (json === undefined) return readBroken({ path, text, bytes });
  if (Object.hasOwn(json, 'kty')) return readJwk(json);
  const isConfiguration =
    configurationMembers.some((name) => Object.hasOwn(json, name)) || unwrapPlugin(json) !== json;
  if (isConfiguration) return contentOf('configuration', { configuration: json });
  return contentOf(isTransaction(json) ? 'transaction' : 'body', { body: bytes });
}

/** By the members that can still be seen: a body is told to be one, which nobody wants of a configuration. */
function readBroken({ path, text, bytes }: Text): Content {
  const isConfiguration =
    /^(config|insomnia)\.json$/i.test(basename(path)) ||
    configurationMembers.some((name) => text.includes(`"${name}"`));
  if (/^request\.json$/i.test(basename(path))) return contentOf('transaction', { body: bytes });
  return isConfiguration
    ? contentOf('configuration', { faults: [diagnose('configuration-not-json')] })
    : contentOf('body', { body: bytes });
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function readJwk(jwk: Readonly<Record<string, unknown>>): Content {
  const input = { key: jwk as JsonWebKey, format: 'jwk' } as const;
  try {
    return Object.hasOwn(jwk, 'd')
      ? contentOf('jwk', { privateKeys: [createPrivateKey(input)] })
      : contentOf('jwk', { publicKeys: [createPublicKey(input)] });
  } catch {
    return contentOf('jwk', { faults: [diagnose('file-unknown')] });
  }
}

/** Whether a content is of those that must not be read by others. */
export const isSecret = (content: Content): boolean =>
  content.kind === 'password' ||
  content.privateKeys.length > 0 ||
  content.encryptedKeys > 0 ||
  content.kind === 'key-store';
