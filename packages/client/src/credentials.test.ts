import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { makeIdentity, makePfx } from '../testing/certificates.ts';
import { clientOptions, makeKeys } from '../testing/local-service.ts';
import { fingerprint } from '../testing/seal-like-others.ts';
import { type ClientOptions, createClient } from './client.ts';
import { readRequestKey, readResponseKey } from './credentials.ts';

const keys = makeKeys();
const { request, response, caller } = keys;
const baseUrl = 'https://localhost:8443/identity';
const spki = createPublicKey(request.cert).export({ type: 'spki', format: 'pem' });
const passphrase = 'correct horse';
const encrypted = createPrivateKey(response.key).export({
  ...{ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase },
});
const encryptedPkcs1 = createPrivateKey(response.key).export({
  ...{ type: 'pkcs1', format: 'pem', cipher: 'aes-256-cbc', passphrase },
});
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });

const pemOf = (label: string) => `-----BEGIN ${label}-----\nAAAA\n-----END ${label}-----\n`;

type Change = { readonly [Part in 'tls' | 'encryption']?: Readonly<Record<string, unknown>> };

/** What a client says that is made with one thing wrong. */
function complaintAbout({ tls, encryption }: Change): unknown {
  const right = clientOptions(keys, baseUrl);
  const wrong = {
    ...right,
    tls: { ...right.tls, ...tls },
    encryption: { ...right.encryption, ...encryption },
  } as unknown as ClientOptions;
  try {
    return createClient(wrong).close();
  } catch (error) {
    return error;
  }
}

describe('keys are accepted in the forms that people have', () => {
  it.each([
    ['a certificate', request.cert],
    ['a certificate with text before it', `Bag Attributes\n  friendlyName: x\n${request.cert}`],
    ['a public key', spki],
    ['bytes', Buffer.from(request.cert)],
    ['an imported key', createPublicKey(request.cert)],
  ])('requestKey as %s', (_, source) => {
    expect(readRequestKey(source).kid).toBe(fingerprint(request.cert));
  });

  it.each([
    ['PKCS#8', response.key],
    ['PKCS#1', createPrivateKey(response.key).export({ type: 'pkcs1', format: 'pem' })],
    ['bytes', new Uint8Array(Buffer.from(response.key))],
    ['a file with its certificate', response.cert + response.key],
    ['an imported key', createPrivateKey({ key: encrypted, passphrase })],
  ])('responseKey as %s', (_, source) => {
    expect(readResponseKey(source).asymmetricKeyType).toBe('rsa');
  });

  it('a service may have another name for the request key', () => {
    expect(readRequestKey(request.cert, 'by agreement').kid).toBe('by agreement');
  });

  it('the identity may be a PKCS#12 file', () => {
    const tls = { pfx: makePfx(caller, passphrase), passphrase };
    expect(() => createClient({ ...clientOptions(keys, baseUrl), tls }).close()).not.toThrow();
  });
});

/** What is wrong, under which setting, and what is said about it. */
const mistakes: readonly (readonly [what: string, Change, sentence: string])[] = [
  [
    'a certificate',
    { encryption: { responseKey: response.cert } },
    'responseKey is a certificate; it must be the private response key',
  ],
  [
    'a public key',
    { encryption: { responseKey: spki } },
    'responseKey is a public key; it must be',
  ],
  [
    'an encrypted key',
    { encryption: { responseKey: encrypted } },
    'responseKey is an encrypted private key; it must be',
  ],
  [
    'an encrypted key, PKCS#1',
    { encryption: { responseKey: encryptedPkcs1 } },
    'responseKey is an encrypted private key; it must be',
  ],
  [
    'a path',
    { encryption: { responseKey: 'response-key.pem' } },
    "Give the file's content, not its path",
  ],
  ['an empty file', { encryption: { responseKey: '' } }, 'responseKey is missing or empty'],
  ['nothing', { encryption: { responseKey: undefined } }, 'responseKey is missing or empty'],
  [
    'PKCS#12',
    { encryption: { responseKey: makePfx(response, 'x') } },
    'responseKey is a binary file; it must be',
  ],
  [
    'an imported EC key',
    { encryption: { responseKey: ec.privateKey } },
    'responseKey is of type ec; envelopes need RSA',
  ],
  [
    'an imported public key',
    { encryption: { responseKey: createPublicKey(response.key) } },
    'responseKey is a public key',
  ],
  [
    'the TLS key',
    { encryption: { responseKey: caller.key } },
    'responseKey is of type ec; envelopes need RSA',
  ],
  [
    'another PEM file',
    { encryption: { responseKey: pemOf('PKCS7') } },
    'responseKey is a PEM file of another kind',
  ],
  [
    'a private key',
    { encryption: { requestKey: request.key } },
    'requestKey is a private key; it must be the public Client Encryption Key',
  ],
  [
    'an imported private key',
    { encryption: { requestKey: createPrivateKey(request.key) } },
    'requestKey is a private key',
  ],
  [
    'the response key',
    { encryption: { requestKey: response.cert } },
    'are the two halves of one key',
  ],
  ['a damaged file', { encryption: { requestKey: pemOf('CERTIFICATE') } }, 'requestKey is damaged'],
  [
    'a private key',
    { tls: { cert: caller.key } },
    'tls.cert is a private key; it must be your client certificate',
  ],
  [
    'a certificate',
    { tls: { key: caller.cert } },
    'tls.key is a certificate; it must be the private key of your',
  ],
  ['a key of another pair', { tls: { key: response.key } }, 'tls.key does not belong to tls.cert'],
  [
    'a path',
    { tls: { ca: 'ca.pem' } },
    'tls.ca is no PEM text; it must be the certificate of the authority',
  ],
  [
    'a wrong password',
    { tls: { pfx: makePfx(caller, 'x'), passphrase: 'y' } },
    'tls.passphrase does not open tls.pfx',
  ],
  [
    'no PKCS#12',
    { tls: { pfx: Buffer.from('no'), passphrase: 'y' } },
    'tls.pfx is not a PKCS#12 file',
  ],
];

describe('a wrong file is told at once, with its setting, what it is and what it must be', () => {
  it.each(
    mistakes.map(([what, change, sentence]) => {
      const setting = Object.keys(change.tls ?? change.encryption ?? {})[0];
      return [what, setting, change, sentence] as const;
    }),
  )('%s as %s', (_what, _setting, change, sentence) => {
    const complaint = complaintAbout(change);
    expect(complaint).toMatchObject({ name: 'WhorlError', code: 'CONFIGURATION' });
    expect((complaint as Error).message).toContain(sentence);
  });

  it('a key that is used for two purposes', () => {
    const both = makeIdentity({ name: 'both', kind: 'rsa' });
    const tls = { cert: both.cert, key: both.key };
    expect(complaintAbout({ tls, encryption: { responseKey: both.key } })).toMatchObject({
      message: expect.stringContaining('responseKey is the private key of your client certificate'),
    });
    expect(complaintAbout({ tls, encryption: { requestKey: both.cert } })).toMatchObject({
      message: expect.stringContaining('requestKey is the key of your client certificate'),
    });
  });

  it.each([
    'http://localhost/identity',
    'localhost:8443',
    '',
    'https://a:b@localhost/identity',
    'https://localhost/?a=b',
  ])('baseUrl %j', (wrong) => {
    expect(() => createClient(clientOptions(keys, wrong))).toThrow(/^baseUrl must/);
  });

  it.each([
    { timeoutMs: 0 },
    { timeoutMs: 2 ** 31 },
    { timeoutMs: Number.NaN },
    { retries: -1 },
    { retries: 0.5 },
  ])('%j', (wrong) => {
    expect(() => createClient({ ...clientOptions(keys, baseUrl), ...wrong })).toThrow(
      /must be a whole number/,
    );
  });

  it('never repeats a key or a passphrase', () => {
    const complaint = complaintAbout({ encryption: { requestKey: request.key } }) as Error;
    const line = request.key.split('\n')[1] ?? '';
    expect(complaint.message + complaint.stack).not.toContain(line);
  });
});
