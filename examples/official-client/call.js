// One call with the official client library and a plain mutual TLS agent. No code of ours is in it.
//
//     node examples/official-client/call.js [pem | p12] [transaction.json]

import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { join } from 'node:path';
import mastercard from 'mastercard-client-encryption';

const demo = (name) => join(process.env.WHORL_DATA ?? '.whorl', 'demo', name);
const read = (name) => readFileSync(demo(name), 'utf8').trim();
const config = JSON.parse(read('config.json'));

/** The same two private keys, in either of their forms. */
const forms = {
  pem: {
    tls: { cert: read('client.pem'), key: read('client.key') },
    responseKey: { privateKey: demo('response-key.pem') },
  },
  p12: {
    tls: { pfx: readFileSync(demo('client.p12')), passphrase: read('client.p12.pass') },
    responseKey: {
      keyStore: demo('response-key.p12'),
      keyStoreAlias: config.keyStoreAlias,
      keyStorePassword: read('response-key.p12.pass'),
    },
  },
};
const { tls, responseKey } = forms[process.argv[2] ?? 'pem'];

const endpoint = '/identity/transactions';
const jwe = new mastercard.JweEncryption({
  mode: 'JWE',
  encryptedValueFieldName: 'encryptedData',
  encryptionCertificate: demo('request-key.pem'), // encrypts requests
  ...responseKey, // decrypts answers
  paths: [
    {
      path: endpoint,
      toEncrypt: [{ element: '$', obj: '$' }], // the whole body, never single fields
      toDecrypt: [{ element: 'encryptedData', obj: '$' }], // leaves error bodies as they are
    },
  ],
});
const agent = new Agent({ keepAlive: true, ca: read('ca.pem'), ...tls });

function post(body) {
  const headers = { 'Content-Type': 'application/json' };
  return new Promise((resolve, reject) => {
    const sent = request(`${config.baseUrl}/transactions`, { method: 'POST', agent, headers });
    sent.on('response', resolve).on('error', reject).end(JSON.stringify(body));
  });
}

const transaction = JSON.parse(readFileSync(process.argv[3] ?? 'api/examples/full.json', 'utf8'));
const sealed = jwe.encrypt(endpoint, {}, transaction);
const answer = await post(sealed.body);
let body = '';
for await (const chunk of answer) body += chunk;
const opened = jwe.decrypt({ request: { url: endpoint }, body: JSON.parse(body) });
console.log(answer.statusCode, JSON.stringify(opened, undefined, 2));
if (answer.statusCode !== 200) process.exitCode = 1;
agent.destroy();
