import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createKeyringContent,
  finishRotation,
  isRotating,
  type KeyringContent,
  KeyringError,
  openKeyring,
  rotateMaster,
  unwrapOld,
} from './keyring.ts';
import { masterKeyId } from './keyring-content.ts';

const masterKey = Buffer.alloc(32, 7);
const random = (bytes: number) => randomBytes(bytes);
const content = createKeyringContent(masterKey, random);
const keyring = openKeyring(content, masterKey);
const secret = Buffer.from('a network key of thirty-two byte');
const purpose = 'network-key:4711';

const bytes = fc.uint8Array({ maxLength: 64 });
const purposes = fc.string({ maxLength: 20 });

describe('a keyring', () => {
  it('gives back what it wrapped, whatever that was', () => {
    fc.assert(
      fc.property(bytes, purposes, (wrapped, anyPurpose) => {
        const text = keyring.wrap(anyPurpose, wrapped);
        expect(text).toMatch(/^wk2\.1\.[\w-]+$/);
        expect([...keyring.unwrap(anyPurpose, text)]).toEqual([...wrapped]);
      }),
      { seed: 1 },
    );
  });

  it('opens for no other purpose: the key of one project never serves another', () => {
    const wrapped = keyring.wrap(purpose, secret);
    fc.assert(
      fc.property(purposes, (other) => {
        fc.pre(other !== purpose);
        expect(() => keyring.unwrap(other, wrapped)).toThrow(KeyringError);
      }),
      { seed: 1 },
    );
  });

  it('says of another purpose what to do, and nothing of the secret', () => {
    expect(() => keyring.unwrap('request-key:4711', keyring.wrap(purpose, secret))).toThrow(
      'request-key:4711 cannot be unwrapped: it was wrapped for something else, or the registry was changed. Restore the registry from a copy.',
    );
  });

  it('notices a change of any one digit', () => {
    const wrapped = keyring.wrap(purpose, secret);
    for (let at = 0; at < wrapped.length; at += 1)
      for (const digit of ['A', 'B', '_', '1', '2', '.', '=', ' ']) {
        const changed = wrapped.slice(0, at) + digit + wrapped.slice(at + 1);
        if (changed !== wrapped)
          expect(() => keyring.unwrap(purpose, changed), changed).toThrow(KeyringError);
      }
  });

  it('notices where it was cut off, and what was hung on', () => {
    const wrapped = keyring.wrap(purpose, secret);
    for (let length = 0; length < wrapped.length; length += 1)
      expect(() => keyring.unwrap(purpose, wrapped.slice(0, length))).toThrow(KeyringError);
    for (const tail of ['A', '=', '\n', '.A'])
      expect(() => keyring.unwrap(purpose, wrapped + tail)).toThrow(KeyringError);
  });

  it('does not open what another keyring wrapped under the same master key', () => {
    const other = openKeyring(createKeyringContent(masterKey, random), masterKey);
    expect(() => other.unwrap(purpose, keyring.wrap(purpose, secret))).toThrow(KeyringError);
  });

  it('says that it does not know a form of tomorrow', () => {
    expect(() => keyring.unwrap(purpose, 'wk3.1.AAAA')).toThrow('form that this version');
    expect(() => keyring.isStale('wk1.AAAA')).toThrow('form that this version');
  });

  it('says of a registry that is newer than it what to restore', () => {
    expect(() => keyring.unwrap(purpose, 'wk2.7.AAAA')).toThrow(
      'keyring.json holds no data key of generation 7: it and the registry are not of one time. Restore both from one copy.',
    );
  });

  it('wraps one secret differently each time', () => {
    const wrapped = Array.from({ length: 100 }, () => keyring.wrap(purpose, secret));
    expect(new Set(wrapped).size).toBe(100);
  });

  it('has secrets of its own for audit trails and for accounts', () => {
    const all = [keyring.auditKey, keyring.accountsSecret, masterKey].map(String);
    expect(new Set(all).size).toBe(3);
    const again = openKeyring(content, masterKey);
    expect(again.auditKey).toEqual(keyring.auditKey);
    expect(again.accountsSecret).toEqual(keyring.accountsSecret);
  });
});

describe('a master key', () => {
  it('of another length is refused before anything is wrapped with it', () => {
    expect(() => createKeyringContent(Buffer.alloc(16), random)).toThrow(
      'A master key is 32 bytes, not 16.',
    );
  });

  it('that is another one is named by its id, with what to do', () => {
    const other = Buffer.alloc(32, 8);
    expect(() => openKeyring(content, other)).toThrow(
      `keyring.json was made for another master key (its id is ${masterKeyId(masterKey)}, that of the one found is ${masterKeyId(other)}). Put the right master key back.`,
    );
  });

  it('has an id that stays the same', () => {
    expect(masterKeyId(masterKey)).toBe('92316d8e');
  });
});

describe('a rotation', () => {
  const newKey = Buffer.alloc(32, 8);
  const rotated = rotateMaster(content, { from: masterKey, to: newKey, random });

  it.each([
    ['old', masterKey],
    ['new', newKey],
  ])('opens with the %s master key until it is finished', (_, key) => {
    const opened = openKeyring(rotated, key);
    expect(opened.unwrap(purpose, keyring.wrap(purpose, secret))).toEqual(secret);
    expect(opened.auditKey).toEqual(keyring.auditKey);
    expect(opened.accountsSecret).toEqual(keyring.accountsSecret);
    expect(isRotating(rotated)).toBe(true);
  });

  it('names what has to be wrapped anew', () => {
    const opened = openKeyring(rotated, masterKey);
    expect(opened.isStale(keyring.wrap(purpose, secret))).toBe(true);
    expect(opened.isStale(opened.wrap(purpose, secret))).toBe(false);
  });

  it('keeps the old master key while the service is started with it', () => {
    const settled = finishRotation(rotated, masterKey);
    expect(settled.masters).toEqual([masterKeyId(masterKey), masterKeyId(newKey)]);
    expect(settled.generations).toHaveLength(1);
    for (const key of [masterKey, newKey]) openKeyring(settled, key);
  });

  it('is over after a start with the new one: the old one opens nothing any more', () => {
    const settled = finishRotation(rotated, newKey);
    expect(isRotating(settled)).toBe(false);
    expect(() => openKeyring(settled, masterKey)).toThrow('was made for another master key');
    expect(JSON.stringify(settled)).not.toContain(masterKeyId(masterKey));
    const late = openKeyring(settled, newKey);
    expect(() => late.unwrap(purpose, keyring.wrap(purpose, secret))).toThrow('generation 1');
  });

  it('to the key in use is refused', () => {
    expect(() => rotateMaster(content, { from: masterKey, to: masterKey, random })).toThrow(
      'The new master key is the one in use. Give another.',
    );
  });

  it.each([
    ['begun', () => rotateMaster(content, { from: newKey, to: masterKey, random })],
    ['finished', () => finishRotation(content, newKey)],
  ])('is not %s with a master key that opens nothing', (_, attempt) => {
    expect(attempt).toThrow('was made for another master key');
  });
});

/** What a rotation works on: what is kept, and a secret that was wrapped but is not kept yet. */
interface Kept {
  content: KeyringContent;
  rows: readonly string[];
  inFlight: string | undefined;
  masterKey: Buffer;
}

const steps = {
  begin(kept: Kept, to: Buffer) {
    if (!isRotating(kept.content) && to !== kept.masterKey)
      kept.content = rotateMaster(kept.content, { from: kept.masterKey, to, random });
  },
  rewrap(kept: Kept) {
    const opened = openKeyring(kept.content, kept.masterKey);
    kept.rows = kept.rows.map((row) =>
      opened.isStale(row) ? opened.wrap(purpose, opened.unwrap(purpose, row)) : row,
    );
  },
  wrap(kept: Kept) {
    kept.inFlight = openKeyring(kept.content, kept.masterKey).wrap(purpose, secret);
  },
  keep(kept: Kept) {
    if (kept.inFlight !== undefined) kept.rows = [...kept.rows, kept.inFlight];
  },
  /** After a crash or not, with the old master key or the new one. */
  start(kept: Kept, withKey: Buffer) {
    kept.inFlight = undefined;
    if (kept.content.masters.includes(masterKeyId(withKey))) kept.masterKey = withKey;
    steps.rewrap(kept);
    kept.content = finishRotation(kept.content, kept.masterKey);
  },
} as const;

it('leaves every secret readable after any sequence of rotations, crashed at any step', () => {
  const keys = [1, 2, 3, 4].map((fill) => Buffer.alloc(32, fill));
  const names = Object.keys(steps) as (keyof typeof steps)[];
  const step = fc.tuple(fc.constantFrom(...names), fc.constantFrom(...keys));
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 40 }), (sequence) => {
      const first = keys[0] as Buffer;
      const made = createKeyringContent(first, random);
      const { auditKey } = openKeyring(made, first);
      const kept: Kept = { content: made, rows: [], inFlight: undefined, masterKey: first };
      for (const [name, key] of sequence) {
        steps[name](kept, key);
        for (const each of keys) {
          if (!kept.content.masters.includes(masterKeyId(each)))
            expect(() => openKeyring(kept.content, each)).toThrow(KeyringError);
          else {
            const opened = openKeyring(kept.content, each);
            expect(opened.auditKey).toEqual(auditKey);
            for (const row of kept.rows) expect(opened.unwrap(purpose, row)).toEqual(secret);
          }
        }
      }
    }),
    { seed: 1 },
  );
});

describe('what the first format wrapped', () => {
  // Wrapped by version 0.1 with a master key of 32 sevens.
  const wrapped =
    'wk1.CQkJCQkJCQkJCQkJRqXq8cqHrhPLQqBdn8rMufTEC5pGmo7tG9kphrcNdR8Jw18qBYNLUAQlXjudsThR';

  it('opens for its import', () => {
    expect(unwrapOld(masterKey, 'network-key', wrapped)).toEqual(secret);
  });

  it.each([
    ['another master key', Buffer.alloc(32, 8), 'network-key'],
    ['another purpose', masterKey, 'device-key'],
  ])('does not open with %s', (_, key, oldPurpose) => {
    expect(() => unwrapOld(key, oldPurpose, wrapped)).toThrow(
      `A ${oldPurpose} cannot be unwrapped: the master key is not the one that it was wrapped with, or the registry was changed. Put the right master key back.`,
    );
  });

  it('is told from another form', () => {
    expect(() => unwrapOld(masterKey, 'network-key', keyring.wrap(purpose, secret))).toThrow(
      'form that this version does not know',
    );
  });
});
