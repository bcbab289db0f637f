import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isPath } from './configured-path.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const bare = (der: Buffer): string => der.toString('base64');

describe('a text in a configuration', () => {
  it.each([
    'client.pem',
    './a b/client.key',
    '/etc/whorl/MIIkey/client.pem',
    'C:\\keys\\client.p12',
    'a/very/long/path/without/an/ending/and/without/anything/but/letters/in/it/at/all',
  ])('%s may be a path', (path) => expect(isPath(path)).toBe(true));

  it.each([
    ['nothing', ''],
    ['PEM', pem],
    ['PEM on one line', pem.replaceAll('\n', '\\n')],
    ['PEM without its BEGIN line', pem.split('\n').slice(1).join('\n')],
    ['base64 of a key', bare(privateKey.export({ type: 'pkcs8', format: 'der' }))],
    ['base64 of a short key', bare(ec.export({ type: 'pkcs8', format: 'der' }))],
    ['the beginning of one', bare(ec.export({ type: 'pkcs8', format: 'der' })).slice(0, 60)],
    ['a text of many lines', 'a\nb'],
    ['a text that turns a terminal around', 'a\u202eb'],
    ['a text that is too long', 'x'.repeat(256)],
  ])('%s is none', (_, text) => expect(isPath(text)).toBe(false));
});
