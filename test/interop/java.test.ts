/**
 * Java's own HTTP client with the key stores that the admin API hands over: it completes the mutual handshake
 * and a sealed call. The same key stores as keytool, openssl and the official Node client read them.
 */
import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openAnswer, sealRequest } from '@whorl/client';
import type { AdminSchemas } from '@whorl/contract/admin';
import mastercard from 'mastercard-client-encryption';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writePkcs12 } from '../../packages/server/src/pki/pkcs12.ts';
import { type AdminClient, adminClient } from '../support/admin.ts';
import { makeForeignClient } from '../support/foreign.ts';
import { fileOf } from '../support/integrator.ts';
import { plainAgent, post } from '../support/post.ts';
import { hasProgram } from '../support/programs.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { exampleTransaction } from '../support/transactions.ts';

type Form = AdminSchemas['KeyStoreForm'];
const forms: readonly Form[] = ['modern', 'legacy'];
const protocols = ['TLSv1.2', 'TLSv1.3'] as const;
const endpoint = '/identity/transactions';
const hasJava = hasProgram('javac', ['-version']);
const hasKeytool = hasProgram('keytool', ['-help']);

/** A caller whose files lie in a folder of its own. */
interface Caller {
  readonly project: string;
  readonly credential: AdminSchemas['Credential'];
  path(name: string): string;
  /** Of a file that was handed over. */
  file(name: string): Buffer;
}

let folder: string;
let sandbox: TestSandbox;
let owner: AdminClient;
const callers = {} as Record<Form, Caller>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whorl-java-'));
  sandbox = await startTestSandbox();
  owner = adminClient({ dataDir: sandbox.dataDir });
  for (const form of forms) callers[form] = await addCaller(form, form);
  if (!hasJava) return;
  const program = fileURLToPath(new URL('Call.java', import.meta.url));
  execFileSync('javac', ['-d', folder, program]);
});
afterAll(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});

async function addCaller(project: string, keyStore: Form): Promise<Caller> {
  const body = { name: project, company: 'Shop Ltd', companyId: project };
  await owner.done('project.create', { body });
  const made = await owner.done('credential.create', { project, body: { issue: { keyStore } } });
  const keys = await owner.done('key.create', { project, body: { keyStore } });
  const files = [...made.files, ...keys.files].filter(({ name }) => name !== 'config.json');
  const path = (name: string) => join(folder, `${project}-${name}`);
  for (const { name } of files) await writeFile(path(name), fileOf(files, name));
  await writeFile(
    path('body.json'),
    sealRequest(exampleTransaction('full'), fileOf(files, 'request-key.pem')),
  );
  return { project, credential: made.credential, path, file: (name) => fileOf(files, name) };
}

interface JavaCall {
  readonly protocol?: (typeof protocols)[number];
  /** Key store and passphrase; without them no certificate is sent. */
  readonly keyStore?: readonly string[];
}

/** Java posts what we sealed. */
async function callByJava(caller: Caller, call: JavaCall = {}) {
  const { protocol = 'TLSv1.3', keyStore = ownStore(caller) } = call;
  const { stdout } = await promisify(execFile)('java', [
    ...['-cp', folder, 'Call', `${sandbox.baseUrl}/transactions`, protocol],
    ...[caller.path('ca.pem'), caller.path('body.json'), ...keyStore],
  ]);
  const [spoken, status, body = ''] = stdout.split('\n');
  expect(spoken).toBe(protocol);
  return { status: Number(status), body };
}

const ownStore = ({ path }: Caller) => [path('client.p12'), path('client.p12.pass')] as const;

const expectInsights = ({ status, body }: { status: number; body: string }, caller: Caller) => {
  expect(status, body).toBe(200);
  const opened = openAnswer(body, caller.file('response-key.pem'));
  expect(opened).toHaveProperty('individualInsights');
};

describe.skipIf(!hasJava)('a Java program', () => {
  describe.each(forms)('with its %s key store', (form) => {
    it.each(protocols)('calls over %s, and its answer opens', async (protocol) => {
      const caller = callers[form];
      expectInsights(await callByJava(caller, { protocol }), caller);
    });
  });

  it('without a certificate is told that it sent none', async () => {
    const { status, body } = await callByJava(callers.modern, { keyStore: [] });
    expect(status).toBe(422);
    expect(body).toContain('INVALID_CLIENT_CERT');
  });

  it('goes on with a certificate of the former issuer when there is a new one', async () => {
    await owner.done('authority.rotate-issuer', {});
    expectInsights(await callByJava(callers.modern), callers.modern);
    const next = await addCaller('next', 'modern');
    expectInsights(await callByJava(next), next);
  });

  it('calls with a certificate that another authority issued, once it is registered', async () => {
    const caller = await addCaller('bank', 'modern');
    const { certificate, privateKey, issuer, root } = await makeForeignClient('till of the bank');
    const passphrase = 'from the bank';
    const file = await writePkcs12({
      ...{ privateKey, certificates: [certificate, issuer, root], friendlyName: 'till' },
      ...{ passphrase, form: 'modern' },
    });
    const keyStore = [caller.path('bank.p12'), caller.path('bank.pass')] as const;
    await writeFile(keyStore[0], file);
    await writeFile(keyStore[1], passphrase);
    // Java sends no certificate that no announced authority issued.
    expect(await callByJava(caller, { keyStore })).toMatchObject({ status: 422 });
    const body = { certificate, issuer };
    await owner.done('credential.create', { project: caller.project, body });
    expectInsights(await callByJava(caller, { keyStore }), caller);
  });

  it.each(protocols)('is refused over %s when its certificate was revoked', async (protocol) => {
    const caller = await addCaller(`gone-${protocol.at(-1)}`, 'modern');
    const { project, credential } = caller;
    expectInsights(await callByJava(caller, { protocol }), caller);
    await owner.done('credential.revoke', { project, credential: credential.sha256, body: {} });
    const { status, body } = await callByJava(caller, { protocol });
    expect(status).toBe(422);
    expect(body).toContain('the certificate was revoked');
  });
});

describe.each(forms)('a %s key store', (form) => {
  const stores = [
    ['client', 'client'],
    ['response-key', 'response'],
  ] as const;

  it.skipIf(!hasKeytool).each(stores)('%s.p12 is listed by keytool', (name, alias) => {
    const { path } = callers[form];
    const said = execFileSync(
      'keytool',
      [
        ...['-list', '-v', '-storetype', 'PKCS12', '-keystore', path(`${name}.p12`)],
        ...['-storepass:file', path(`${name}.p12.pass`)],
      ],
      { encoding: 'utf8', stdio: 'pipe' },
    );
    expect(said).toContain(`Alias name: ${alias}`);
    expect(said).toContain('Entry type: PrivateKeyEntry');
    expect(said).toContain('Certificate chain length: 3');
  });

  it.each(stores)('%s.p12 is read by openssl, key and chain', (name) => {
    const { path, file } = callers[form];
    const args = [
      'pkcs12',
      '-in',
      path(`${name}.p12`),
      '-passin',
      `file:${path(`${name}.p12.pass`)}`,
    ];
    const said = execFileSync('openssl', [...args, '-noenc'], {
      encoding: 'utf8',
      stdio: 'pipe',
    });
    const keyFile = name === 'client' ? 'client.key' : 'response-key.pem';
    expect(said).toContain(file(keyFile).toString().trim());
    expect(said.match(/BEGIN CERTIFICATE/g)).toHaveLength(3);
  });

  it('lets the official client call: who it is, and what opens its answers', async () => {
    const { path, file } = callers[form];
    const agent = plainAgent({
      ca: file('ca.pem'),
      pfx: file('client.p12'),
      passphrase: file('client.p12.pass').toString().trim(),
    });
    const jwe = new mastercard.JweEncryption({
      paths: [
        {
          path: endpoint,
          toEncrypt: [{ element: '$', obj: '$' }],
          toDecrypt: [{ element: 'encryptedData', obj: '$' }],
        },
      ],
      mode: 'JWE',
      encryptedValueFieldName: 'encryptedData',
      encryptionCertificate: path('request-key.pem'),
      keyStore: path('response-key.p12'),
      keyStoreAlias: 'response',
      keyStorePassword: file('response-key.p12.pass').toString().trim(),
    });
    const sealed = jwe.encrypt(endpoint, {}, exampleTransaction('full'));
    const answer = await post(sandbox.baseUrl, { agent, body: JSON.stringify(sealed.body) });
    agent.destroy();
    expect(answer.status).toBe(200);
    const opened = jwe.decrypt({ request: { url: endpoint }, body: JSON.parse(answer.body) });
    expect(opened).toHaveProperty('individualInsights');
  });
});
