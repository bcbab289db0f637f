/**
 * The vectors of Project Wycheproof. Its JWE file has keys as JWK, one per group, loaded by
 * `createPrivateKey({ format: 'jwk' })` and given directly: its tokens name no `kid`. Of its algorithms we
 * have one, RSA-OAEP-256; the groups' comments that have it are `jwe_rsa_oaep_256`, twice, and
 * `jwe_rsa_oaep_modified`. Its OAEP file has its key as PKCS#8; we have no labels, so the vectors without
 * one are ours.
 */
import {
  createPrivateKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { EnvelopeFault, openEnvelope, readEnvelope } from '@whorl/contract';
import { describe, expect, it } from 'vitest';
import { unwrapKey } from '../../packages/contract/src/envelope/open.ts';
import { hasShared, readShared } from '../support/shared.ts';

interface JweTest {
  readonly tcId: number;
  readonly jwe: string;
  readonly enc: string;
  readonly result: 'valid' | 'invalid';
  readonly pt?: string;
}

interface JweFile {
  readonly testGroups: readonly {
    readonly private: JsonWebKey;
    readonly tests: readonly JweTest[];
  }[];
}

interface OaepTest {
  readonly tcId: number;
  readonly comment: string;
  readonly msg: string;
  readonly ct: string;
  readonly label: string;
  readonly result: 'valid' | 'invalid';
}

interface OaepFile {
  readonly testGroups: readonly {
    readonly privateKeyPkcs8: string;
    readonly tests: readonly OaepTest[];
  }[];
}

const read = <File>(name: string): File =>
  JSON.parse(hasShared ? readShared(`vectors/jwe/${name}`) : '{"testGroups":[]}');

const { privateKey: ourKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const isOurs = (jwk: JsonWebKey): boolean => jwk.kty === 'RSA' && jwk.alg === 'RSA-OAEP-256';
const keyOf = (jwk: JsonWebKey): KeyObject =>
  isOurs(jwk) ? createPrivateKey({ key: jwk, format: 'jwk' }) : ourKey;

const vectors = read<JweFile>('json_web_encryption_test.json').testGroups.flatMap((group) =>
  group.tests.map((test) => ({
    ...test,
    ours: isOurs(group.private),
    privateKey: keyOf(group.private),
  })),
);
type Vector = (typeof vectors)[number];
const ours = vectors.filter((vector) => vector.ours);

/** What was in it, as hex, or the fault that refused it. */
function outcome({ jwe, privateKey }: Vector, accept: 'request' | 'answer'): string {
  try {
    const opened = openEnvelope(readEnvelope(jwe), {
      privateKey,
      accept,
      spareKey: randomBytes(32),
    });
    return Buffer.from(opened).toString('hex');
  } catch (error) {
    if (error instanceof EnvelopeFault) return error.fault;
    throw error;
  }
}

const idsOf = (chosen: readonly Vector[]): number[] => chosen.map(({ tcId }) => tcId);

describe.skipIf(!hasShared)('Wycheproof’s JWE tokens', () => {
  const valid = ours.filter(({ result }) => result === 'valid');
  const invalid = ours.filter(({ result }) => result === 'invalid');

  it('of our algorithm are twenty, seven of them good', () => {
    expect(vectors).toHaveLength(139);
    expect(idsOf(valid)).toEqual([88, 89, 90, 91, 92, 93, 121]);
    expect(idsOf(invalid)).toEqual([94, 95, 96, 97, 98, 99, 111, 122, 123, 124, 125, 126, 127]);
  });

  it('open as requests in A256GCM; the other good ones are refused for their enc alone', () => {
    for (const vector of valid)
      expect(outcome(vector, 'request'), `tcId ${vector.tcId}`).toBe(
        vector.tcId === 90 ? vector.pt : 'enc-not-accepted',
      );
  });

  it('open as answers in every GCM; CBC is refused for its enc alone', () => {
    for (const vector of valid)
      expect(outcome(vector, 'answer'), `tcId ${vector.tcId}`).toBe(
        vector.enc.endsWith('GCM') ? vector.pt : 'enc-not-accepted',
      );
  });

  it('that are bad are refused before any key is used: all of them claim RSA1_5', () => {
    for (const vector of invalid)
      expect(outcome(vector, 'answer'), `tcId ${vector.tcId}`).toBe('alg-not-accepted');
  });

  it('of every other algorithm are refused by it, unless there is no header to read it from', () => {
    const others = vectors.filter((vector) => !vector.ours);
    const shapes = ['part-count', 'header-length', 'header-unreadable'];
    const refusals = others.map((vector) => ({ vector, fault: outcome(vector, 'answer') }));
    for (const { vector, fault } of refusals) {
      const expected =
        vector.result === 'valid' ? ['alg-not-accepted'] : ['alg-not-accepted', ...shapes];
      expect(expected, `tcId ${vector.tcId}`).toContain(fault);
    }
    expect(others).toHaveLength(119);
  });
});

const [oaep] = read<OaepFile>('rsa_oaep_2048_sha256_mgf1sha256_test.json').testGroups;
const unlabelled = oaep?.tests.filter(({ label }) => label === '') ?? [];

describe.skipIf(!hasShared)('Wycheproof’s OAEP vectors without a label', () => {
  const der = Buffer.from(oaep?.privateKeyPkcs8 ?? '', 'hex');
  const key = hasShared ? createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }) : ourKey;

  it('are 29, ten of them good', () => {
    expect(unlabelled).toHaveLength(29);
    expect(unlabelled.filter(({ result }) => result === 'valid')).toHaveLength(10);
  });

  it.each(unlabelled)('$tcId $comment: $result', ({ ct, msg, result }) => {
    const unwrapped = unwrapKey(Buffer.from(ct, 'hex'), key);
    const expected = result === 'valid' ? Buffer.from(msg, 'hex') : undefined;
    expect(unwrapped && Buffer.from(unwrapped)).toEqual(expected);
  });
});
