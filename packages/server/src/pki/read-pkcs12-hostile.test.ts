/** Key stores that are damaged, or made to do harm: they are data, and nothing is thrown. */
import crypto, { generateKeyPairSync, randomBytes, X509Certificate } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import fc from 'fast-check';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAuthorities } from './authority.ts';
import { encode } from './der.ts';
import { issueClientCertificate } from './issue.ts';
import { writePkcs12 } from './pkcs12.ts';
import { Effort } from './pkcs12-derive.ts';
import { type KeyStore, readKeyStore } from './read-pkcs12.ts';
import { closedSafe, keyStoreOf, openSafe, schemes } from './testing/hostile-key-stores.ts';
import { hostilePkcs8, oids } from './testing/hostile-keys.ts';

const passphrase = 'changeit';
const friendlyName = 'client';
const states: readonly KeyStore['state'][] = ['read', 'jks', 'damaged', 'slow'];

let files: readonly Buffer[];
let own: Buffer;
beforeAll(async () => {
  const nowMs = Date.UTC(2026, 10, 24);
  const options = { nowMs, random: randomBytes };
  const made = await createAuthorities({ ...options, label: 'Whorl', serverHosts: [] });
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const certificate = await issueClientCertificate(
    { ...options, signer: made.clientIssuer, validityDays: 30 },
    { commonName: 'a', organisation: 'b', publicKey: pair.publicKey },
  );
  own = new X509Certificate(certificate).raw;
  const privateKey = String(pair.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const certificates = [certificate] as const;
  const content = { privateKey, certificates, friendlyName, passphrase };
  files = await Promise.all(
    (['modern', 'legacy'] as const).map((form) => writePkcs12({ ...content, form })),
  );
});

/** Every number of rounds, which is 10,000, as another of as many bytes. */
function withRounds(file: Buffer, rounds: number): Buffer {
  const changed = Buffer.from(file);
  const written = Buffer.from('02022710', 'hex');
  for (let at = changed.indexOf(written); at !== -1; at = changed.indexOf(written, at + 1))
    changed.writeUInt16BE(rounds, at + 2);
  return changed;
}

const damaged = { state: 'damaged', password: 'untried', privateKeys: [], certificates: [] };

describe('what is no PKCS#12 file', () => {
  it.each<[string, () => Uint8Array]>([
    ['nothing', () => new Uint8Array()],
    ['text', () => Buffer.from('-----BEGIN CERTIFICATE-----')],
    ['an empty sequence', () => Buffer.of(0x30, 0)],
    ['a certificate', () => own],
    ['a file that was taken for text', () => Buffer.from(files[0]?.toString('utf8') ?? '')],
    ['more than 1 MiB', () => Buffer.concat([...files, Buffer.alloc(1024 * 1024)])],
  ])('is damaged: %s', (_, make) => {
    expect(readKeyStore(make(), passphrase)).toMatchObject(damaged);
  });

  it('is damaged wherever it is cut off', () => {
    for (const file of files) {
      for (let end = 0; end < file.length; end += 7)
        expect(readKeyStore(file.subarray(0, end), passphrase)).toMatchObject(damaged);
    }
  });

  it('is a Java key store by its magic', () => {
    for (const magic of ['feedfeed', 'cececece'])
      expect(readKeyStore(Buffer.from(`${magic}00`, 'hex'), passphrase).state).toBe('jks');
  });
});

describe('a file that is made to do harm', () => {
  it('is slow where it asks for more rounds than are done for it', () => {
    for (const [index, file] of files.entries()) {
      expect(readKeyStore(withRounds(file, 0x7fff), passphrase).password).toBe('wrong');
      const { state, password } = readKeyStore(withMillionsOfRounds(file), passphrase);
      expect([index, state, password]).toEqual([index, 'slow', 'untried']);
    }
  });

  it('is damaged where it asks for none', () => {
    for (const file of files)
      expect(readKeyStore(withRounds(file, 0), passphrase)).toMatchObject(damaged);
  });

  const nested = (tag: number) => {
    let der: Buffer = Buffer.of(5, 0);
    for (let depth = 0; depth < 5_000; depth += 1) der = encode(tag, [der]);
    return der;
  };
  const version = encode(0x02, [Buffer.of(3)]);
  const data = Buffer.from('06092a864886f70d010701', 'hex');
  const inFile = (content: Buffer) =>
    encode(0x30, [version, encode(0x30, [data, encode(0xa0, [encode(0x04, [content])])])]);

  it.each<[string, () => Buffer]>([
    ['nested sequences', () => nested(0x30)],
    ['nested sequences in a file', () => inFile(nested(0x30))],
    ['nested strings in a file', () => inFile(nested(0x24))],
    ['a sequence without end', () => inFile(Buffer.alloc(1_000_000, Buffer.of(0x30, 0x80)))],
    ['a million parts', () => inFile(encode(0x30, [Buffer.alloc(1_000_000, Buffer.of(5, 0))]))],
    [
      'a name of a million bytes',
      () => inFile(encode(0x30, [encode(0x30, [encode(0x06, [Buffer.alloc(1_000_000, 0xff)])])])),
    ],
    [
      'a name of half a million numbers',
      () => inFile(encode(0x30, [encode(0x30, [encode(0x06, [Buffer.alloc(500_000, 1)])])])),
    ],
  ])('is damaged: %s', (_, make) => {
    expect(readKeyStore(make(), passphrase)).toMatchObject(damaged);
  });

  it('throws nothing, and holds nothing else, whatever is changed in it', () => {
    const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    const changes = fc.array(fc.tuple(place, fc.nat({ max: 255 })), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.nat({ max: 1 }), changes, fc.boolean(), (which, made, isKnown) => {
        const changed = Buffer.from(files[which] ?? []);
        for (const [at, byte] of made) changed[Math.floor(at * changed.length)] = byte;
        const store = readKeyStore(changed, isKnown ? passphrase : undefined);
        expect(states).toContain(store.state);
        if (!isKnown) expect(store.privateKeys).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('throws nothing for random bytes that begin as such a file does', () => {
    const prefix = fc.constantFrom(0, 1, 20, 60, 100, 300);
    fc.assert(
      fc.property(prefix, fc.uint8Array({ maxLength: 400 }), (kept, bytes) => {
        const file = Buffer.concat([(files[0] as Buffer).subarray(0, kept), bytes]);
        expect(states).toContain(readKeyStore(file, passphrase).state);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a key that the platform would compute over', () => {
  beforeEach(() => {
    vi.spyOn(crypto, 'createPrivateKey');
    syncBuiltinESMExports();
  });
  afterEach(() => {
    vi.restoreAllMocks();
    syncBuiltinESMExports();
  });

  it('is seen, and not read', () => {
    const keys = [hostilePkcs8(8_000), hostilePkcs8(60_000), hostilePkcs8(2_048, oids.dh)];
    const store = readKeyStore(keyStoreOf(openSafe(...keys)), undefined);
    expect(store).toMatchObject({ state: 'read', privateKeys: [], unread: 3 });
    expect(store.keyNames).toHaveLength(3);
    expect(crypto.createPrivateKey).not.toHaveBeenCalled();
  });

  it('does not keep the others from being read', () => {
    const good = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    const der = good.export({ type: 'pkcs8', format: 'der' });
    const store = readKeyStore(keyStoreOf(openSafe(hostilePkcs8(2_048), der)), undefined);
    expect(store.privateKeys.map(({ key }) => key.equals(good))).toEqual([true]);
    expect(store.unread).toBe(1);
  });
});

describe('the work on a file is bounded', () => {
  const manyTimes = (count: number, safe: Buffer) => keyStoreOf(...Array(count).fill(safe));

  it.each<[string, Buffer]>([
    [
      'many parts of many rounds',
      manyTimes(700, closedSafe({ scheme: schemes.tripleDes, rounds: 1_000, bytes: 8 })),
    ],
    ['many keys', manyTimes(20, openSafe(...Array(1_200).fill(Buffer.of(0x30, 0))))],
    [
      'one part of a million rounds',
      keyStoreOf(closedSafe({ scheme: schemes.tripleDes, rounds: 1_000_000, bytes: 8 })),
    ],
  ])('%s', (_, file) => {
    expect(readKeyStore(file, undefined).state).toBe('slow');
  });

  /** RC2 is decrypted by a program of no great speed. */
  it('by the bytes of RC2', () => {
    const file = keyStoreOf(closedSafe({ scheme: schemes.rc2, rounds: 1, bytes: 8_000 }));
    const effort = new Effort();
    expect(readKeyStore(file, undefined, effort).state).toBe('read');
    effort.spend(4_940_000);
    expect(readKeyStore(file, undefined, effort).state).toBe('slow');
  });

  it('by the length of the password', () => {
    const file = keyStoreOf(closedSafe({ scheme: schemes.tripleDes, rounds: 1, bytes: 8 }));
    expect(readKeyStore(file, 'x').state).toBe('read');
    expect(readKeyStore(file, 'x'.repeat(3_000_000)).state).toBe('slow');
    expect(readKeyStore(file, `${'\n'.repeat(500_000)}x`).state).toBe('read');
  });

  it('and may be shared: what one file took is not there for the next', () => {
    const closed = { scheme: schemes.tripleDes, rounds: 200_000, bytes: 8 };
    const [once, twice] = [keyStoreOf(closedSafe(closed)), manyTimes(2, closedSafe(closed))];
    const effort = new Effort();
    expect(readKeyStore(once, 'x', effort).state).toBe('read');
    effort.spend(3_000_000);
    expect(readKeyStore(twice, 'x', effort).state).toBe('slow');
    expect(readKeyStore(once, 'x').state).toBe('read');
  });

  it('one that asks for more than there is takes nothing from the others', () => {
    const effort = new Effort();
    const bomb = keyStoreOf(
      closedSafe({ scheme: schemes.tripleDes, rounds: 0x7fffffff, bytes: 8 }),
    );
    for (let time = 0; time < 5; time += 1)
      expect(readKeyStore(bomb, passphrase, effort).state).toBe('slow');
    for (const file of files) expect(readKeyStore(file, passphrase, effort).password).toBe('opens');
  });
});

/** The MAC's rounds, the last number of the file, as a number of four bytes. */
function withMillionsOfRounds(file: Buffer): Buffer {
  const header = file[1] === 0x82 ? 4 : 0;
  const grown = file.length - 4 + 6;
  const changed = Buffer.concat([file.subarray(0, -4), Buffer.from('02047fffffff', 'hex')]);
  changed.writeUInt16BE(grown - header, 2);
  return growMacData(changed);
}

/** MacData is the last part: its length, in one byte, grows along. */
function growMacData(file: Buffer): Buffer {
  for (let at = file.length - 3; at > 0; at -= 1) {
    if (file[at] !== 0x30 || file[at + 1] !== file.length - 2 - at - 2) continue;
    file[at + 1] = (file[at + 1] ?? 0) + 2;
    return file;
  }
  throw new Error('No MacData was found.');
}
