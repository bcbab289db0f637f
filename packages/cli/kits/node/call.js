// One sealed call with the official client library. Where to call, and with which files, is in config.json.

import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import mastercard from 'mastercard-client-encryption';

process.on('uncaughtException', ({ message, code }) => {
  console.error(`${message || code}\nWhat to mend: ask the doctor, as README.md says`);
  process.exitCode = 1;
});

const kit = dirname(fileURLToPath(import.meta.url));
const path = (name) => resolve(kit, name);
const read = (name) => readFileSync(path(name), 'utf8');
const { baseUrl, files } = JSON.parse(read('config.json'));

const endpoint = '/identity/transactions';
const jwe = new mastercard.JweEncryption({
  mode: 'JWE',
  encryptedValueFieldName: 'encryptedData',
  encryptionCertificate: path(files.requestKey), // encrypts requests
  privateKey: path(files.responseKey), // decrypts answers
  paths: [
    {
      path: endpoint,
      toEncrypt: [{ element: '$', obj: '$' }], // the whole body, never single fields
      toDecrypt: [{ element: 'encryptedData', obj: '$' }], // leaves refusals, which are in clear
    },
  ],
});
const tls = { cert: read(files.certificate), key: read(files.privateKey) };
if (files.ca !== undefined) tls.ca = read(files.ca); // without it the system's authorities are trusted

function post(body) {
  const headers = { 'Content-Type': 'application/json' };
  const options = { ...tls, method: 'POST', headers, signal: AbortSignal.timeout(5000) };
  return new Promise((done, failed) => {
    const sent = request(`${baseUrl}/transactions`, options, done);
    sent.on('error', failed).end(body);
  });
}

const plain = (text) => `${text ?? ''}`.replace(/\p{C}/gu, ' '); // nothing that steers a terminal
function explain({ statusCode, headers }, { Errors }) {
  const lines = Errors.Error.map(
    ({ ReasonCode, Source, ...words }) =>
      `\n  ${plain(ReasonCode)} (${plain(Source)}): ${plain(words.Description)}\n    ${plain(words.Details)}`,
  );
  return `Refused: HTTP ${statusCode}, X-MC-Correlation-ID ${plain(headers['x-mc-correlation-id'])}${lines.join('')}`;
}

const sealed = jwe.encrypt(endpoint, {}, JSON.parse(read('request.json')));
const answer = await post(JSON.stringify(sealed.body));
let text = '';
for await (const chunk of answer) text += chunk;
const opened = jwe.decrypt({ request: { url: endpoint }, body: JSON.parse(text) });
if (answer.statusCode !== 200) throw new Error(explain(answer, opened));
console.log(JSON.stringify(opened, undefined, 2));
