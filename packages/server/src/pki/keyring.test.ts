import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKeyring, KeyringError } from './keyring.ts';

const masterKey = Buffer.alloc(32, 7);
const keyring = createKeyring(masterKey);
const secret = Buffer.from('a network key of thirty-two byte');

const bytes = fc.uint8Array({ maxLength: 64 });
const purposes = fc.string({ maxLength: 20 });

describe('a keyring', () => {
  it('gives back what it wrapped, whatever that was', () => {
    fc.assert(
      fc.property(bytes, purposes, (wrapped, purpose) => {
        const text = keyring.wrap(purpose, wrapped);
        expect(text).toMatch(/^wk1\.[\w-]+$/);
        expect([...keyring.unwrap(purpose, text)]).toEqual([...wrapped]);
      }),
    );
  });

  it('opens for no other purpose: a network key never serves as a private key', () => {
    const wrapped = keyring.wrap('network-key', secret);
    expect(() => keyring.unwrap('request-key', wrapped)).toThrow(KeyringError);
  });

  it('notices a change of any one bit', () => {
    const whole = Buffer.from(keyring.wrap('network-key', secret).slice(4), 'base64url');
    for (let bit = 0; bit < whole.length * 8; bit += 1) {
      const changed = Buffer.from(whole);
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      const wrapped = `wk1.${changed.toString('base64url')}`;
      expect(() => keyring.unwrap('network-key', wrapped), `bit ${bit}`).toThrow(KeyringError);
    }
  });

  it('notices where it was cut off', () => {
    const wrapped = keyring.wrap('network-key', secret);
    for (let length = 0; length < wrapped.length; length += 1)
      expect(() => keyring.unwrap('network-key', wrapped.slice(0, length))).toThrow(KeyringError);
  });

  it('says under another master key what to do, and nothing of the secret', () => {
    const wrapped = keyring.wrap('network-key', secret);
    const other = createKeyring(randomBytes(32));
    expect(() => other.unwrap('network-key', wrapped)).toThrow(
      'A network-key cannot be unwrapped: master.key is not the one that it was wrapped with, or the registry was changed. Put the right master.key back.',
    );
  });

  it('says that it does not know a form of tomorrow', () => {
    expect(() => keyring.unwrap('network-key', 'wk2.AAAA')).toThrow('form that this version');
  });

  it('wraps one secret differently each time', () => {
    const wrapped = Array.from({ length: 100 }, () => keyring.wrap('network-key', secret));
    expect(new Set(wrapped).size).toBe(100);
  });

  it('refuses a master key of another length before anything is wrapped with it', () => {
    expect(() => createKeyring(Buffer.alloc(16))).toThrow('A master key is 32 bytes, not 16.');
  });
});
