/**
 * The floor: a bare `node:https` server that asks for a client certificate, opens the request and seals a
 * fixed answer. No validation, no history, no log. Arguments: the data folder of a started service, whose
 * server certificate it shows, and a file with the answer.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { openEnvelope, readEnvelope, sealEnvelope, unwrapBody, wrapBody } from '@whorl/contract';
import { readAuthority } from '../../test/support/folder.ts';

const [dataDir = '', answerFile = ''] = process.argv.slice(2);
const answer = readFileSync(answerFile, 'utf8');
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const { certificate, privateKey: key } = await readAuthority(dataDir, 'server');
const tls = {
  cert: certificate,
  key,
  requestCert: true,
  rejectUnauthorized: false,
};

const server = createServer(tls, (message, response) => {
  const chunks: Buffer[] = [];
  message.on('data', (chunk: Buffer) => chunks.push(chunk));
  message.on('end', () => {
    const envelope = readEnvelope(unwrapBody(Buffer.concat(chunks)));
    openEnvelope(envelope, { privateKey, accept: 'request', spareKey: randomBytes(32) });
    const fresh = { publicKey, kid: 'bare', contentKey: randomBytes(32), iv: randomBytes(12) };
    const body = wrapBody(sealEnvelope(answer, fresh));
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': body.length });
    response.end(body);
  });
});

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  const requestKey = publicKey.export({ type: 'spki', format: 'pem' });
  console.log(JSON.stringify({ baseUrl: `https://localhost:${port}/identity`, requestKey }));
});
process.once('SIGTERM', () => process.exit(0));
