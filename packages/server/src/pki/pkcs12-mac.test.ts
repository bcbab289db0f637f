/** The MAC of RFC 9579, which newer tools write: Node's own OpenSSL says whether it is right. */
import { createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasProgram } from '../../../../test/support/programs.ts';
import { encode, tags } from './der.ts';
import { readPkcs12File } from './pkcs12-file.ts';
import { readKeyStore } from './read-pkcs12.ts';
import { openWorkshop, type Workshop } from './testing/workshop.ts';

const hasOpenSsl = hasProgram('openssl', ['version']);
const password = 'changeit';

let workshop: Workshop;
let bare: Buffer;
beforeAll(() => {
  workshop = openWorkshop();
  if (!hasOpenSsl) return;
  const key = ['-keyout', 'a.key', '-out', 'a.pem', '-subj', '/CN=a', '-days', '3', '-nodes'];
  workshop.openssl('req', '-x509', '-newkey', 'rsa:2048', ...key);
  const made = ['-inkey', 'a.key', '-in', 'a.pem', '-out', 'a.p12', '-nomac'];
  workshop.openssl('pkcs12', '-export', ...made, '-passout', `pass:${password}`);
  bare = readFileSync(workshop.path('a.p12'));
});
afterAll(() => workshop.remove());

const octets = (bytes: Uint8Array) => encode(0x04, [bytes]);
const number = (hex: string) => encode(tags.integer, [Buffer.from(hex, 'hex')]);
const sequence = (...parts: readonly Uint8Array[]) => encode(tags.sequence, parts);
const oid = (hex: string) => encode(0x06, [Buffer.from(hex, 'hex')]);
const hmac = sequence(oid('2a864886f70d0209'), encode(0x05, []));

/** The file of OpenSSL with a MAC: HMAC-SHA-256 under PBKDF2, 2,048 rounds, a key of 32 bytes. */
function withPbmac1(change = 0): Buffer {
  const { content } = readPkcs12File(bare);
  const salt = randomBytes(16);
  const key = pbkdf2Sync(password, salt, 2048, 32, 'sha256');
  const digest = createHmac('sha256', key).update(content).digest();
  digest[0] = (digest[0] ?? 0) ^ change;
  const pbkdf2 = sequence(
    oid('2a864886f70d01050c'),
    sequence(octets(salt), number('0800'), number('20'), hmac),
  );
  const algorithm = sequence(oid('2a864886f70d01050e'), sequence(pbkdf2, hmac));
  const macData = sequence(sequence(algorithm, octets(digest)), octets(Buffer.of(0)), number('01'));
  return sequence(bare.subarray(4), macData);
}

describe.skipIf(!hasOpenSsl)('a MAC of RFC 9579', () => {
  it('proves the password, as it does for OpenSSL', () => {
    const file = withPbmac1();
    expect(readKeyStore(file, password)).toMatchObject({
      password: 'opens',
      macHash: 'PBMAC1 SHA-256',
      unread: 0,
    });
    expect(readKeyStore(file, 'another').password).toBe('wrong');
    createSecureContext({ pfx: file, passphrase: password });
  });

  it('that is wrong does not', () => {
    const file = withPbmac1(1);
    expect(readKeyStore(file, password).password).toBe('wrong');
    expect(() => createSecureContext({ pfx: file, passphrase: password })).toThrow('mac verify');
  });
});
