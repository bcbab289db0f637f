/** Read by others: OpenSSL 3, Node's TLS, the official client (node-forge) and Java. */
import { execFileSync, spawnSync } from 'node:child_process';
import { generateKeyPairSync, randomBytes, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createServer, type TLSSocket } from 'node:tls';
import { sealEnvelope, spkiFingerprint } from '@whorl/contract';
import mastercard from 'mastercard-client-encryption';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasProgram } from '../../../../test/support/programs.ts';
import { type Authorities, createAuthorities } from './authority.ts';
import { issueClientCertificate, issueServerCertificate } from './issue.ts';
import { writePkcs12 } from './pkcs12.ts';

/** The real time: Node's handshake knows no other. */
const nowMs = Date.now();
const passphrase = 'of ASCII: ~!"$%&/()=?';
const friendlyName = 'shop client';
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const privateKey = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

let folder: string;
let authorities: Authorities;
let certificates: readonly [string, string, string];
let file: Buffer;
const inFolder = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whorl-pkcs12-'));
  authorities = await createAuthorities({ label: 'Whorl sandbox', nowMs, random: randomBytes });
  const { clientIssuer, clientRoot } = authorities;
  const subject = { commonName: 'shop', organisation: 'Shop', publicKey: rsa.publicKey };
  const options = { signer: clientIssuer, nowMs, validityDays: 397, random: randomBytes };
  const own = await issueClientCertificate(options, subject);
  certificates = [own, clientIssuer.certificate, clientRoot.certificate];
  file = await writePkcs12({ privateKey, certificates, friendlyName, passphrase });
  await writeFile(inFolder('shop.p12'), file);
  await writeFile(inFolder('shop.pem'), own);
  await writeFile(inFolder('passphrase'), passphrase);
});
afterAll(() => rm(folder, { recursive: true }));

describe.skipIf(!hasProgram('openssl', ['version']))('OpenSSL', () => {
  /** What `openssl pkcs12` says of the file, on both of its outputs. */
  function openssl(...args: readonly string[]): string {
    const given = [
      'pkcs12',
      '-in',
      inFolder('shop.p12'),
      '-passin',
      `file:${inFolder('passphrase')}`,
    ];
    const { status, stdout, stderr } = spawnSync('openssl', [...given, ...args], {
      encoding: 'utf8',
    });
    expect(status, stderr).toBe(0);
    return stdout + stderr;
  }

  it('finds key, certificate and chain', () => {
    expect(openssl('-nocerts', '-noenc')).toContain(privateKey.trim());
    const found = openssl('-nokeys').match(/-----BEGIN[\s\S]+?END CERTIFICATE-----/g) ?? [];
    expect(found.map((pem) => `${pem}\n`).sort()).toEqual([...certificates].sort());
  });

  it('finds today’s encryption, and nothing older', () => {
    const info = openssl('-info', '-noout');
    expect(info).toContain('MAC: sha256, Iteration 10000');
    expect(info).toContain('PBES2, PBKDF2, AES-256-CBC, Iteration 10000, PRF hmacWithSHA256');
    expect(info).not.toMatch(/3DES|RC2|sha1/i);
  });

  it('finds name and key id on the key and on its certificate, the same on both', () => {
    const [ofKey, ofCertificate] = [openssl('-nocerts', '-noenc'), openssl('-nokeys', '-clcerts')];
    const keyId = /localKeyID: .+/.exec(ofKey)?.[0];
    expect(keyId).toBeDefined();
    expect(ofCertificate).toContain(keyId);
    for (const bag of [ofKey, ofCertificate])
      expect(bag).toContain(`friendlyName: ${friendlyName}`);
  });
});

describe('Node', () => {
  it('calls with it: the server sees the certificate with its chain', async () => {
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const options = { signer: authorities.serverRoot, nowMs, validityDays: 1, random: randomBytes };
    const subject = { hosts: ['localhost'], publicKey: ec.publicKey };
    const server = createServer({
      cert: await issueServerCertificate(options, subject),
      key: ec.privateKey.export({ type: 'pkcs8', format: 'pem' }),
      ca: authorities.clientRoot.certificate,
      requestCert: true,
    });
    const seen = once(server, 'secureConnection');
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const ca = authorities.serverRoot.certificate;
    const caller = connect({
      host: '127.0.0.1',
      port,
      servername: 'localhost',
      ca,
      pfx: file,
      passphrase,
    });
    const [socket] = (await seen) as [TLSSocket];
    expect(socket.authorized).toBe(true);
    expect(socket.getPeerX509Certificate()?.raw).toEqual(new X509Certificate(certificates[0]).raw);
    caller.destroy();
    server.close();
  });

  it('refuses it with another passphrase', () => {
    expect(() => connect({ port: 1, pfx: file, passphrase: 'another' })).toThrow(
      'mac verify failure',
    );
  });
});

describe('the official client', () => {
  it('opens an answer with the key that it finds by the friendly name', () => {
    const jwe = new mastercard.JweEncryption({
      paths: [{ path: '/x', toEncrypt: [], toDecrypt: [{ element: 'encryptedData', obj: '$' }] }],
      mode: 'JWE',
      encryptedValueFieldName: 'encryptedData',
      encryptionCertificate: inFolder('shop.pem'),
      keyStore: inFolder('shop.p12'),
      keyStoreAlias: friendlyName,
      keyStorePassword: passphrase,
    });
    const { publicKey } = rsa;
    const encryptedData = sealEnvelope('{"id":"sealed to the key in the file"}', {
      publicKey,
      kid: spkiFingerprint(publicKey),
      contentKey: randomBytes(32),
      iv: randomBytes(12),
    });
    const opened = jwe.decrypt({ request: { url: '/x' }, body: { encryptedData } });
    expect(opened).toEqual({ id: 'sealed to the key in the file' });
  });
});

const hasJava = spawnSync('keytool', ['-help']).error === undefined;
if (!hasJava) console.warn('keytool is not here: whether Java reads PKCS#12 is not tested.');

describe.skipIf(!hasJava)('Java', () => {
  it('finds the key under its name, with the whole chain', () => {
    const args = ['-list', '-v', '-keystore', inFolder('shop.p12'), '-storetype', 'PKCS12'];
    const said = execFileSync('keytool', [...args, '-storepass', passphrase], { encoding: 'utf8' });
    expect(said).toContain(`Alias name: ${friendlyName}`);
    expect(said).toContain('Entry type: PrivateKeyEntry');
    expect(said).toContain('Certificate chain length: 3');
    expect(said).toContain(new X509Certificate(certificates[0]).fingerprint256);
  });
});

describe('a passphrase', () => {
  it.each(['', 'pässword', 'two\nlines'])(
    'of %j is refused: Java could not read it',
    async (given) => {
      const content = { privateKey, certificates, friendlyName, passphrase: given };
      await expect(writePkcs12(content)).rejects.toThrow('printable ASCII');
    },
  );
});
