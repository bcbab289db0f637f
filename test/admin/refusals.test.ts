/** What the sandbox refused, as those read it who may; and what it never holds, whatever was sent. */
import { generateKeyPairSync, randomBytes, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { connect } from 'node:tls';
import { sealEnvelope, spkiFingerprint, wrapBody } from '@whorl/contract';
import type { AdminSchemas } from '@whorl/contract/admin';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AdminClient } from '../support/admin.ts';
import { makeForeignClient } from '../support/foreign.ts';
import { addIntegrator, fileOf, type Integrator } from '../support/integrator.ts';
import { addPerson, type Person } from '../support/people.ts';
import { plainAgent, post, type RawAnswer } from '../support/post.ts';
import { startTestProduction, type TestProduction } from '../support/production.ts';
import { findRawIdentity } from '../support/raw-identity.ts';
import type { TestSandbox } from '../support/sandbox.ts';
import { runWhorl } from '../support/whorl-process.ts';

type Refusal = AdminSchemas['Refusal'];

let production: TestProduction;
let sandbox: TestSandbox;
let owner: AdminClient;
let shop: Integrator;
let revoked: Integrator;
let developer: Person;
beforeAll(async () => {
  production = await startTestProduction();
  ({ sandbox, owner } = production);
  for (const project of ['shop', 'other'])
    await owner.done('project.create', {
      body: { name: project, company: 'Shop', companyId: project },
    });
  shop = await addIntegrator(owner, { project: 'shop' });
  revoked = await addIntegrator(owner, { project: 'shop' });
  const { sha256: credential } = revoked.credential;
  await owner.done('credential.revoke', { project: 'shop', credential, body: {} });
  developer = await addPerson(owner, 'dev', 'developer');
  await owner.done('project.add-member', { project: 'shop', account: developer.account.id });
});
afterAll(() => production.close());

/** One call over a connection of its own. */
async function send(
  holder: Partial<Integrator['tls']>,
  body: string,
  options: { headers?: Record<string, string>; method?: string; path?: string } = {},
): Promise<RawAnswer> {
  const agent = plainAgent({ ca: sandbox.demo.ca, ...holder, keepAlive: false });
  try {
    return await post(sandbox.baseUrl, { agent, body, ...options });
  } finally {
    agent.destroy();
  }
}

const requestKey = () => new X509Certificate(fileOf(shop.files, 'request-key.pem')).publicKey;

interface Change {
  readonly plaintext?: string;
  readonly kid?: string;
  readonly parts?: (parts: string[]) => string[];
}

function seal({ plaintext = '{}', kid, parts = (all) => all }: Change): string {
  const publicKey = requestKey();
  const token = sealEnvelope(plaintext, {
    publicKey,
    kid: kid ?? spkiFingerprint(publicKey),
    contentKey: randomBytes(32),
    iv: randomBytes(12),
  });
  return wrapBody(parts(token.split('.')).join('.'));
}

const encode = (text: string): string => Buffer.from(text).toString('base64url');
const withHeader = (header: object): string =>
  seal({ parts: (parts) => parts.with(0, encode(JSON.stringify(header))) });

const ofProject = async (project: string, limit = '1000'): Promise<readonly Refusal[]> =>
  (await owner.done('refusal.list', { project, query: { limit } })).refusals;
const ofUnknown = async (): Promise<readonly Refusal[]> =>
  (await owner.done('refusal.list-unknown', { query: { limit: '1000' } })).refusals;

const codesOf = (refusals: readonly Refusal[]): string[] =>
  refusals.flatMap(({ diagnoses }) => diagnoses.map(({ code }) => code));

describe('what a project was refused', () => {
  const responseKid = () => shop.keyPair.responseKey.fingerprint;
  const calls: readonly (readonly [code: string, call: () => Promise<RawAnswer>])[] = [
    ['certificate-revoked', () => send(revoked.tls, seal({}))],
    ['wrong-path', () => send(shop.tls, '', { path: '/nowhere' })],
    ['wrong-method', () => send(shop.tls, '', { method: 'GET' })],
    ['wrong-content-type', () => send(shop.tls, '', { headers: { 'Content-Type': 'text/plain' } })],
    ['not-json', () => send(shop.tls, '{')],
    ['clear-members', () => send(shop.tls, '{"encryptedData":"a.b.c.d.e","mcc":"5942"}')],
    ['part-count', () => send(shop.tls, seal({ parts: (parts) => parts.slice(0, 4) }))],
    ['kid-response-key', () => send(shop.tls, seal({ kid: responseKid() }))],
    ['enc-not-accepted', () => send(shop.tls, withHeader(cbcHeader()))],
    [
      'undecryptable',
      () => send(shop.tls, seal({ parts: (all) => all.with(4, encode('x'.repeat(16))) })),
    ],
    ['opened-not-json', () => send(shop.tls, seal({ plaintext: 'no JSON' }))],
    ['members-missing', () => send(shop.tls, seal({ plaintext: '{}' }))],
  ];
  const cbcHeader = () => ({
    alg: 'RSA-OAEP-256',
    enc: 'A128CBC-HS256',
    kid: spkiFingerprint(requestKey()),
  });

  it('is told in the words and under the ids that its callers were', async () => {
    const answers = [];
    for (const [, call] of calls) answers.push(await call());
    const refusals = await ofProject('shop');
    expect(codesOf(refusals)).toEqual(calls.map(([code]) => code));
    for (const [at, refusal] of refusals.entries()) {
      const { status, headers, body } = answers[at] as RawAnswer;
      const [error] = JSON.parse(body).Errors.Error;
      expect(refusal).toMatchObject({
        id: headers['x-mc-correlation-id'],
        status,
        reasonCode: error.ReasonCode,
        project: 'shop',
        tls: 'TLSv1.3',
        certificate: { sha256: (at === 0 ? revoked : shop).credential.sha256 },
      });
      if (error.ReasonCode !== 'VALIDATION_ERROR' && status !== 401)
        expect(refusal.diagnoses[0]?.sentence).toBe(error.Details);
    }
    expect(await ofProject('shop', '2')).toEqual(refusals.slice(-2));
    expect(await ofProject('other')).toEqual([]);
  });

  it('has of an envelope its header and lengths, and a hash to know it again by', async () => {
    const refusals = await ofProject('shop');
    const named = (code: string) => refusals[calls.findIndex(([name]) => name === code)];
    expect(named('enc-not-accepted')?.envelope).toMatchObject({
      header: cbcHeader(),
      partCount: 5,
      partBytes: [expect.any(Number), 256, 12, 2, 16],
      sha256: expect.any(String),
    });
    expect(named('clear-members')?.envelope).toEqual({ partCount: 5, partBytes: [0, 0, 0, 0, 0] });
    expect(named('not-json')).not.toHaveProperty('envelope');
    expect(named('not-json')).toMatchObject({ bodyBytes: 1, contentType: 'application/json' });
  });

  it('is told on the command line, within 80 columns, and as events', async () => {
    const door = ['--data', sandbox.dataDir];
    const told = await runWhorl(['doctor', '--recent', '--project', 'shop', ...door]);
    expect(told).toMatchObject({ code: 0, stderr: '' });
    for (const line of told.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    expect(told.stdout).toContain(
      ', shop: 422 INVALID_CLIENT_CERT\n  the certificate was revoked;',
    );
    expect(told.stdout).toContain('header 117, key 256, IV 12, ciphertext 2, tag 16');
    const all = await runWhorl(['doctor', '--recent', '--limit', '1000', '--json', ...door]);
    const events = all.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const refusals = [...(await ofUnknown()), ...(await ofProject('shop'))];
    expect(events.map(({ id }) => id).toSorted()).toEqual(refusals.map(({ id }) => id).toSorted());
    expect(events.map(({ at }) => at)).toEqual(refusals.map(({ at }) => at).toSorted());
  });
});

describe('what unknown callers were refused', () => {
  it('is kept apart, whether they have a certificate or none, or speak no HTTP', async () => {
    const before = (await ofUnknown()).length;
    const foreign = await makeForeignClient('x-Client-MTF-shop');
    const stranger = {
      cert: Buffer.from(`${foreign.certificate}${foreign.issuer}`),
      key: Buffer.from(foreign.privateKey),
    };
    await send({}, '{}');
    await send(stranger, '{}');
    const socket = connect({ port: sandbox.port, ca: sandbox.demo.ca, host: 'localhost' });
    await once(socket, 'secureConnect');
    socket.write('Whorl, are you there?\r\n\r\n');
    await text(socket);
    const refusals = (await ofUnknown()).slice(before);
    expect(codesOf(refusals)).toEqual(['none-sent', 'unknown-issuer', 'no-http']);
    const { fingerprint256, publicKey } = new X509Certificate(foreign.certificate);
    expect(refusals.map(({ certificate }) => certificate?.sha256)).toEqual([
      undefined,
      fingerprint256.replaceAll(':', '').toLowerCase(),
      undefined,
    ]);
    expect(refusals[1]?.certificate?.keyFingerprint).toBe(spkiFingerprint(publicKey));
    expect(JSON.stringify(refusals)).not.toContain('Client-MTF');
  });

  it('do not grow without end, and push out nobody else’s', async () => {
    const mine = await ofProject('shop');
    const agent = plainAgent({ ca: sandbox.demo.ca, maxSockets: 20 });
    const flood = Array.from({ length: 1_100 }, () => post(sandbox.baseUrl, { agent, body: '{}' }));
    const answers = await Promise.all(flood);
    agent.destroy();
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([422]));
    const refusals = await ofUnknown();
    expect(refusals).toHaveLength(1000);
    expect(new Set(codesOf(refusals))).toEqual(new Set(['none-sent']));
    expect(await ofProject('shop')).toEqual(mine);
  });
});

describe('who may see refusals', () => {
  const status = async (asked: Promise<{ readonly status: number }>) => (await asked).status;

  it('of a project: its own developers and tokens, and no other project’s', async () => {
    const { bearer } = developer;
    expect(await status(owner.call('refusal.list', { project: 'shop', bearer }))).toBe(200);
    expect(await status(owner.call('refusal.list', { project: 'other', bearer }))).toBe(403);
    const body = { name: 'ci', role: 'developer', project: 'other' } as const;
    const { token } = await owner.done('token.create', { body });
    const asToken = { bearer: token };
    expect(await status(owner.call('refusal.list', { project: 'shop', ...asToken }))).toBe(403);
    expect(await status(owner.call('refusal.list', { project: 'other', ...asToken }))).toBe(200);
  });

  it('of unknown callers: admins, and no token', async () => {
    for (const role of ['viewer', 'analyst', 'key-custodian', 'security-officer'] as const) {
      const { bearer } = await addPerson(owner, `unknown-${role}`, role);
      expect(await status(owner.call('refusal.list-unknown', { bearer })), role).toBe(403);
      expect(await status(owner.call('refusal.list', { project: 'shop', bearer })), role).toBe(200);
    }
    expect(await status(owner.call('refusal.list-unknown', { bearer: developer.bearer }))).toBe(
      403,
    );
    const body = { name: 'ci-2', role: 'developer' } as const;
    const { token } = await owner.done('token.create', { body });
    expect(await status(owner.call('refusal.list-unknown', { bearer: token }))).toBe(403);
    const admin = await addPerson(owner, 'unknown-admin', 'admin');
    expect(await status(owner.call('refusal.list-unknown', { bearer: admin.bearer }))).toBe(200);
  });

  it('of either: nobody who was suspended', async () => {
    const eve = await addPerson(owner, 'suspended', 'admin');
    const { bearer } = eve;
    expect(await status(owner.call('refusal.list-unknown', { bearer }))).toBe(200);
    await owner.done('account.change', { account: eve.account.id, body: { status: 'suspended' } });
    expect(await status(owner.call('refusal.list-unknown', { bearer }))).toBe(401);
    expect(await status(owner.call('refusal.list', { project: 'shop', bearer }))).toBe(401);
  });

  it('of production: nobody, and it keeps none', async () => {
    const there = { environment: 'production' } as const;
    const asked = await owner.call('refusal.list-unknown', there);
    expect(asked.status).toBe(403);
    expect(asked.problem.message).toContain('in production; nobody may');
    expect(await status(owner.call('refusal.list', { ...there, project: 'shop' }))).toBe(403);
    const before = await ofUnknown();
    const agent = plainAgent({ rejectUnauthorized: false, keepAlive: false });
    await expect(post(production.baseUrl, { agent, body: '{}' })).rejects.toThrow();
    expect(await ofUnknown()).toEqual(before);
  });

  it.each(['0', '1001', '-1', '1e2', 'all', ''])('so many as %j: nobody', async (limit) => {
    const { status, problem } = await owner.call('refusal.list-unknown', { query: { limit } });
    expect(status).toBe(400);
    expect(problem.code).toBe('invalid');
  });
});

describe('of what callers send', () => {
  const pem = generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();
  // The names of members in clear are told, up to five: without them nobody finds the configuration that sends them.
  const secrets: readonly (readonly [name: string, secret: string])[] = [
    ['a card number', '4111111111111111'],
    ['an e-mail address', 'margaret.hamilton@example.com'],
    ['a payload', '{"name":"Margaret Hamilton","card":"4111111111111111"}'],
    ['a private key', pem.slice(28, 600)],
    ['an address', '10 Downing Street, London SW1A 2AA'],
    ['escapes of a terminal', '\u001b[2J\u001b]0;owned\u0007\u009b31m\u202e'],
    ['a name of a kilobyte', `Margaret${'Hamilton '.repeat(80)}`],
  ];

  it.each(secrets)('%s is in no record and on no terminal', async (_, secret) => {
    const { alg, enc } = { alg: 'RSA-OAEP-256', enc: 'A256GCM' };
    const bodies = [
      ...[{ alg: secret }, { alg, enc: secret }, { alg, enc, kid: secret }].map(withHeader),
      ...[
        { alg, enc, cty: secret },
        { alg, enc, [secret]: 1 },
      ].map(withHeader),
      withHeader({ alg, enc, kid: { [secret]: secret }, jwk: { d: secret } }),
      ...[secret, `${secret}.b.c.d.e`, encode(secret)].map(wrapBody),
      JSON.stringify({ encryptedData: 'a.b.c.d.e', [secret]: secret }),
      JSON.stringify({ encryptedData: { [secret]: secret } }),
      secret,
      seal({ plaintext: secret }),
      seal({ plaintext: JSON.stringify({ [secret]: secret, mcc: secret, primaryEmail: secret }) }),
    ];
    const before = (await ofProject('shop')).length;
    for (const body of bodies) {
      const { status } = await send(shop.tls, body);
      expect(status, body).toBeGreaterThanOrEqual(400);
    }
    await send(shop.tls, '', { headers: { 'Content-Type': `text/${encode(secret)}` } });
    await send(shop.tls, '', { path: `/${encode(secret)}`, method: 'GET' });
    const refusals = await ofProject('shop');
    expect(refusals.length).toBe(before + bodies.length + 2);
    const door = ['--data', sandbox.dataDir, '--limit', '1000'];
    const told = await runWhorl(['doctor', '--recent', '--project', 'shop', ...door]);
    expect(told.code).toBe(0);
    for (const shown of [JSON.stringify(refusals.slice(before)), told.stdout, told.stderr]) {
      for (const form of [secret, encode(secret)])
        for (let at = 0; at + 8 <= form.length; at += 1)
          expect(shown).not.toContain(form.slice(at, at + 8));
      for (const control of ['\u001b', '\u0007', '\u009b', '\u202e'])
        expect(shown).not.toContain(control);
    }
    expect(findRawIdentity(JSON.stringify(refusals))).toEqual([]);
  });
});
