/** Key stores as others write them: OpenSSL, keytool, and we ourselves. */
import { randomBytes, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import forge from 'node-forge';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasProgram } from '../../../../test/support/programs.ts';
import { writePkcs12 } from './pkcs12.ts';
import { type KeyStore, readKeyStore } from './read-pkcs12.ts';
import { openWorkshop, type Workshop } from './testing/workshop.ts';

const hasOpenSsl = hasProgram('openssl', ['version']);
const password = 'of ASCII: ~!"$%&/()=?';

let workshop: Workshop;
beforeAll(() => {
  workshop = openWorkshop();
  workshop.write('password', password);
  if (!hasOpenSsl) return;
  for (const [name, kind] of Object.entries(newKeys))
    openssl(
      ...['req', '-x509', '-newkey', ...kind, '-nodes', '-days', '3', '-subj', `/CN=${name}`],
      ...['-keyout', `${name}.key`, '-out', `${name}.pem`],
    );
});
afterAll(() => workshop.remove());

const newKeys = {
  rsa: ['rsa:2048'],
  ec: ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  ed25519: ['ed25519'],
} as const;

function openssl(...args: readonly string[]): void {
  const { ok, said } = workshop.openssl(...args);
  expect(ok, said).toBe(true);
}

const pemOf = (name: string): string => readFileSync(workshop.path(name), 'utf8');
const certificateOf = (name: string) => new X509Certificate(pemOf(`${name}.pem`));

/** Runs `openssl pkcs12 -export`. */
function exported(...options: readonly string[]): Buffer {
  openssl('pkcs12', '-export', '-out', 'made.p12', '-passout', 'file:password', ...options);
  return readFileSync(workshop.path('made.p12'));
}

const of = (name: string, ...more: readonly string[]): readonly string[] => [
  ...['-inkey', `${name}.key`, '-in', `${name}.pem`],
  ...more,
];
const named = ['-name', 'client'] as const;

/** Whether Node's TLS calls it unsupported. */
function isRefusedByTls(pfx: Buffer, passphrase: string): boolean {
  try {
    createSecureContext({ pfx, passphrase });
    return false;
  } catch (error) {
    expect((error as Error).message).toMatch(/unsupported/i);
    return true;
  }
}

function expectWhole(store: KeyStore, name: string): void {
  expect(store).toMatchObject({ state: 'read', password: 'opens', unread: 0 });
  const [{ key } = {}] = store.privateKeys;
  const written = key?.export({ type: 'pkcs8', format: 'pem' });
  expect(written).toBe(pemOf(`${name}.key`));
  expect(store.certificates.map(({ raw }) => raw)).toEqual([certificateOf(name).raw]);
}

describe.skipIf(!hasOpenSsl)('a file of OpenSSL', () => {
  it.each<[string, readonly string[], Partial<KeyStore>]>([
    ['modern', [], { encryption: ['PBES2 AES-256-CBC'], macHash: 'SHA-256' }],
    [
      'of before OpenSSL 3',
      ['-legacy'],
      { encryption: ['RC2-40', '3DES'], macHash: 'SHA-1', refusedHere: ['RC2-40'] },
    ],
    ['3DES throughout', ['-legacy', '-descert'], { encryption: ['3DES'], macHash: 'SHA-1' }],
    [
      'RC2 of 128 bits',
      ['-legacy', '-certpbe', 'PBE-SHA1-RC2-128'],
      { encryption: ['RC2-128', '3DES'], refusedHere: ['RC2-128'] },
    ],
    [
      '3DES of two keys',
      ['-legacy', '-keypbe', 'PBE-SHA1-2DES', '-certpbe', 'NONE'],
      { encryption: ['3DES of two keys'] },
    ],
    [
      'AES-128',
      ['-keypbe', 'AES-128-CBC', '-certpbe', 'AES-192-CBC', '-macalg', 'sha512'],
      { encryption: ['PBES2 AES-192-CBC', 'PBES2 AES-128-CBC'], macHash: 'SHA-512' },
    ],
    ['3DES in PBES2', ['-keypbe', 'des-ede3-cbc'], { macHash: 'SHA-256' }],
    ['with a MAC of MD5', ['-macalg', 'md5'], { macHash: 'MD5' }],
    ['with a MAC of SHA-384', ['-macalg', 'sha384'], { macHash: 'SHA-384' }],
    ['without a MAC', ['-nomac'], { macHash: undefined }],
    ['unencrypted', ['-keypbe', 'NONE', '-certpbe', 'NONE'], { encryption: [] }],
    ['of many rounds', ['-iter', '100000'], {}],
    ['of one round', ['-noiter', '-nomaciter'], {}],
  ])('is read whole: %s', (_, options, expected) => {
    const file = exported(...of('rsa', ...named, ...options));
    const store = readKeyStore(file, password);
    expectWhole(store, 'rsa');
    expect(store).toMatchObject({ refusedHere: [], keyNames: ['client'], ...expected });
    expect(store.privateKeys[0]?.friendlyName).toBe('client');
    if (store.macHash !== undefined)
      expect(isRefusedByTls(file, password)).toBe(store.refusedHere.length > 0);
  });

  it.each(['ec', 'ed25519'])('is read with a key of another kind: %s', (name) => {
    for (const form of [[], ['-legacy']])
      expectWhole(readKeyStore(exported(...of(name, ...form)), password), name);
  });

  it('is the RSA key and certificate that node-forge reads in it', () => {
    const file = exported(...of('rsa', ...named, '-legacy'));
    const asn1 = forge.asn1.fromDer(file.toString('binary'));
    const { safeContents } = forge.pkcs12.pkcs12FromAsn1(asn1, password);
    const bags = safeContents.flatMap(({ safeBags }) => safeBags);
    const { privateKeys, certificates } = readKeyStore(file, password);
    expect(privateKeys[0]?.localKeyId).toBe(
      Buffer.from(String(bags[0]?.attributes.localKeyId[0]), 'binary').toString('hex'),
    );
    const { cert } = bags.find((bag) => bag.cert) ?? {};
    // The library keeps the zero before a number whose first bit is set.
    const serial = cert?.serialNumber.replace(/^(00)+/, '');
    expect(certificates[0]?.serialNumber.toLowerCase()).toBe(serial);
  });

  it('has no name where none was given', () => {
    expect(readKeyStore(exported(...of('rsa')), password).keyNames).toEqual([undefined]);
  });

  it('holds a key alone, or certificates alone', () => {
    const key = readKeyStore(exported('-inkey', 'rsa.key', '-nocerts', ...named), password);
    expect(key).toMatchObject({ password: 'opens', certificates: [], keyNames: ['client'] });
    expect(key.privateKeys).toHaveLength(1);
    const certificate = readKeyStore(exported('-in', 'rsa.pem', '-nokeys'), password);
    expect(certificate).toMatchObject({ password: 'opens', privateKeys: [], keyNames: [] });
    expect(certificate.certificates).toHaveLength(1);
  });

  it('may hold more under RC2 than is decrypted in one go', () => {
    workshop.write(
      'many.pem',
      ['ec', 'ed25519', 'rsa']
        .map((name) => pemOf(`${name}.pem`))
        .join('')
        .repeat(12),
    );
    const file = exported(...of('rsa', '-legacy', '-certfile', 'many.pem'));
    const { certificates, encryption, unread } = readKeyStore(file, password);
    expect(encryption).toContain('RC2-40');
    expect([certificates.length, unread]).toEqual([37, 0]);
    expect(certificates.reduce((sum, { raw }) => sum + raw.length, 0)).toBeGreaterThan(10_000);
  });

  it('has the certificate of its key first, wherever it stands', () => {
    workshop.write('others.pem', pemOf('ec.pem') + pemOf('rsa.pem') + pemOf('ed25519.pem'));
    const options = ['-inkey', 'rsa.key', '-in', 'others.pem', '-certfile', 'ec.pem'];
    const { certificates } = readKeyStore(exported(...options), password);
    expect(certificates).toHaveLength(4);
    expect(certificates[0]?.subject).toBe('CN=rsa');
  });
});

describe.skipIf(!hasOpenSsl)('a password', () => {
  const modern = () => exported(...of('rsa', ...named));
  const old = () => exported(...of('rsa', ...named, '-legacy'));
  const withoutMac = () => exported(...of('rsa', ...named, '-nomac'));

  it.each([
    ['modern', modern],
    ['of before OpenSSL 3', old],
    ['without a MAC', withoutMac],
  ])('opens, or is wrong, missing, or has a line end too many: %s', (_, make) => {
    const file = make();
    const verdict = (given: string | undefined) => readKeyStore(file, given).password;
    expect(verdict(password)).toBe('opens');
    expect(verdict('another')).toBe('wrong');
    expect(verdict('another\n')).toBe('wrong');
    expect(verdict('')).toBe('wrong');
    expect(verdict(undefined)).toBe('missing');
    for (const end of ['\n', '\r\n']) {
      const store = readKeyStore(file, password + end);
      expect(store.password).toBe('only-without-line-end');
      expect(store.privateKeys).toHaveLength(1);
    }
  });

  it('that is wrong leaves in sight what lies open: encryption and the name of the key', () => {
    expect(readKeyStore(old(), 'another')).toMatchObject({
      encryption: ['RC2-40', '3DES'],
      refusedHere: ['RC2-40'],
      keyNames: ['client'],
      privateKeys: [],
      unread: 2,
    });
  });

  it('may be empty, and then need not be given', () => {
    for (const form of [[], ['-legacy']]) {
      const file = exported(...of('rsa', ...form), '-passout', 'pass:');
      for (const given of ['', undefined]) expectWhole(readKeyStore(file, given), 'rsa');
      expect(readKeyStore(file, password).password).toBe('wrong');
    }
  });

  it('may be of any letters', () => {
    const letters = 'pässwörd 漢字 😀';
    workshop.write('letters', letters);
    for (const form of [[], ['-legacy']]) {
      const file = exported(...of('rsa', ...form), '-passout', 'file:letters');
      expectWhole(readKeyStore(file, letters), 'rsa');
    }
  });
});

describe.skipIf(!hasOpenSsl)('a file of our own', () => {
  it.each(['modern', 'legacy'] as const)('is read, its certificates in sight: %s', async (form) => {
    const file = await writePkcs12({
      ...{ form, friendlyName: 'shop client', passphrase: password },
      privateKey: pemOf('rsa.key'),
      certificates: [pemOf('rsa.pem'), pemOf('ec.pem')],
    });
    const store = readKeyStore(file, password);
    expect(store).toMatchObject({ password: 'opens', keyNames: ['shop client'], unread: 0 });
    for (const { certificates } of [store, readKeyStore(file, undefined)])
      expect(certificates.map(({ subject }) => subject)).toEqual(['CN=rsa', 'CN=ec']);
  });
});

describe.skipIf(!hasProgram('keytool', ['-help']))('a file of keytool', () => {
  function generate(name: string, ...options: readonly string[]): Buffer {
    const { ok, said } = workshop.run(
      'keytool',
      ...['-genkeypair', '-dname', 'CN=java', '-keystore', name, '-alias', 'Client'],
      ...['-storepass:file', 'java-password', ...options],
    );
    expect(ok, said).toBe(true);
    return readFileSync(workshop.path(name));
  }
  beforeAll(() => {
    workshop.write('java-password', 'changeit');
  });

  it.each(['JKS', 'JCEKS'])('of an old kind is told from others: %s', (type) => {
    const file = generate(`${type}.jks`, '-keyalg', 'RSA', '-storetype', type);
    expect(readKeyStore(file, 'changeit')).toMatchObject({ state: 'jks', password: 'untried' });
  });

  it('as Java 17 writes it is read, several keys with their names', () => {
    generate('java.p12', '-keyalg', 'RSA', '-storetype', 'PKCS12');
    const file = generate('java.p12', '-keyalg', 'EC', '-alias', 'second');
    const store = readKeyStore(file, 'changeit');
    expect(store).toMatchObject({ password: 'opens', keyNames: ['client', 'second'], unread: 0 });
    expect(store.privateKeys.map(({ key }) => key.asymmetricKeyType)).toEqual(['rsa', 'ec']);
    expect(store.certificates).toHaveLength(2);
    expect(store.encryption).toEqual(['PBES2 AES-256-CBC']);
  });

  it('as Java 8 wrote it is read, and refused by OpenSSL 3', () => {
    const file = generate(
      'old.p12',
      ...['-keyalg', 'RSA', '-storetype', 'PKCS12', '-J-Dkeystore.pkcs12.legacy'],
    );
    const store = readKeyStore(file, 'changeit');
    expect(store).toMatchObject({ password: 'opens', keyNames: ['client'], unread: 0 });
    expect(store).toMatchObject({ encryption: ['3DES', 'RC2-40'], refusedHere: ['RC2-40'] });
    expect(isRefusedByTls(file, 'changeit')).toBe(true);
  });
});

describe('the derivation of keys', () => {
  it('is that of node-forge', async () => {
    const { derivePkcs12, Effort, purposes, secretsOf } = await import('./pkcs12-derive.ts');
    for (const hash of ['sha1', 'sha256', 'sha512'] as const) {
      for (const purpose of ['key', 'iv', 'mac'] as const) {
        const salt = randomBytes(20);
        const [secret] = secretsOf('pässword');
        const derivation = { hash, salt, rounds: 3, length: 50, purpose, effort: new Effort() };
        const theirs = forge.pkcs12.generateKey(
          ...(['pässword', forge.util.createBuffer(salt.toString('binary'))] as const),
          ...([purposes[purpose], 3, 50, forge.md[hash].create()] as const),
        );
        expect(secret && derivePkcs12(secret, derivation).toString('hex')).toBe(theirs.toHex());
      }
    }
  });
});
