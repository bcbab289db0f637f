import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createKeyringContent, KeyringError, openKeyring } from './keyring.ts';
import { printKeyringContent, readKeyringContent } from './keyring-content.ts';

const masterKey = randomBytes(32);
const content = createKeyringContent(masterKey, randomBytes);
const text = printKeyringContent(content);

describe('keyring.json', () => {
  it('is read as it was written', () => {
    expect(readKeyringContent(text)).toEqual(content);
  });

  it.each([
    ['nothing', ''],
    ['cut off', text.slice(0, 100)],
    ['a list', '[]'],
    ['null', 'null'],
    ['another object', '{"formatVersion":2}'],
    ['without data keys', JSON.stringify({ ...content, generations: [] })],
    ['with a data key that is none', JSON.stringify({ ...content, generations: [7] })],
    ['without its audit key', JSON.stringify({ ...content, audit: undefined })],
  ])('that is %s is told in a sentence', (_, damaged) => {
    expect(() => readKeyringContent(damaged)).toThrow(KeyringError);
    expect(() => readKeyringContent(damaged)).toThrow(
      /^keyring\.json is damaged: .+\. Restore it from a copy\.$/,
    );
  });

  it('is told to be damaged where one of its secrets was changed, or put in the place of another', () => {
    const swapped = { ...content, audit: content.accounts };
    expect(() => openKeyring(swapped, masterKey)).toThrow(
      'keyring.json is damaged: its audit key does not open. Restore it from a copy.',
    );
    const renumbered = content.generations.map((one) => ({ ...one, number: 2 }));
    expect(() => openKeyring({ ...content, generations: renumbered }, masterKey)).toThrow(
      'its data key of generation 2 does not open',
    );
  });

  it('shows nothing of what it holds', () => {
    const { auditKey, accountsSecret } = openKeyring(content, masterKey);
    for (const secret of [masterKey, auditKey, accountsSecret])
      for (const form of ['hex', 'base64', 'base64url'] as const)
        expect(text).not.toContain(secret.toString(form));
  });
});
