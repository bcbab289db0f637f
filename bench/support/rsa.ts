/** Prints the CPU of one RSA-2048 private operation (OAEP, SHA-256) on the core it runs on. */
import {
  constants,
  generateKeyPairSync,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const padding = { oaepHash: 'sha256', padding: constants.RSA_PKCS1_OAEP_PADDING };
const ciphertext = publicEncrypt({ key: publicKey, ...padding }, randomBytes(32));
const run = (count: number) => {
  for (let n = 0; n < count; n += 1) privateDecrypt({ key: privateKey, ...padding }, ciphertext);
};
run(500);
const before = process.cpuUsage();
const count = 4_000;
run(count);
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ micros: (user + system) / count }));
