/** Read by others: OpenSSL 3, Node's TLS, the official client (node-forge) and Java. */
import { execFile } from 'node:child_process';
import { generateKeyPairSync, randomBytes, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { get } from 'node:https';
import { text } from 'node:stream/consumers';
import { connect } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { sealEnvelope, spkiFingerprint } from '@whorl/contract';
import mastercard from 'mastercard-client-encryption';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasProgram } from '../../../../test/support/programs.ts';
import { createAuthorities, type NewAuthorities } from './authority.ts';
import { issueClientCertificate } from './issue.ts';
import { type Pkcs12Content, type Pkcs12Form, writePkcs12 } from './pkcs12.ts';
import { openTlsPage, type TlsPage } from './testing/tls-page.ts';
import { openWorkshop, type Workshop } from './testing/workshop.ts';

/** The real time: Node's handshake knows no other. */
const nowMs = Date.now();
const random = randomBytes;
const passphrase = 'of ASCII: ~!"$%&/()=?';
const friendlyName = 'shop client';
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const privateKey = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

let workshop: Workshop;
let authorities: NewAuthorities;
let content: Pkcs12Content;
let page: TlsPage;
beforeAll(async () => {
  workshop = openWorkshop();
  authorities = await createAuthorities({
    ...{ label: 'Whorl sandbox', nowMs, random },
    serverHosts: ['localhost'],
  });
  const { clientIssuer, clientRoot, serverRoot } = authorities;
  const subject = { commonName: 'shop', organisation: 'Shop', publicKey: rsa.publicKey };
  const options = { signer: clientIssuer, nowMs, validityDays: 397, random };
  const own = await issueClientCertificate(options, subject);
  const certificates = [own, clientIssuer.certificate, clientRoot.certificate] as const;
  content = { privateKey, certificates, friendlyName, passphrase };
  workshop.write('shop.pem', own);
  workshop.write('ca.pem', serverRoot.certificate);
  workshop.write('passphrase', passphrase);
  const clientAuthorities = [clientRoot.certificate];
  page = await openTlsPage({ signer: serverRoot, hosts: ['localhost'], clientAuthorities });
});
afterAll(() => {
  page.close();
  workshop.remove();
});

/** What each form is encrypted with, in OpenSSL's words. */
const forms = {
  modern: [
    'MAC: sha256, Iteration 10000',
    'Shrouded Keybag: PBES2, PBKDF2, AES-256-CBC, Iteration 10000, PRF hmacWithSHA256',
  ],
  legacy: [
    'MAC: sha1, Iteration 10000',
    'Shrouded Keybag: pbeWithSHA1And3-KeyTripleDES-CBC, Iteration 10000',
  ],
} as const satisfies Record<Pkcs12Form, readonly string[]>;

const run = promisify(execFile);

describe.each(['modern', 'legacy'] as const)('the %s form', (form) => {
  let file: Buffer;
  beforeAll(async () => {
    file = await writePkcs12({ ...content, form });
    workshop.write(`${form}.p12`, file);
  });

  describe.skipIf(!hasProgram('openssl', ['version']))('is read by OpenSSL:', () => {
    function openssl(...args: readonly string[]): string {
      const given = ['pkcs12', '-in', `${form}.p12`, '-passin', 'file:passphrase'];
      const { ok, said } = workshop.openssl(...given, ...args);
      expect(ok, said).toBe(true);
      return said;
    }

    it('key, certificate and chain', () => {
      expect(openssl('-nocerts', '-noenc')).toContain(privateKey.trim());
      const found = openssl('-nokeys').match(/-----BEGIN[\s\S]+?END CERTIFICATE-----/g) ?? [];
      expect(found.map((pem) => `${pem}\n`).sort()).toEqual([...content.certificates].sort());
    });

    it('its encryption, and no other', () => {
      const lines = openssl('-info', '-noout').split('\n');
      expect(lines.filter((line) => /Iteration/.test(line))).toEqual([
        expect.stringContaining(forms[form][0]),
        forms[form][1],
      ]);
    });

    it('name and key id on the key and on its certificate, the same on both', () => {
      const ofKey = openssl('-nocerts', '-noenc');
      const ofCertificate = openssl('-nokeys', '-clcerts');
      const keyId = /localKeyID: .+/.exec(ofKey)?.[0];
      expect(keyId).toBeDefined();
      expect(ofCertificate).toContain(keyId);
      for (const bag of [ofKey, ofCertificate])
        expect(bag).toContain(`friendlyName: ${friendlyName}`);
    });
  });

  it('lets Node call: the server sees the certificate with its chain', async () => {
    const ca = authorities.serverRoot.certificate;
    const options = { ca, pfx: file, passphrase, agent: false } as const;
    const [answer] = await once(get(`https://localhost:${page.port}/`, options), 'response');
    expect(await text(answer)).toBe(new X509Certificate(content.certificates[0]).fingerprint256);
  });

  it('does not open with another passphrase', () => {
    expect(() => connect({ port: 1, pfx: file, passphrase: 'another' })).toThrow(
      'mac verify failure',
    );
  });

  it('gives the official client the key that it finds by the friendly name', () => {
    const jwe = new mastercard.JweEncryption({
      paths: [{ path: '/x', toEncrypt: [], toDecrypt: [{ element: 'encryptedData', obj: '$' }] }],
      mode: 'JWE',
      encryptedValueFieldName: 'encryptedData',
      encryptionCertificate: workshop.path('shop.pem'),
      keyStore: workshop.path(`${form}.p12`),
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

  it.skipIf(!hasProgram('keytool', ['-help']))('is listed by keytool, with the whole chain', () => {
    const args = ['-list', '-v', '-keystore', `${form}.p12`, '-storetype', 'PKCS12'];
    const { said } = workshop.run('keytool', ...args, '-storepass:file', 'passphrase');
    expect(said).toContain(`Alias name: ${friendlyName}`);
    expect(said).toContain('Entry type: PrivateKeyEntry');
    expect(said).toContain('Certificate chain length: 3');
    expect(said).toContain(new X509Certificate(content.certificates[0]).fingerprint256);
  });

  it.skipIf(!hasProgram('javac', ['-version']))('lets a Java program call', async () => {
    const program = fileURLToPath(new URL('testing/Handshake.java', import.meta.url));
    const files = ['ca.pem', `${form}.p12`, 'passphrase'].map(workshop.path);
    const { stdout } = await run('java', [program, `https://localhost:${page.port}/`, ...files]);
    expect(stdout.trim()).toBe(new X509Certificate(content.certificates[0]).fingerprint256);
  });
});

it('the form is modern unless told otherwise', async () => {
  const file = await writePkcs12(content);
  expect(file.includes(Buffer.from('2a864886f70d01050d', 'hex'))).toBe(true); // PBES2
});

it('the legacy form is refused for an EC key, with what to do', async () => {
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const given = { ...content, privateKey: String(ec.export({ type: 'pkcs8', format: 'pem' })) };
  await expect(writePkcs12({ ...given, form: 'legacy' })).rejects.toThrow('Take the modern form');
  await writePkcs12({ ...given, form: 'modern' });
});

describe('a passphrase', () => {
  it.each(['', 'pässword', 'two\nlines'])(
    'of %j is refused: Java could not read it',
    async (given) => {
      for (const form of ['modern', 'legacy'] as const)
        await expect(writePkcs12({ ...content, form, passphrase: given })).rejects.toThrow(
          'printable ASCII',
        );
    },
  );
});
