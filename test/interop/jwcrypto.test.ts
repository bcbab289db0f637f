/**
 * Another JOSE library in another language: jwcrypto, as Debian packages it (python3-jwcrypto), seals what
 * we open and opens what we seal.
 */
import { spawnSync } from 'node:child_process';
import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { openEnvelope, readEnvelope, sealEnvelope, spkiFingerprint } from '@whorl/contract';
import { describe, expect, it } from 'vitest';
import { hasProgram } from '../support/programs.ts';

/** Debian's own: another Python on the path would not see its packages. */
const python = '/usr/bin/python3';
const isThere = hasProgram(python, ['-c', 'import jwcrypto']);

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const kid = spkiFingerprint(publicKey);

/** No empty text: jwcrypto 1.1 takes its own success for a failure then. */
const texts = [
  '{}',
  '{"merchantName":"Café ☕ 日本"}',
  ...Array.from({ length: 47 }, (_, index) =>
    JSON.stringify({ index, text: '?~'.repeat(index * 37) }),
  ),
];

/** Runs a script that reads `{ key, inputs }` and prints a JSON array: one process for all. */
function run(
  script: string,
  { key, inputs }: { key: KeyObject; inputs: readonly string[] },
): string[] {
  const input = JSON.stringify({ key: key.export({ format: 'jwk' }), inputs });
  const { status, stdout, stderr } = spawnSync(python, ['-c', script], {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

const start = `
import json, sys
from jwcrypto import jwe, jwk
given = json.load(sys.stdin)
key = jwk.JWK(**given["key"])
`;

const openScript = `${start}
def opened(token):
    envelope = jwe.JWE()
    envelope.deserialize(token, key)
    return envelope.payload.decode("utf-8")
print(json.dumps([opened(token) for token in given["inputs"]]))
`;

const sealScript = (enc: string) => `${start}
def sealed(text):
    header = {"alg": "RSA-OAEP-256", "enc": "${enc}", "kid": "${kid}"}
    envelope = jwe.JWE(text.encode("utf-8"), json.dumps(header))
    envelope.add_recipient(key)
    return envelope.serialize(compact=True)
print(json.dumps([sealed(text) for text in given["inputs"]]))
`;

const open = (token: string): string =>
  Buffer.from(
    openEnvelope(readEnvelope(token), { privateKey, accept: 'answer', spareKey: randomBytes(32) }),
  ).toString();

describe.skipIf(!isThere)('jwcrypto', () => {
  it('opens what we seal', () => {
    const tokens = texts.map((text) =>
      sealEnvelope(text, { publicKey, kid, contentKey: randomBytes(32), iv: randomBytes(12) }),
    );
    expect(run(openScript, { key: privateKey, inputs: tokens })).toEqual(texts);
  });

  it.each(['A256GCM', 'A192GCM', 'A128GCM'])('seals in %s what we open', (enc) => {
    const tokens = run(sealScript(enc), { key: publicKey, inputs: texts });
    expect(tokens.map(open)).toEqual(texts);
    expect(readEnvelope(tokens[0] ?? '').header).toEqual({ alg: 'RSA-OAEP-256', enc, kid });
  });
});
