// Seals standard input, or opens it: `node envelope.mjs seal | open`. Nothing but Node.js 18 or later.
// The envelope is one JWE (RFC 7516) in compact serialization: {"encryptedData":"header.key.iv.text.tag"}.

import * as crypto from 'node:crypto';
import { readFileSync } from 'node:fs';

const { files, requestKeyFingerprint } = JSON.parse(readFileSync('config.json', 'utf8'));

// RSA-OAEP-256 (RFC 7518 §4.3): SHA-256 for the digest and for MGF1.
const oaep = { padding: crypto.constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };
const cipherName = { A128GCM: 'aes-128-gcm', A192GCM: 'aes-192-gcm', A256GCM: 'aes-256-gcm' };

function seal(text) {
  // RFC 7516 §5.1, steps 2 and 9: a new content key and a new IV for every message, 96 bits (RFC 7518 §5.3).
  const cek = crypto.randomBytes(32);
  const iv = crypto.randomBytes(12);
  const fields = { alg: 'RSA-OAEP-256', enc: 'A256GCM', kid: requestKeyFingerprint };
  const header = base64url(JSON.stringify({ ...fields, cty: 'application/json' }));
  const publicKey = crypto.createPublicKey(readFileSync(files.requestKey));
  const encryptedKey = crypto.publicEncrypt({ key: publicKey, ...oaep }, cek);
  const cipher = crypto.createCipheriv('aes-256-gcm', cek, iv);
  cipher.setAAD(Buffer.from(header, 'ascii')); // step 14: the header as it is sent, encoded
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  const parts = [encryptedKey, iv, sealed, cipher.getAuthTag()].map(base64url);
  return { encryptedData: [header, ...parts].join('.') };
}

function open({ encryptedData }) {
  const parts = encryptedData.split('.');
  // RFC 7516 §5.2, steps 1 and 2: five parts, strict base64url without padding (§2).
  if (parts.length !== 5 || !parts.every((part) => /^[\w-]+$/.test(part)))
    throw new Error('The answer is not a compact JWE.');
  const [header, encryptedKey, iv, sealed, tag] = parts.map((part) =>
    Buffer.from(part, 'base64url'),
  );
  const { alg, enc } = JSON.parse(header.toString('utf8'));
  // Step 6: an algorithm that was not agreed on is no algorithm.
  if (alg !== 'RSA-OAEP-256' || cipherName[enc] === undefined || tag.length !== 16)
    throw new Error(`The answer is sealed with ${alg} and ${enc}.`);
  const privateKey = crypto.createPrivateKey(readFileSync(files.responseKey));
  const cek = crypto.privateDecrypt({ key: privateKey, ...oaep }, encryptedKey);
  const decipher = crypto.createDecipheriv(cipherName[enc], cek, iv);
  decipher.setAAD(Buffer.from(parts[0], 'ascii')).setAuthTag(tag);
  // `final` throws unless the tag is right (step 16): nothing is used before.
  return JSON.parse(Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8'));
}

function base64url(bytes) {
  return Buffer.from(bytes).toString('base64url');
}

try {
  const text = readFileSync(0, 'utf8');
  const made = process.argv[2] === 'open' ? open(JSON.parse(text)) : seal(text);
  console.log(JSON.stringify(made, undefined, 2));
} catch (error) {
  console.error(`envelope.mjs: ${error.message}`);
  process.exitCode = 1;
}
