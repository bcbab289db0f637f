/** One fault each: how a good kit is spoilt, and what the doctor must say of which file. */
import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, randomBytes, X509Certificate } from 'node:crypto';
import { certificateFingerprint, sealEnvelope, spkiFingerprint } from '@whorl/contract';
import { profiles } from '../../packages/server/src/pki/certificate.ts';
import { makeRequest } from '../support/openssl.ts';
import { exampleTransaction } from '../support/transactions.ts';
import {
  certify,
  dayMs,
  type Keys,
  type Material,
  makeKeys,
  nowMs,
  publicPem,
  toPem,
} from './good-kit.ts';

/** What is written over a good kit, and what is typed; without arguments the folder is. */
export interface Spoilt {
  readonly files: Readonly<Record<string, string | Buffer>>;
  readonly typed?: readonly string[];
}

export interface FaultCase {
  readonly code: string;
  /** What it is, where a code has several. */
  readonly title?: string;
  readonly file: string;
  /** The sentence, whole, or how it is. */
  readonly says: string | RegExp;
  /** What else is told; nothing that follows from the fault. */
  readonly also?: readonly string[];
  spoil(material: Material): Spoilt | Promise<Spoilt>;
}

const payload = JSON.stringify({ purchaseDate: '20260721173228', cardHolderName: 'Avery Spoilt' });

const transaction = (change: object): string =>
  JSON.stringify({ ...exampleTransaction('minimal'), ...change });

const seal = (keys: Pick<Keys, 'publicKey'>, { kid }: { readonly kid: string }): string =>
  sealEnvelope(payload, {
    ...{ publicKey: keys.publicKey, kid, contentKey: randomBytes(32) },
    iv: randomBytes(12),
  });

const body = (token: string): string => JSON.stringify({ encryptedData: token });

/** A request as it should be, and what is typed to have it examined. */
const request = (content: string | Buffer): Spoilt => ({
  files: { 'body.json': content },
  typed: [
    'body.json',
    ...[
      '--request-key',
      'request-key.pem',
      '--response-key',
      'response-key.pem',
      '--cert',
      'client.pem',
    ],
  ],
});

const kidOf = ({ publicKey }: Keys): string => spkiFingerprint(publicKey);
const goodToken = ({ request: keys }: Material): string => seal(keys, { kid: kidOf(keys) });

const withHeader = (token: string, change: object): string => {
  const [header = '', ...rest] = token.split('.');
  const members = { ...JSON.parse(Buffer.from(header, 'base64url').toString()), ...change };
  return [Buffer.from(JSON.stringify(members)).toString('base64url'), ...rest].join('.');
};

const withPart = (token: string, index: number, part: string): string =>
  token.split('.').with(index, part).join('.');

const config = (material: Material, change: object): Spoilt => ({
  files: {
    'config.json': JSON.stringify({
      ...JSON.parse(String(material.files['config.json'])),
      ...change,
    }),
  },
});

const officialOptions = {
  mode: 'JWE',
  encryptedValueFieldName: 'encryptedData',
  encryptionCertificate: 'request-key.pem',
  privateKey: 'response-key.pem',
  paths: [
    {
      path: '/identity/transactions',
      toEncrypt: [{ element: '$', obj: '$' }],
      toDecrypt: [{ element: 'encryptedData', obj: '$' }],
    },
  ],
};

const official = (change: object): Spoilt => ({
  files: { 'options.json': JSON.stringify({ ...officialOptions, ...change }) },
  typed: ['options.json'],
});

/** A key store in place of the private key, and its password with a line end too many. */
const storeWith = (password: string) => ({
  ...{ privateKey: undefined, keyStore: 'response-key.p12', keyStorePassword: `${password}\n` },
});

const paths = (toEncrypt: string, toDecrypt: string, path = '/identity/transactions') => ({
  paths: [
    {
      path,
      toEncrypt: [{ element: toEncrypt, obj: '$' }],
      toDecrypt: [{ element: toDecrypt, obj: '$' }],
    },
  ],
});

const leafOf = (material: Material): string => firstBlock(String(material.files['client.pem']));
const firstBlock = (pem: string): string =>
  `${pem.split('-----END CERTIFICATE-----')[0]}-----END CERTIFICATE-----\n`;

/** A client certificate that differs in one thing, with its issuer, in place of the good one. */
async function client(material: Material, wanted: Parameters<typeof certify>[0]): Promise<Spoilt> {
  const { clientIssuer } = material.authorities;
  const leaf = await certify(wanted, clientIssuer);
  return {
    files: { 'client.pem': leaf + clientIssuer.certificate },
    typed: ['--cert', 'client.pem'],
  };
}

const openssl = (args: readonly string[], input: string): Buffer =>
  execFileSync('openssl', args, { input, stdio: ['pipe', 'pipe', 'ignore'] });

/** A client certificate by its own key. */
const selfSigned = (further: readonly string[]): Spoilt => {
  const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', '/dev/null'];
  const extensions = ['extendedKeyUsage=clientAuth', 'basicConstraints=CA:FALSE'];
  const named = ['-subj', '/CN=a', ...extensions.flatMap((one) => ['-addext', one])];
  return {
    files: { 'client.pem': openssl([...made, ...named, '-days', '9', ...further], '') },
    typed: ['--cert', 'client.pem'],
  };
};

const closed = ({ privateKey }: Keys, passphrase: string): string =>
  privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase }).toString();

/** PKCS#12 as OpenSSL writes it from a key and a certificate. */
function openStore(material: Material, args: readonly string[]): Buffer {
  const input = String(material.files['client.key']) + material.files['client.pem'];
  return openssl(['pkcs12', '-export', '-passout', `pass:${material.password}`, ...args], input);
}

const csr = (content: string): Spoilt => ({
  files: { 'client.csr': content },
  typed: ['client.csr'],
});

const store = (content: Buffer): Spoilt => ({
  files: { 'client.p12': content },
  typed: ['client.p12'],
});

export const faultCases: readonly FaultCase[] = [
  // Certificates
  {
    code: 'certificate-expired',
    file: 'client.pem',
    says: /^the client certificate expired 20..-..-..T.*Z; have another issued, and look at the clock/,
    spoil: (material) =>
      client(material, {
        keys: material.client,
        notBeforeMs: nowMs - 9 * dayMs,
        notAfterMs: nowMs - dayMs,
      }),
  },
  {
    code: 'certificate-not-yet-valid',
    file: 'client.pem',
    says: /^the client certificate is not valid before 20..-..-..T.*Z; see whether the clock was right/,
    spoil: (material) => client(material, { keys: material.client, notBeforeMs: nowMs + dayMs }),
  },
  {
    code: 'no-client-auth',
    file: 'client.pem',
    says: 'the client certificate lacks the clientAuth usage; send the one that was issued to you for calls (client.pem)',
    spoil: (material) => client(material, { keys: material.client, profile: profiles.encryption }),
  },
  {
    code: 'authority-as-client',
    file: 'client.pem',
    says: /^the client certificate is that of an authority \(CA:TRUE\); send the one/,
    spoil: ({ authorities }) => ({
      files: {
        'client.pem': authorities.clientIssuer.certificate + authorities.clientRoot.certificate,
      },
      typed: ['--cert', 'client.pem'],
    }),
  },
  {
    code: 'chain-incomplete',
    file: 'client.pem',
    says: /^the client certificate stands alone, without its issuer; append the certificate of its issuer \(of this service: npx whorl authority crl --out DIR writes client-authorities\.pem\); Java and Windows/,
    spoil: (material) => ({ files: { 'client.pem': leafOf(material) } }),
  },
  {
    code: 'chain-order',
    file: 'client.pem',
    says: /^the certificates stand in the wrong order; put the client certificate first/,
    spoil: (material) => ({
      files: { 'client.pem': material.authorities.clientIssuer.certificate + leafOf(material) },
      typed: ['--cert', 'client.pem'],
    }),
  },
  {
    code: 'chain-broken',
    file: 'client.pem',
    says: /^the second certificate of the file did not issue the first; put the one that did in its place/,
    spoil: (material) => ({
      files: { 'client.pem': leafOf(material) + material.authorities.serverRoot.certificate },
    }),
  },
  {
    code: 'self-signed',
    file: 'client.pem',
    says: /^the client certificate is self-signed; a service takes it only where its very bytes/,
    spoil: () => selfSigned([]),
  },
  {
    code: 'weak-signature',
    file: 'client.pem',
    says: /^the client certificate is signed with SHA-1; have it signed with SHA-256/,
    also: ['self-signed'],
    spoil: () => selfSigned(['-sha1']),
  },
  {
    code: 'environment-mixed',
    file: 'config.json',
    says: 'the client certificate is for the sandbox by its CN, and the configuration is for production; take the certificate of the environment that you call: nothing of one is good in the other',
    spoil: (material) => config(material, { environment: 'production' }),
  },
  {
    code: 'environment-mixed',
    title: 'of the commercial service',
    file: 'config.json',
    says: /^the client certificate is for the sandbox by its CN, and the configuration is for production;/,
    spoil: (material) =>
      config(material, { environment: undefined, baseUrl: 'https://idv.mastercard.eu/identity' }),
  },
  {
    code: 'key-size',
    file: 'client.pem',
    says: 'the client certificate has an RSA key of 1024 bits; make one of 2048 to 4096',
    spoil: (material) => client(material, { keys: makeKeys(1024) }),
  },
  {
    code: 'key-exponent',
    file: 'client.pem',
    says: /^the client certificate has the public exponent 3; make a key with 65537/,
    spoil: (material) => client(material, { keys: makeKeys(2048, 3) }),
  },
  {
    code: 'key-kind',
    file: 'request-key.pem',
    says: 'the key to encrypt with has a key of the kind ec; bring an RSA key of 2048 to 4096 bits',
    spoil: () => ({
      files: { 'request-key.pem': publicPem(generateKeyPairSync('ec', { namedCurve: 'P-256' })) },
      typed: ['--request-key', 'request-key.pem'],
    }),
  },
  // Certificate requests
  {
    code: 'request-name-form',
    file: 'client.csr',
    says: /^the CN of the request is not of the form <unique>-Client-<MTF or PROD>-<company id>; make one: openssl req/,
    spoil: () => csr(makeRequest('/O=Shop/CN=shop').csr),
  },
  {
    code: 'request-signature',
    file: 'client.csr',
    says: /^the signature of the request is wrong: it was changed after it was made, .*; make it anew$/,
    spoil: () => {
      const lines = makeRequest('/O=Shop/CN=web1-Client-MTF-shop').csr.split('\n');
      const [last = ''] = lines.slice(-4, -3);
      return csr(
        lines
          .with(-4, `${last.slice(0, 9)}${last[9] === 'A' ? 'B' : 'A'}${last.slice(10)}`)
          .join('\n'),
      );
    },
  },
  {
    code: 'key-size',
    title: 'of a request',
    file: 'client.csr',
    says: /has an RSA key of 1024 bits; make one of 2048 to 4096$/,
    spoil: () => csr(makeRequest('/O=Shop/CN=web1-Client-MTF-shop', 'rsa:1024').csr),
  },
  {
    code: 'request-name-count',
    file: 'client.csr',
    says: /^the subject of the request must have exactly one O/,
    spoil: () => csr(makeRequest('/CN=web1-Client-MTF-shop').csr),
  },
  // Which key is which
  {
    code: 'key-mismatch',
    file: 'client.key',
    says: 'it does not belong to client.pem: they are of different key pairs; give the private key that the certificate was requested with',
    spoil: () => ({
      files: { 'client.key': toPem(makeKeys()) },
      typed: ['client.pem', 'client.key'],
    }),
  },
  {
    code: 'key-mismatch',
    title: 'of files by any name',
    file: 'b.key',
    says: /^it does not belong to a\.crt: they are of different key pairs;/,
    spoil: ({ files }) => ({
      files: { 'a.crt': files['client.pem'] ?? '', 'b.key': toPem(makeKeys()) },
      typed: ['a.crt', 'b.key'],
    }),
  },
  {
    code: 'request-key-is-response-key',
    file: 'request-key.pem',
    says: /^the key to encrypt with is the public half of your own response key \([0-9a-f]{64}\); encrypt requests to the Client Encryption Key/,
    spoil: ({ response }) => ({
      files: { 'request-key.pem': publicPem(response) },
      typed: ['request-key.pem', 'response-key.pem'],
    }),
  },
  {
    code: 'request-key-is-client-certificate',
    file: 'request-key.pem',
    says: /^the key to encrypt with is that of your client certificate, which is for TLS alone;/,
    spoil: ({ files }) => ({
      files: { 'request-key.pem': files['client.pem'] ?? '' },
      typed: ['request-key.pem', 'client.pem'],
    }),
  },
  {
    code: 'response-key-is-client-key',
    file: 'response-key.pem',
    says: /^the key to decrypt with is that of your client certificate, which is for TLS alone;/,
    spoil: ({ files }) => ({
      files: { 'response-key.pem': files['client.key'] ?? '' },
      typed: ['response-key.pem', 'client.pem'],
    }),
  },
  {
    code: 'no-client-certificate',
    file: 'client.pem',
    says: /^what should be the client certificate is a private key; give the certificate that says who calls/,
    spoil: ({ files }) => ({
      files: { 'client.pem': files['client.key'] ?? '' },
      typed: ['--cert', 'client.pem'],
    }),
  },
  {
    code: 'no-client-key',
    file: 'client.key',
    says: /^what should be the private key of the client certificate is 2 certificates; give the key/,
    spoil: ({ files }) => ({
      files: { 'client.key': files['client.pem'] ?? '' },
      typed: ['--key', 'client.key'],
    }),
  },
  {
    code: 'no-public-request-key',
    file: 'response-key.pem',
    says: /^what should be the key to encrypt with is a private key; give the public Client Encryption Key/,
    spoil: () => ({ files: {}, typed: ['--request-key', 'response-key.pem'] }),
  },
  {
    code: 'no-private-response-key',
    file: 'request-key.pem',
    says: /^what should be the key to decrypt with is a certificate; give the private response key/,
    spoil: () => ({ files: {}, typed: ['--response-key', 'request-key.pem'] }),
  },
  {
    code: 'no-authority',
    file: 'client.key',
    says: /^what should be the authority to trust is a private key; give the certificate of the authority/,
    spoil: () => ({ files: {}, typed: ['--ca', 'client.key'] }),
  },
  {
    code: 'fingerprint-of-certificate',
    file: 'config.json',
    says: /^requestKeyFingerprint is the fingerprint of the certificate, not of its public key; use [0-9a-f]{64}, the SHA-256 of the SubjectPublicKeyInfo$/,
    spoil: (material) => {
      const { raw } = new X509Certificate(String(material.files['request-key.pem']));
      return config(material, { requestKeyFingerprint: certificateFingerprint(raw) });
    },
  },
  {
    code: 'fingerprint-of-other-key',
    file: 'config.json',
    says: /^requestKeyFingerprint is the fingerprint of response-key\..*key to decrypt answers with; use [0-9a-f]{64}, that of request-key\.pem$/,
    spoil: (material) => config(material, { requestKeyFingerprint: kidOf(material.response) }),
  },
  {
    code: 'fingerprint-unknown',
    file: 'config.json',
    says: /^responseKeyFingerprint is the fingerprint of none of these keys; put back the key that it names, .*; only where response-key\.\S+ is the one that is meant, use [0-9a-f]{64}/,
    spoil: (material) => config(material, { responseKeyFingerprint: 'f'.repeat(64) }),
  },
  // kid
  {
    code: 'kid-missing',
    file: 'body.json',
    says: /^the envelope has no kid; requests are encrypted to the Client Encryption Key [0-9a-f]{64}: name it$/,
    spoil: (material) => request(body(withHeader(goodToken(material), { kid: undefined }))),
  },
  {
    code: 'kid-absent',
    file: 'token.txt',
    says: /^the header names no key by kid; name the Client Encryption Key/,
    spoil: (material) => ({
      files: { 'token.txt': withHeader(goodToken(material), { kid: undefined }) },
      typed: ['token.txt'],
    }),
  },
  {
    code: 'kid-of-no-file',
    file: 'body.json',
    says: /^kid ffffffff\.\.\. names none of the keys that are here; requests are encrypted to/,
    spoil: ({ request: keys }) => request(body(seal(keys, { kid: 'f'.repeat(64) }))),
  },
  {
    code: 'kid-response-key',
    title: 'sealed to it, too',
    file: 'body.json',
    says: /^kid [0-9a-f]{8}\.\.\. is the fingerprint of your response key; requests are encrypted to the Client Encryption Key/,
    spoil: ({ response }) => request(body(seal(response, { kid: kidOf(response) }))),
  },
  {
    code: 'kid-client-certificate',
    file: 'body.json',
    says: /^kid [0-9a-f]{8}\.\.\. is the fingerprint of your client certificate, which is for TLS alone;/,
    spoil: ({ request: keys, client: tls }) => request(body(seal(keys, { kid: kidOf(tls) }))),
  },
  {
    code: 'kid-certificate-fingerprint',
    file: 'body.json',
    says: /^kid is the fingerprint of the certificate, not of its public key; send [0-9a-f]{64}: this service takes either/,
    spoil: (material) => {
      const { raw } = new X509Certificate(String(material.files['request-key.pem']));
      return request(body(seal(material.request, { kid: certificateFingerprint(raw) })));
    },
  },
  {
    code: 'answer-damaged',
    file: 'body.json',
    says: /^the answer names your response key and does not open with it; see whether something in between/,
    spoil: ({ request: keys, response }) => request(body(seal(keys, { kid: kidOf(response) }))),
  },
  // The body
  {
    code: 'not-wrapped',
    file: 'body.json',
    says: 'the body is no JSON object with encryptedData, a compact JWE in a string; send {"encryptedData":"<compact JWE>"}, spelled like this',
    spoil: () => request('{}'),
  },
  {
    code: 'clear-members',
    file: 'body.json',
    says: /^members beside encryptedData were sent in clear \(cardHolderName\); encrypt the whole body as one/,
    spoil: (material) =>
      request(
        JSON.stringify({ encryptedData: goodToken(material), cardHolderName: 'Avery Spoilt' }),
      ),
  },
  {
    code: 'not-json',
    file: 'body.json',
    says: 'the body is not JSON; send {"encryptedData":"<compact JWE>"}',
    spoil: () => request('{"encryptedData":"a.b'),
  },
  {
    code: 'not-utf8',
    file: 'body.json',
    says: /^the body is not UTF-8; write it in UTF-8: Java takes the charset of its platform/,
    spoil: () => request(Buffer.from('{"encryptedData":"\xfc"}', 'latin1')),
  },
  {
    code: 'members-missing',
    file: 'request.json',
    says: 'required members are missing: purchaseAmount, mcc; send them; null is the same as absent',
    spoil: () => ({
      files: { 'request.json': transaction({ purchaseAmount: null, mcc: undefined }) },
    }),
  },
  {
    code: 'members-invalid',
    file: 'request.json',
    says: /^members have the wrong type, length, pattern or value: purchaseCurrency; /,
    spoil: () => ({ files: { 'request.json': transaction({ purchaseCurrency: 'EUR' }) } }),
  },
  {
    code: 'transaction-no-object',
    file: 'request.json',
    says: 'it is no JSON object; write one, such as api/examples/minimal.json',
    spoil: () => ({ files: { 'request.json': '{"mcc": 1' } }),
  },
  {
    code: 'transaction-in-clear',
    file: 'body.json',
    says: 'it is a transaction in clear, which is not what is sent; seal it where a body is meant: npx whorl seal --file FILE',
    spoil: () => request(transaction({})),
  },
  {
    code: 'configuration-not-json',
    title: 'of which nothing can be seen',
    file: 'config.json',
    says: /^/,
    spoil: () => ({ files: { 'config.json': '{' } }),
  },
  // The envelope
  {
    code: 'part-count',
    file: 'body.json',
    says: /^a compact JWE has five parts separated by dots, and this has 4; send the compact serialisation/,
    spoil: (material) => request(body(goodToken(material).split('.').slice(0, 4).join('.'))),
  },
  {
    code: 'part-alphabet',
    file: 'body.json',
    says: /^the ciphertext of the JWE is not base64url; write each part as RFC 7515 has it/,
    spoil: (material) => request(body(withPart(goodToken(material), 3, '~~~~'))),
  },
  {
    code: 'envelope-base64',
    file: 'body.json',
    says: 'the IV is written in base64, not in base64url; this service reads either; Java, Go and general libraries refuse it',
    spoil: (material) => request(body(withPart(goodToken(material), 2, '++++////++++////'))),
  },
  {
    code: 'header-unreadable',
    file: 'body.json',
    says: /^the protected header is not base64url of a JSON object; encode \{"alg":"RSA-OAEP-256"/,
    spoil: (material) => request(body(withPart(goodToken(material), 0, 'AAAA'))),
  },
  {
    code: 'header-critical',
    file: 'body.json',
    says: /^the header members zip and crit are not accepted; seal without compression/,
    spoil: (material) => request(body(withHeader(goodToken(material), { zip: 'DEF' }))),
  },
  {
    code: 'alg-not-accepted',
    file: 'body.json',
    says: 'alg RSA1_5 is not accepted; use RSA-OAEP-256',
    spoil: (material) => request(body(withHeader(goodToken(material), { alg: 'RSA1_5' }))),
  },
  {
    code: 'enc-not-accepted',
    file: 'body.json',
    says: 'enc A128CBC-HS256 is not accepted; use A256GCM',
    spoil: (material) => request(body(withHeader(goodToken(material), { enc: 'A128CBC-HS256' }))),
  },
  {
    code: 'iv-length',
    file: 'body.json',
    says: /^the IV has 8 bytes; draw 12 at random for each call/,
    spoil: (material) =>
      request(body(withPart(goodToken(material), 2, randomBytes(8).toString('base64url')))),
  },
  {
    code: 'iv-16',
    file: 'body.json',
    says: 'the IV has 16 bytes; this service reads 12 and 16; C# and general libraries read 12 alone',
    spoil: (material) =>
      request(body(withPart(goodToken(material), 2, randomBytes(16).toString('base64url')))),
  },
  {
    code: 'tag-length',
    file: 'body.json',
    says: /^the authentication tag has 12 bytes; send all 16/,
    spoil: (material) => request(body(withPart(goodToken(material), 4, 'AAAAAAAAAAAAAAAA'))),
  },
  // PKCS#12
  {
    code: 'store-password-wrong',
    file: 'client.p12',
    says: /^the password does not open it; take that of this very file/,
    spoil: () => ({ files: { 'client.p12.pass': 'another\n' }, typed: ['client.p12'] }),
  },
  {
    code: 'store-unnamed',
    file: 'client.p12',
    says: /^its key has no friendly name, by which the official Node client finds it; write it anew with one: openssl pkcs12 -in OLD\.p12 -nodes/,
    spoil: (material) => store(openStore(material, [])),
  },
  {
    code: 'store-old-encryption',
    file: 'client.p12',
    says: /^it is encrypted with .*RC2.*, which OpenSSL 3 and Node\.js refuse; write it anew: openssl pkcs12 -legacy/,
    spoil: (material) => store(openStore(material, ['-legacy', '-name', 'client'])),
  },
  {
    code: 'store-no-key',
    file: 'client.p12',
    says: 'it holds no private key; export the key with its certificate',
    spoil: (material) => store(openStore(material, ['-nokeys', '-name', 'client'])),
  },
  {
    code: 'store-no-certificate',
    file: 'client.p12',
    says: /^it holds no certificate for its key; export the certificate with the key: openssl pkcs12 -export/,
    spoil: (material) => store(openStore(material, ['-nocerts', '-name', 'client'])),
  },
  {
    code: 'store-alias-unknown',
    file: 'config.json',
    says: 'keyStoreAlias is no key of the key store; use one that it has: response-key',
    spoil: (material) => config(material, { keyStoreAlias: 'my-key' }),
  },
  {
    code: 'store-is-jks',
    file: 'store.jks',
    says: /^it is a Java key store of the old kind \(JKS\); convert it: keytool -importkeystore -srckeystore store\.jks/,
    spoil: () => ({
      files: { 'store.jks': Buffer.from('feedfeed00000002', 'hex') },
      typed: ['store.jks'],
    }),
  },
  {
    code: 'store-damaged',
    file: 'client.p12',
    says: 'it is no PKCS#12 file that can be read; copy it anew, as binary',
    spoil: ({ files }) => store(Buffer.from(files['client.p12'] ?? '').subarray(0, 700)),
  },
  {
    code: 'store-password-newline',
    file: 'response-key.p12',
    says: /^the password opens it only without the line end after it; write the password without one/,
    also: ['clear-password'],
    spoil: ({ password }) => official(storeWith(password)),
  },
  {
    code: 'store-password-newline',
    title: 'in an export of Insomnia',
    file: 'response-key.p12',
    says: /^the password opens it only without the line end after it;/,
    also: ['clear-password'],
    spoil: ({ password }) => {
      const encryptionConfig = { ...officialOptions, ...storeWith(password) };
      const resources = [{ data: { mastercard: { encryptionConfig } } }];
      return {
        files: { 'insomnia.json': JSON.stringify({ resources }) },
        typed: ['insomnia.json'],
      };
    },
  },
  {
    code: 'store-password-missing',
    file: 'own.p12',
    says: /^it is closed with a password, and none was given; put it into own\.p12\.pass/,
    spoil: ({ files }) => ({ files: { 'own.p12': files['client.p12'] ?? '' }, typed: ['own.p12'] }),
  },
  // Files
  {
    code: 'file-absent',
    file: 'no.pem',
    says: 'there is no such file; mend the path, or put the file there',
    spoil: () => ({ files: {}, typed: ['no.pem'] }),
  },
  {
    code: 'file-absent',
    title: 'that a configuration names',
    file: 'elsewhere.pem',
    says: /^there is no such file;/,
    spoil: () => official({ encryptionCertificate: 'elsewhere.pem' }),
  },
  {
    code: 'file-empty',
    file: 'client.key',
    says: 'the file is empty; write it anew from where it came',
    spoil: () => ({ files: { 'client.key': '' }, typed: ['client.key'] }),
  },
  {
    code: 'file-too-large',
    file: 'client.pem',
    says: /^the file has more than 1048576 bytes; see which file you meant/,
    spoil: () => ({ files: { 'client.pem': 'x'.repeat(1024 * 1024 + 1) }, typed: ['client.pem'] }),
  },
  {
    code: 'file-unknown',
    file: 'notes.txt',
    says: /^it is no certificate, key, key store, request, envelope or configuration; see which file/,
    spoil: () => ({ files: { 'notes.txt': 'hello\n' }, typed: ['notes.txt'] }),
  },
  {
    code: 'no-client-certificate',
    title: 'nor anything known',
    file: 'client.pem',
    says: /^what should be the client certificate is nothing of the kind; give the certificate/,
    spoil: () => ({ files: { 'client.pem': 'hello\n' }, typed: ['client.pem'] }),
  },
  {
    code: 'utf-16',
    file: 'ca.pem',
    says: /^its text is UTF-16, as Windows shells write what is sent to a file with >; save it as UTF-8/,
    spoil: ({ files }) => ({
      files: { 'ca.pem': Buffer.from(`\ufeff${files['ca.pem']}`, 'utf16le') },
    }),
  },
  {
    code: 'byte-order-mark',
    file: 'ca.pem',
    says: /^it begins with a byte order mark; save it as UTF-8 without one/,
    spoil: ({ files }) => ({ files: { 'ca.pem': `\ufeff${files['ca.pem']}` } }),
  },
  {
    code: 'line-ends',
    file: 'ca.pem',
    says: /^its lines end in CR-LF; save it with LF, which every reader takes/,
    spoil: ({ files }) => ({
      files: { 'ca.pem': String(files['ca.pem']).replaceAll('\n', '\r\n') },
    }),
  },
  {
    code: 'private-key-encrypted',
    title: 'of a name that a shell would take apart',
    file: 'my client.key',
    says: /: openssl pkey -in 'my client\.key' -out PLAIN\.pem,/,
    spoil: ({ client: keys, password }) => ({
      files: { 'my client.key': closed(keys, password) },
      typed: ['my client.key'],
    }),
  },
  {
    code: 'line-ends-lost',
    file: 'client.key',
    says: /^its line ends were lost: the BEGIN and END lines are not on lines of their own;/,
    spoil: ({ files }) => ({
      files: { 'client.key': String(files['client.key']).replaceAll('\n', '\\n') },
    }),
  },
  {
    code: 'binary-named-pem',
    file: 'ca.pem',
    says: 'its name says PEM, and its content is binary (DER); convert it: openssl x509 -inform DER -in ca.pem -out NEW.pem',
    spoil: ({ files }) => ({
      files: { 'ca.pem': new X509Certificate(String(files['ca.pem'])).raw },
      typed: ['ca.pem'],
    }),
  },
  {
    code: 'pem-broken-off',
    file: 'ca.pem',
    says: 'its PEM text breaks off: CERTIFICATE has no END line; copy it anew, whole',
    spoil: ({ files }) => ({ files: { 'ca.pem': String(files['ca.pem']).slice(0, 300) } }),
  },
  {
    code: 'pem-unreadable',
    file: 'ca.pem',
    says: /^what stands between its BEGIN and END lines is no CERTIFICATE that can be read; copy it anew/,
    spoil: ({ files }) => ({
      files: { 'ca.pem': String(files['ca.pem']).replace(/\n.{20}/, '\n@') },
    }),
  },
  {
    code: 'private-key-encrypted',
    file: 'client.key',
    says: /^the private key is encrypted with a passphrase; decrypt it for programs that take none/,
    spoil: ({ client: keys, password }) => ({
      files: { 'client.key': closed(keys, password) },
    }),
  },
  // Configurations
  {
    code: 'configuration-not-json',
    file: 'config.json',
    says: /^it is a configuration, and not JSON; see whether a comma is one too many/,
    spoil: ({ files }) => ({
      files: { 'config.json': String(files['config.json']).replace('}', ',}') },
    }),
  },
  {
    code: 'base-url',
    file: 'config.json',
    says: /^baseUrl is no https URL; give one that ends in \/identity/,
    spoil: (material) => config(material, { baseUrl: 'http://localhost:8443/identity' }),
  },
  {
    code: 'base-url-path',
    file: 'config.json',
    says: /^baseUrl does not end in \/identity, but in \/identity\/transactions; let it end in \/identity/,
    spoil: (material) =>
      config(material, { baseUrl: 'https://localhost:8443/identity/transactions' }),
  },
  {
    code: 'mode-not-jwe',
    file: 'options.json',
    says: /^mode is FLE: without JWE the library encrypts single fields, in an older form; set mode to JWE/,
    spoil: () => official({ mode: 'FLE' }),
  },
  {
    code: 'wrapper-name',
    file: 'options.json',
    says: 'encryptedValueFieldName is encryptedValue; set it to encryptedData, spelled like this',
    spoil: () => official({ encryptedValueFieldName: 'encryptedValue' }),
  },
  {
    code: 'encrypts-fields',
    file: 'options.json',
    says: /^it encrypts by the path accountDetails, and leaves the rest of the body in clear;/,
    spoil: () => official(paths('accountDetails', 'encryptedData')),
  },
  {
    code: 'encrypts-nothing',
    file: 'options.json',
    says: /^it encrypts nothing of what is sent to \/identity\/transactions; give a path that fits/,
    spoil: () => official(paths('$', 'encryptedData', '/other')),
  },
  {
    code: 'decrypts-refusals',
    file: 'options.json',
    says: /^it decrypts by the path \$, and refusals come in clear/,
    spoil: () => official(paths('$', '$')),
  },
  {
    code: 'no-encryption-certificate',
    file: 'options.json',
    says: 'it names no key to encrypt with; set encryptionCertificate to request-key.pem',
    spoil: () => official({ encryptionCertificate: undefined }),
  },
  {
    code: 'no-decryption-key',
    file: 'options.json',
    says: /^it names no key to decrypt with; set privateKey to response-key\.pem/,
    spoil: () => official({ privateKey: undefined }),
  },
  {
    code: 'clear-password',
    file: 'options.json',
    says: /^it has a password in it; read that from a file or the environment/,
    spoil: ({ password }) => official({ keyStore: 'response-key.p12', keyStorePassword: password }),
  },
];
