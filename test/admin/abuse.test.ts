/** The abuse cases of SECURITY.md, at the doors of the admin API. */
import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { WhorlError } from '@whorl/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdminClient, type AdminDoor, adminClient, sendAdmin } from '../support/admin.ts';
import { addIntegrator, fileOf } from '../support/integrator.ts';
import { makeRequest } from '../support/openssl.ts';
import { addPerson } from '../support/people.ts';
import { hasProgram } from '../support/programs.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { exampleTransaction } from '../support/transactions.ts';

let sandbox: TestSandbox;
let owner: AdminClient;
let network: AdminDoor;
let remote: AdminClient;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  owner = adminClient({ dataDir: sandbox.dataDir });
  network = { adminUrl: sandbox.adminUrl, ca: sandbox.demo.ca };
  remote = adminClient(network);
  for (const project of ['shop', 'other'])
    await owner.done('project.create', {
      body: { name: project, company: 'Shop', companyId: project },
    });
});
afterAll(() => sandbox.close());

const shop = { project: 'shop' };

describe('names', () => {
  const hostile = [
    ...['../../etc/passwd', '..%2f..%2fetc', '/etc/passwd', 'a/b', '..', '.', 'con\u0000nul'],
    ...[
      '<script>alert(1)</script>',
      '"; DROP TABLE projects; --',
      '#{7*7}',
      '\u202Etxt',
      'Ünïcode',
    ],
    ...['__proto__', 'constructor', 'x'.repeat(5_000), '%00', '\r\nSet-Cookie: a=b'],
  ];

  it.each(hostile.map((name) => [JSON.stringify(name).slice(0, 40), name]))(
    'such as %s make no project, and find none',
    async (_, name) => {
      const made = await owner.call('project.create', {
        body: { name, company: 'Shop', companyId: 'shop' },
      });
      // These two are plain words, and as good as any.
      if (name === 'constructor') expect(made.status).toBe(201);
      else expect(made.problem.code).toBe('invalid');
      for (const id of ['project.show', 'key.list', 'credential.list'] as const) {
        const { status } = await owner.call(id, { project: name });
        if (name !== 'constructor') expect([400, 404, 414, 431]).toContain(status);
      }
    },
  );

  it('of one project are never the id of another', async () => {
    const { id } = await owner.done('project.show', { project: 'shop' });
    const body = { name: id, company: 'Eve', companyId: 'eve' };
    expect((await owner.call('project.create', { body })).problem.code).toBe('invalid');
  });

  it.each(['a\nb', 'a\u0000b', '\u202Eevil', 'zero\u200Bwidth', 'lone \ud800', '<b>Shop</b>'])(
    'of a company that no certificate can name are refused: %j',
    async (company) => {
      const body = { name: 'unprintable', company, companyId: 'x' };
      expect((await owner.call('project.create', { body })).problem.code).toBe('invalid');
    },
  );

  it('of a company id never carry another name inside', async () => {
    const body = { name: 'nested', company: 'Shop', companyId: 'x-Client-MTF-shop' };
    expect((await owner.call('project.create', { body })).problem.code).toBe('invalid');
  });

  it('of a company are kept as they are, and shown as data', async () => {
    const company = 'Shop & "Söhne" $(id) `id` {{7*7}}';
    await owner.done('project.create', { body: { name: 'markup', company, companyId: 'markup' } });
    expect(await owner.done('project.show', { project: 'markup' })).toMatchObject({ company });
    const made = await owner.done('credential.create', { project: 'markup', body: { issue: {} } });
    expect(made.credential.commonName).toMatch(/-Client-MTF-markup$/);
  });
});

describe('requests for a certificate', () => {
  const { csr } = makeRequest('/O=Shop/CN=a-Client-MTF-shop');
  const cases: readonly (readonly [string, string])[] = [
    ['no request', 'hello'],
    ['a truncated one', csr.slice(0, 400)],
    ['one whose signature does not hold', flip(csr)],
    ['one that is too long', csr + 'A'.repeat(17_000)],
    ['a private key', makeRequest('/O=Shop/CN=b-Client-MTF-shop').privateKey],
    ['one of another company', makeRequest('/O=Else/CN=c-Client-MTF-shop').csr],
    ['one of another company id', makeRequest('/O=Shop/CN=c-Client-MTF-else').csr],
    ['one for production', makeRequest('/O=Shop/CN=c-Client-PROD-shop').csr],
    ['one with a short key', makeRequest('/O=Shop/CN=d-Client-MTF-shop', 'rsa:1024').csr],
  ];

  function flip(text: string): string {
    const at = text.lastIndexOf('=') - 40;
    const letter = text[at] === 'A' ? 'B' : 'A';
    return text.slice(0, at) + letter + text.slice(at + 1);
  }

  it.each(cases)('that are %s are refused with a reason', async (_, bad) => {
    const { status, problem } = await owner.call('credential.create', {
      ...shop,
      body: { csr: bad },
    });
    expect(status).toBe(400);
    expect(problem.code).toBe('invalid');
    expect(problem.message).not.toContain('PRIVATE KEY-----');
  });

  it('get the key and the names, never the extensions that they ask for', async () => {
    const folder = join(sandbox.dataDir, 'demo');
    const [key, out] = [join(folder, 'x.key'), join(folder, 'x.csr')];
    const wish = [
      '-addext',
      'basicConstraints=critical,CA:TRUE',
      '-addext',
      'subjectAltName=DNS:evil.example',
    ];
    const subject = ['-subj', '/O=Shop/CN=ca-Client-MTF-shop'];
    execFileSync(
      'openssl',
      [
        'req',
        '-new',
        '-newkey',
        'rsa:2048',
        '-nodes',
        ...subject,
        ...wish,
        '-keyout',
        key,
        '-out',
        out,
      ],
      { stdio: 'pipe' },
    );
    const asked = execFileSync('cat', [out]).toString();
    const { files } = await owner.done('credential.create', { ...shop, body: { csr: asked } });
    const text = execFileSync('openssl', ['x509', '-noout', '-text'], {
      input: fileOf(files, 'client.pem'),
    }).toString();
    expect(text).toContain('CA:FALSE');
    expect(text).not.toContain('evil.example');
    expect(text).toContain('TLS Web Client Authentication');
  });
});

describe('keys', () => {
  it('of another project do not open a call, nor are they shown or revoked by its name', async () => {
    const [mine, theirs] = [
      await addIntegrator(owner, shop),
      await addIntegrator(owner, { project: 'other' }),
    ];
    const key = theirs.keyPair.requestKey.fingerprint;
    for (const id of ['key.revoke', 'key.rotate', 'key.download'] as const)
      expect((await owner.call(id, { ...shop, key, body: {} as never })).status).toBe(404);
    const credential = theirs.credential.sha256;
    const revoked = await owner.call('credential.revoke', { ...shop, credential, body: {} });
    expect(revoked.status).toBe(404);
    const { client } = { client: mine.client };
    const confused = client(sandbox.baseUrl);
    confused.close();
    expect(mine.keyPair.requestKey.fingerprint).not.toBe(key);
  });

  it('that are brought have one use: not twice, not for two projects, not for two purposes', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const responseKey = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const body = { responseKey };
    await owner.done('key.create', { ...shop, body });
    expect((await owner.call('key.create', { ...shop, body })).status).toBe(409);
    expect((await owner.call('key.create', { project: 'other', body })).status).toBe(409);
    const secret = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const brought = await owner.call('key.create', { ...shop, body: { responseKey: secret } });
    expect(brought.problem).toMatchObject({ code: 'invalid' });
    expect(brought.problem.message).toContain('private key');
  });

  it.each([
    ['an exponent of 3', { modulusLength: 2048, publicExponent: 3 }],
    ['1024 bits', { modulusLength: 1024 }],
  ])('of %s are refused', async (_, options) => {
    const { publicKey } = generateKeyPairSync('rsa', options);
    const responseKey = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const { problem } = await owner.call('key.create', { ...shop, body: { responseKey } });
    expect(problem.code).toBe('invalid');
  });

  it('whose kid is confused with another are named, and the call is refused', async () => {
    const who = await addIntegrator(owner, { project: 'other' });
    const stranger = await addIntegrator(owner, shop);
    const { createClient } = await import('@whorl/client');
    const client = createClient({
      baseUrl: sandbox.baseUrl,
      tls: who.tls,
      encryption: {
        requestKey: fileOf(stranger.files, 'request-key.pem'),
        responseKey: fileOf(who.files, 'response-key.pem'),
      },
      retries: 0,
    });
    const failure = await client.transactions
      .retrieve(exampleTransaction('minimal') as never)
      .catch((error: unknown) => error);
    client.close();
    expect(failure).toBeInstanceOf(WhorlError);
    expect((failure as WhorlError).errors[0]).toMatchObject({
      reasonCode: 'DECRYPT_PRIVATE_KEY_NOT_FOUND',
    });
  });
});

describe('the doors', () => {
  it('over TLS let nobody in without a session or token, and tell nothing', async () => {
    for (const bearer of [
      undefined,
      'x',
      `wt_${'A'.repeat(43)}`,
      randomBytes(300).toString('hex'),
    ]) {
      const request = bearer === undefined ? {} : { bearer };
      expect((await remote.call('project.list', request)).status).toBe(401);
      const status = await remote.done('status.show', request);
      expect(status).toMatchObject({ you: { kind: 'nobody' }, environments: [] });
    }
  });

  it('keep what is for the owner from the network', async () => {
    const admin = await addPerson(owner, 'net', 'admin');
    const { bearer } = admin;
    for (const id of ['production.init', 'account.create-first', 'master-key.rotate'] as const) {
      const { problem } = await remote.call(id, { bearer, body: {} as never });
      expect(problem.code).toBe('forbidden');
    }
  });

  it('take a bad token on the socket for nobody, not for the owner', async () => {
    expect((await owner.call('project.list', { bearer: 'nonsense' })).status).toBe(401);
  });

  it('answer what is no operation with a problem: paths, methods, bodies', async () => {
    const raw = (method: string, path: string, body?: string, headers = {}) =>
      sendAdmin({ dataDir: sandbox.dataDir }, { method, path, body, headers });
    expect((await raw('GET', '/')).status).toBe(404);
    for (const name of ['elsewhere', 'sandboxfoo', 'xsandbox', 'Sandbox', 'sandbox%2f'])
      expect((await raw('GET', `/v1/${name}/projects`)).status, name).toBe(404);
    expect((await raw('PUT', '/v1/sandbox/projects', '{}')).status).toBe(405);
    expect((await raw('POST', '/v1/sandbox/projects', '{')).status).toBe(400);
    expect((await raw('POST', '/v1/sandbox/projects', 'x'.repeat(70_000))).status).toBe(413);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await raw('POST', '/v1/sandbox/projects', 'name=a', form)).status).toBe(415);
    const polluted = '{"__proto__":{"x":1},"name":"p1","company":"a","companyId":"a"}';
    expect((await raw('POST', '/v1/sandbox/projects', polluted)).status).toBeLessThan(500);
  });

  it('slow guessing down, on an account and from a place', async () => {
    const person = await addPerson(owner, 'target', 'viewer');
    const guess = (password: string) =>
      remote.call('session.create', { body: { email: person.account.email, password } });
    const codes = [];
    for (let at = 0; at < 7; at += 1) codes.push((await guess(`wrong guess ${at}`)).problem.code);
    expect(codes).toContain('rate-limited');
    const right = await guess(person.password);
    expect(right.problem.code).toBe('rate-limited');
    expect(Number(right.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('let nobody in who was suspended while a body was on its way', async () => {
    const eve = await addPerson(owner, 'eve', 'admin');
    const body = JSON.stringify({ email: 'late@operator.example', name: 'Late', role: 'admin' });
    const sent = request(`${sandbox.adminUrl}/v1/accounts`, {
      method: 'POST',
      ca: sandbox.demo.ca,
      agent: false,
      headers: {
        authorization: `Bearer ${eve.bearer}`,
        'content-type': 'application/json',
        'content-length': body.length,
      },
    });
    const answered = new Promise<number>((resolve, reject) => {
      sent.on('error', reject);
      sent.on('response', (answer) => resolve(answer.resume().statusCode ?? 0));
    });
    sent.write(body.slice(0, -1));
    await new Promise((resolve) => setTimeout(resolve, 200));
    await owner.done('account.change', { account: eve.account.id, body: { status: 'suspended' } });
    sent.end(body.slice(-1));
    expect(await answered).toBe(401);
    const { accounts } = await owner.done('account.list');
    expect(accounts.some(({ email }) => email === 'late@operator.example')).toBe(false);
  });

  it('the socket is its owner’s alone', () => {
    expect(statSync(sandbox.dataDir).mode & 0o777).toBe(0o700);
    expect(statSync(join(sandbox.dataDir, 'admin.sock')).mode & 0o777).toBe(0o600);
  });

  const asNobody = ['--user', 'nobody', '--', 'true'];
  it.skipIf(process.getuid?.() !== 0 || !hasProgram('runuser', asNobody))(
    'the socket refuses another user of the machine',
    () => {
      const script = `require('node:net').connect(${JSON.stringify(join(sandbox.dataDir, 'admin.sock'))})
        .on('connect', () => process.exit(1)).on('error', (e) => { console.log(e.code); process.exit(0); })`;
      const args = ['--user', 'nobody', '--', process.execPath, '-e', script];
      expect(execFileSync('runuser', args).toString().trim()).toBe('EACCES');
    },
  );
});

describe('tokens', () => {
  it('are scoped, end, are kept hashed, and cannot make tokens', async () => {
    const { token, record } = await owner.done('token.create', {
      body: { name: 'ci', role: 'developer', project: 'shop' },
    });
    expect(await remote.done('key.list', { ...shop, bearer: token })).toBeDefined();
    expect((await remote.call('key.list', { project: 'other', bearer: token })).status).toBe(403);
    const made = { name: 'more', role: 'viewer' } as const;
    expect((await remote.call('token.create', { bearer: token, body: made })).status).toBe(403);
    await owner.done('token.revoke', { token: record.id });
    expect((await remote.call('key.list', { ...shop, bearer: token })).status).toBe(401);
    const kept = execFileSync('cat', [join(sandbox.dataDir, 'accounts.sqlite')]);
    expect(kept.includes(token)).toBe(false);
  });
});
