/**
 * The official client library from the registry and a plain mutual TLS agent, with no code of ours in
 * between: what it sends is answered, and it reads what is answered.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import mastercard from 'mastercard-client-encryption';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainAgent, post } from '../support/post.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { exampleTransaction } from '../support/transactions.ts';

const endpoint = '/identity/transactions';
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.close());

const demoPath = (name: string) => join(sandbox.dataDir, 'demo', name);
const demoText = (name: string) => readFileSync(demoPath(name), 'utf8').trim();

const wholeBody = {
  path: endpoint,
  toEncrypt: [{ element: '$', obj: '$' }],
  toDecrypt: [{ element: 'encryptedData', obj: '$' }],
};

const jweConfig = (keys: object, path: object = wholeBody) => ({
  paths: [path],
  mode: 'JWE',
  encryptedValueFieldName: 'encryptedData',
  encryptionCertificate: demoPath('request-key.pem'),
  ...keys,
});

const pemKeys = () => ({ privateKey: demoPath('response-key.pem') });
const pkcs12Keys = () => ({
  keyStore: demoPath('response-key.p12'),
  keyStoreAlias: JSON.parse(demoText('config.json')).keyStoreAlias,
  keyStorePassword: demoText('response-key.p12.pass'),
});

const pemAgent = () =>
  plainAgent({ ca: sandbox.demo.ca, cert: sandbox.demo.cert, key: sandbox.demo.key });
const pkcs12Agent = () =>
  plainAgent({
    ca: sandbox.demo.ca,
    pfx: readFileSync(demoPath('client.p12')),
    passphrase: demoText('client.p12.pass'),
  });

/** One call, the way the library's own documentation makes it. */
async function call(jwe: mastercard.JweEncryption, agent: ReturnType<typeof plainAgent>) {
  const sealed = jwe.encrypt(endpoint, {}, exampleTransaction('full'));
  const answer = await post(sandbox.baseUrl, { agent, body: JSON.stringify(sealed.body) });
  const body = jwe.decrypt({ request: { url: endpoint }, body: JSON.parse(answer.body) });
  return { answer, body: body as { id?: string; individualInsights?: object; Errors?: unknown } };
}

describe('the official client', () => {
  it('calls with its credentials as PEM files', async () => {
    const agent = pemAgent();
    const { answer, body } = await call(new mastercard.JweEncryption(jweConfig(pemKeys())), agent);
    agent.destroy();
    expect(answer.status).toBe(200);
    expect(body.id).toMatch(uuid);
    expect(body.id).toBe(answer.headers['x-mc-correlation-id']);
    expect(body.individualInsights).toBeDefined();
  });

  it('calls with its credentials as PKCS#12', async () => {
    const agent = pkcs12Agent();
    const { answer, body } = await call(
      new mastercard.JweEncryption(jweConfig(pkcs12Keys())),
      agent,
    );
    agent.destroy();
    expect(answer.status).toBe(200);
    expect(body.id).toMatch(uuid);
  });

  it('is answered 500 times in a row: its tokens differ by call', async () => {
    const agent = pemAgent();
    const jwe = new mastercard.JweEncryption(jweConfig(pemKeys()));
    const ids = new Set<string | undefined>();
    for (let count = 0; count < 500; count += 1) {
      const { answer, body } = await call(jwe, agent);
      expect(answer.status).toBe(200);
      ids.add(body.id);
    }
    agent.destroy();
    expect(ids.size).toBe(500);
  });

  it('reads an error as it is, in clear', async () => {
    const agent = pemAgent();
    const jwe = new mastercard.JweEncryption(jweConfig(pemKeys()));
    const sealed = jwe.encrypt(endpoint, {}, { mcc: '5942' });
    const answer = await post(sandbox.baseUrl, { agent, body: JSON.stringify(sealed.body) });
    const body = jwe.decrypt({ request: { url: endpoint }, body: JSON.parse(answer.body) });
    agent.destroy();
    expect(answer.status).toBe(400);
    expect(body).toMatchObject({
      Errors: {
        Error: [{ ReasonCode: 'VALIDATION_ERROR', Description: 'Required Data Element Missing' }],
      },
    });
  });

  it('is refused when it is configured by field paths, and told which members were in clear', async () => {
    const agent = pemAgent();
    const fieldPath = {
      path: endpoint,
      toEncrypt: [{ element: 'accountDetails', obj: '' }],
      toDecrypt: [{ element: 'encryptedData', obj: '$' }],
    };
    const jwe = new mastercard.JweEncryption(jweConfig(pemKeys(), fieldPath));
    const sealed = jwe.encrypt(endpoint, {}, exampleTransaction('full'));
    const answer = await post(sandbox.baseUrl, { agent, body: JSON.stringify(sealed.body) });
    agent.destroy();
    const [error] = JSON.parse(answer.body).Errors.Error;
    expect(answer.status).toBe(400);
    expect(error.ReasonCode).toBe('REQUEST_DECRYPT_FAILED');
    expect(error.Details).toContain('purchaseDate');
    expect(answer.body).not.toContain(String(exampleTransaction('full').purchaseDate));
  });
});
