import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOfficial, judgeOfficial, unwrapPlugin } from './configuration.ts';

const codes = (members: object) =>
  judgeOfficial(members as Record<string, unknown>).map(({ code }) => code);

const node = {
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

const python = {
  ...{ mode: 'JWE', encryptedValueFieldName: 'encryptedData' },
  ...{ encryptionCertificate: 'request-key.pem', decryptionKey: 'response-key.pem' },
  paths: { $: { toEncrypt: { $: '$' }, toDecrypt: { encryptedData: '$' } } },
};

describe('the configuration of an official library', () => {
  it.each([
    ['Node.js', node],
    ['Python', python],
    ['every path', { ...node, paths: [{ ...node.paths[0], path: '.*' }] }],
  ])('as it should be has no fault: %s', (_, members) => {
    expect(isOfficial(members)).toBe(true);
    expect(codes(members)).toEqual([]);
  });

  it('is found in that of the plugin for Insomnia', () => {
    expect(unwrapPlugin({ consumerKey: 'x', encryptionConfig: node })).toBe(node);
    const resources = [{ _type: 'request' }, { data: { mastercard: { encryptionConfig: node } } }];
    expect(unwrapPlugin({ _type: 'export', resources })).toBe(node);
    expect(unwrapPlugin(node)).toBe(node);
  });

  it('may encrypt the right path, and then a field of it beside', () => {
    const toEncrypt = [{ element: '$' }, { element: 'accountDetails' }];
    expect(codes({ ...node, paths: [{ ...node.paths[0], toEncrypt }] })).toEqual([
      'encrypts-fields',
    ]);
  });

  it('is told what it lacks when it has nothing', () => {
    expect(codes({})).toEqual([
      ...['mode-not-jwe', 'wrapper-name', 'encrypts-nothing'],
      ...['no-encryption-certificate', 'no-decryption-key'],
    ]);
  });

  it('of whatever content is judged, and no value of it is repeated but a word', () => {
    const members = fc.dictionary(
      fc.constantFrom(
        ...Object.keys(node),
        'decryptionKey',
        'keyStorePassword',
        'encryptionConfig',
      ),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(members, (configuration) => {
        for (const { sentence } of judgeOfficial(unwrapPlugin(configuration)))
          expect(sentence).toMatch(/^[\x20-\x7e]{1,400}$/);
      }),
    );
    const [diagnosis] = judgeOfficial({ ...node, mode: 'the secret is 42' });
    expect(diagnosis?.sentence).not.toContain('42');
  });
});
