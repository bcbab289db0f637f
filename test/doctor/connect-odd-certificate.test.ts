import { X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Cast, makeCast, ownHosts, sign, stepOf, walkTo } from './connect-cast.ts';
import { listenTcp, listenTls } from './connect-listeners.ts';

let cast: Cast;
/** The server's certificate in hex, and its key. */
let good: { readonly hex: string; readonly key: string };
beforeAll(async () => {
  cast = await makeCast();
  const { certificate, privateKey } = await sign({ hosts: ownHosts }, cast.serverAuthority);
  good = { hex: new X509Certificate(certificate).raw.toString('hex'), key: privateKey };
});

const pemOf = (hex: string): string =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(hex, 'hex').toString('base64')}\n-----END CERTIFICATE-----\n`;

/** Two UTCTimes (tag 17, 13 characters), whose third and fourth digits are the month. */
const validity = /170d((?:3\d){12})5a170d((?:3\d){12})5a/;
const withMonth99 = (digits: string): string => `${digits.slice(0, 4)}3939${digits.slice(8)}`;

const ecPublicKey = '06072a8648ce3d0201';

/** What is signed, and what follows it, in a SEQUENCE with a length of two bytes, as all of ours have. */
function inOtherLength(hex: string, form: (length: string, content: string) => string): string {
  const length = hex.slice(12, 16);
  const end = 16 + 2 * Number.parseInt(length, 16);
  const body = form(length, hex.slice(16, end)) + hex.slice(end);
  return `3082${(body.length / 2).toString(16).padStart(4, '0')}${body}`;
}

describe('a server with a certificate', () => {
  it.each([
    [
      'that ends in the month 99',
      (hex: string) =>
        hex.replace(validity, (_, from, to) => `170d${from}5a170d${withMonth99(to)}5a`),
    ],
    [
      'that begins in the month 99',
      (hex: string) =>
        hex.replace(validity, (_, from, to) => `170d${withMonth99(from)}5a170d${to}5a`),
    ],
    [
      'of a length without an end',
      (hex: string) => inOtherLength(hex, (_, content) => `3080${content}0000`),
    ],
    [
      'of a length in seven bytes',
      (hex: string) =>
        inOtherLength(hex, (length, content) => `3087${length.padStart(14, '0')}${content}`),
    ],
  ])('%s is told to be unusable', async (_, spoil) => {
    const cert = pemOf(spoil(good.hex));
    expect(cert).not.toBe(pemOf(good.hex));
    const where = await listenTls({ cast, tls: { cert, key: good.key } });
    const walked = await walkTo(where, { equipment: cast.equipment });
    expect(walked.end).toEqual(['tls', 'server-certificate-unusable']);
    expect(stepOf(walked, 'tls')?.found.join()).toContain('localhost');
  });

  it.each([
    [
      'whose key is of no known kind',
      (hex: string) => hex.replace(ecPublicKey, '06072a8648ce3d0263'),
    ],
    ['that is none', () => '00'.repeat(20)],
    ['of no bytes', () => ''],
  ])('%s is told to be unusable', async (_, spoil) => {
    const where = await listenTcp((socket) =>
      socket.once('data', () => socket.write(helloWith(Buffer.from(spoil(good.hex), 'hex')))),
    );
    const walked = await walkTo(where, { equipment: cast.equipment });
    expect(walked.end).toEqual(['tls', 'server-certificate-unusable']);
  });
});

const vector = (lengthBytes: number, value: Buffer): Buffer => {
  const length = Buffer.alloc(lengthBytes);
  length.writeUIntBE(value.length, 0, lengthBytes);
  return Buffer.concat([length, value]);
};

/** ServerHello and Certificate of TLS 1.2 (RFC 5246 §7.4), in one record: no server sends these of a certificate that it cannot read. */
function helloWith(certificate: Buffer): Buffer {
  const versionAndRandom = Buffer.concat([Buffer.of(3, 3), Buffer.alloc(32, 7)]);
  // No session, ECDHE_ECDSA with AES-128-GCM, no compression; renegotiation_info (RFC 5746 §3.6).
  const rest = Buffer.from('00c02b000005ff01000100', 'hex');
  const hello = Buffer.concat([versionAndRandom, rest]);
  const messages = Buffer.concat([
    ...[Buffer.of(2), vector(3, hello)],
    ...[Buffer.of(11), vector(3, vector(3, vector(3, certificate)))],
  ]);
  return Buffer.concat([Buffer.of(22, 3, 3), vector(2, messages)]);
}
