/** Callers with every kind of certificate, on new, resumed and living connections. */
import { execFile } from 'node:child_process';
import { generateKeyPairSync, randomBytes, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import type { Agent } from 'node:https';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { promisify } from 'node:util';
import { type Clock, systemClock } from '@whorl/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuthorities } from '../../packages/server/src/pki/authority.ts';
import {
  describeCertificate,
  type Profile,
  profiles,
  type Signer,
  signCertificate,
} from '../../packages/server/src/pki/certificate.ts';
import { isDiagnosis } from '../support/diagnosed.ts';
import { readClientIssuer, withRegistry } from '../support/folder.ts';
import { plainAgent, post, type RawAnswer } from '../support/post.ts';
import { hasProgram } from '../support/programs.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { schemaValidator } from '../support/schema.ts';
import { exampleTransaction } from '../support/transactions.ts';

const dayMs = 24 * 60 * 60_000;
const nowMs = Date.now();
const isError = schemaValidator('ErrorResponse');
const goodCall = () => exampleTransaction('minimal') as never;
const run = promisify(execFile);

/** A caller's certificate and key, or none. */
type Holder = Pick<ConnectionOptions, 'cert' | 'key'>;

interface Issue {
  readonly signer: Signer;
  readonly profile?: Profile;
  readonly fromMs?: number;
  readonly toMs?: number;
}

async function issue({ signer, profile = profiles.client, ...period }: Issue): Promise<Holder> {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const content = {
    profile,
    commonName: 'tls-Client-MTF-demo',
    publicKey: keys.publicKey,
    notBeforeMs: period.fromMs ?? nowMs - dayMs,
    notAfterMs: period.toMs ?? nowMs + dayMs,
  };
  const cert = await signCertificate(content, { signer, random: randomBytes });
  const key = keys.privateKey.export({ type: 'pkcs8', format: 'pem' });
  return { cert: `${cert}${signer.certificate}`, key };
}

type Fault = readonly [name: string, details: RegExp, holder: () => Promise<Holder>];

let sandbox: TestSandbox;
let neighbour: TestSandbox;
let closing: TestSandbox;
let issuer: Signer;
beforeAll(async () => {
  [sandbox, neighbour] = await Promise.all([startTestSandbox(), startTestSandbox()]);
  closing = await startTestSandbox({ environment: { WHORL_BAD_CERTIFICATE: 'close' } });
  issuer = await readClientIssuer(sandbox.dataDir);
});
afterAll(() => Promise.all([sandbox.close(), neighbour.close(), closing.close()]));

const demoOf = ({ demo }: TestSandbox): Holder => ({ cert: demo.cert, key: demo.key });

/** Each way to have no good certificate, for the sandbox whose issuer is given. */
const faults = (issuerOf: () => Promise<Signer>): readonly Fault[] => {
  const issued = (options: Omit<Issue, 'signer'>) => async () =>
    issue({ signer: await issuerOf(), ...options });
  const [before, after] = [nowMs - 2 * dayMs, nowMs + 2 * dayMs];
  return [
    ['none', /no client certificate was sent/, async () => ({})],
    ['one of another sandbox', /another authority of the name/, async () => demoOf(neighbour)],
    [
      'one of a stranger',
      /was not issued by Whorl sandbox client issuer/,
      async () => {
        const label = 'Stranger';
        const serverHosts = ['localhost'];
        const options = { label, nowMs, random: randomBytes, serverHosts };
        const stranger = await createAuthorities(options);
        return issue({ signer: stranger.clientIssuer });
      },
    ],
    ['an expired one', /expired 20/, issued({ fromMs: before, toMs: nowMs - dayMs })],
    ['one not yet valid', /is not valid before 20/, issued({ fromMs: nowMs + dayMs, toMs: after })],
    ['a server’s', /lacks the clientAuth usage/, issued({ profile: profiles.server })],
    [
      'one without any usage',
      /lacks the clientAuth usage/,
      issued({ profile: { ...profiles.client, extendedUsages: [] } }),
    ],
    ['one that is good but not registered', /not registered with any project/, issued({})],
  ];
};

function agentFor(to: TestSandbox, holder: Holder): Agent {
  return plainAgent({ ca: to.demo.ca, ...holder });
}

const isRefused = (answer: RawAnswer, details: RegExp): void => {
  expect(answer.status).toBe(422);
  expect(answer.headers.connection).toBe('close');
  const parsed = JSON.parse(answer.body);
  expect(isError(parsed), answer.body).toBe(true);
  expect(parsed.Errors.Error).toHaveLength(1);
  expect(isDiagnosis(parsed.Errors.Error[0].Details)).toBe(true);
  expect(parsed.Errors.Error[0]).toMatchObject({
    Source: 'Gateway',
    ReasonCode: 'INVALID_CLIENT_CERT',
    Recoverable: false,
    Details: expect.stringMatching(details),
  });
};

const versions = [['TLSv1.2'], ['TLSv1.3']] as const;
type Version = (typeof versions)[number][0];

/** One connection, of one version of TLS, and what its caller does with it. */
async function open(to: TestSandbox, options: ConnectionOptions): Promise<TLSSocket> {
  const socket = connect({ host: 'localhost', port: to.port, ca: to.demo.ca, ...options });
  await once(socket, 'secureConnect');
  return socket;
}

const only = (version: Version): ConnectionOptions => ({
  minVersion: version,
  maxVersion: version,
});

const emptyCall = [
  'POST /identity/transactions HTTP/1.1',
  'Host: localhost',
  'Content-Type: application/json',
  'Content-Length: 2',
  'Connection: close',
  '\r\n{}',
].join('\r\n');

/** The status that a call with nothing in it is answered with: 400 for who is let in. */
async function statusOn(socket: TLSSocket): Promise<number> {
  socket.write(emptyCall);
  return Number((await text(socket)).split(' ')[1]);
}

/** Opens a session, makes one call with it, and keeps it. */
async function keepSession(
  to: TestSandbox,
  options: ConnectionOptions,
): Promise<{ readonly status: number; readonly session: Buffer }> {
  const socket = await open(to, options);
  let session: Buffer | undefined = socket.getSession();
  socket.on('session', (next: Buffer) => {
    session = next;
  });
  const status = await statusOn(socket);
  if (session === undefined) throw new Error('The server gave no session.');
  return { status, session };
}

describe('a caller without a good certificate is told why and is disconnected:', () => {
  it.each(faults(async () => issuer))('%s', async (_, details, holder) => {
    const agent = agentFor(sandbox, await holder());
    isRefused(await post(sandbox.baseUrl, { agent, body: '{}' }), details);
    agent.destroy();
    await sandbox.client.transactions.retrieve(goodCall());
  });
});

describe('where the setting says so, a caller without a good certificate meets a closed door:', () => {
  const outcomes = new Set<string>();

  /** What becomes of a caller that asks at once: bytes that were answered, and how it ended. */
  async function ask(options: ConnectionOptions, bytes: string) {
    const socket = connect({
      host: 'localhost',
      port: closing.port,
      ca: closing.demo.ca,
      ...options,
    });
    let received = '';
    let end = 'end';
    socket.on('data', (data: Buffer) => {
      received += data.toString('latin1');
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      end = error.code ?? error.message;
    });
    socket.write(bytes);
    await new Promise((resolve) => socket.once('close', resolve));
    return { received, end };
  }

  it.each(faults(async () => readClientIssuer(closing.dataDir)))('%s', async (_, __, holder) => {
    const credentials = await holder();
    for (const [version] of versions)
      for (const bytes of [emptyCall, 'no HTTP at all\r\n\r\n']) {
        const { received, end } = await ask({ ...credentials, ...only(version) }, bytes);
        expect(received).toBe('');
        outcomes.add(end);
      }
  });

  it('which tells the operator why, though not the caller', () => {
    const lines = closing.log.map((line) => JSON.parse(line));
    const notes = lines.filter(({ event }) => event === 'closed').map(({ note }) => note);
    for (const [, details] of faults(async () => issuer))
      expect(notes.filter((note) => details.test(note))).not.toEqual([]);
    console.log(`Callers at a closed door saw: ${[...outcomes].join(', ')}`);
  });

  it('while a good one is served', async () => {
    const insights = await closing.client.transactions.retrieve(goodCall());
    expect(insights.id).toBeDefined();
  });
});

describe.each(versions)('a session of %s', (version) => {
  const withoutCertificate = only(version);

  it('opened without a certificate stays without one when it is resumed', async () => {
    const { status, session } = await keepSession(sandbox, withoutCertificate);
    expect(status).toBe(422);
    const resumed = await open(sandbox, { ...withoutCertificate, session });
    expect(resumed.isSessionReused()).toBe(true);
    expect(await statusOn(resumed)).toBe(422);
  });

  it('opened without a certificate is worth nothing at another listener', async () => {
    const { session } = await keepSession(sandbox, withoutCertificate);
    const elsewhere = await open(neighbour, { ...withoutCertificate, session });
    expect(elsewhere.isSessionReused()).toBe(false);
    expect(await statusOn(elsewhere)).toBe(422);
  });

  it('of a good certificate is that caller’s when it is resumed', async () => {
    const good = { ...only(version), ...demoOf(sandbox) };
    const { status, session } = await keepSession(sandbox, good);
    expect(status).toBe(400);
    const resumed = await open(sandbox, { ...only(version), session });
    expect(resumed.isSessionReused()).toBe(true);
    expect(await statusOn(resumed)).toBe(400);
  });

  it('of a good certificate lets nobody in at another listener', async () => {
    const { session } = await keepSession(sandbox, { ...only(version), ...demoOf(sandbox) });
    const elsewhere = await open(neighbour, { ...only(version), session });
    expect(elsewhere.isSessionReused()).toBe(false);
    expect(await statusOn(elsewhere)).toBe(422);
  });
});

describe('a connection that lives longer than its certificate', () => {
  let offsetMs = 0;
  const clock: Clock = { ...systemClock, nowMs: () => Date.now() + offsetMs };

  /** Registers a certificate that is good for a day, in the registry of a folder at rest. */
  async function register(at: TestSandbox): Promise<Holder> {
    const holder = await issue({ signer: await readClientIssuer(at.dataDir) });
    const certificatePem = new X509Certificate(String(holder.cert)).toString();
    const { sha256, keyFingerprint, serial, commonName, notBeforeMs, notAfterMs } =
      describeCertificate(certificatePem);
    await withRegistry(at.dataDir, (registry) =>
      registry.change(async (edits) => {
        const project = await edits.findProjectByName('demo');
        await edits.addCredential({
          ...{ sha256, keyFingerprint, serial, commonName, notBeforeMs, notAfterMs },
          projectId: project?.id ?? '',
          origin: 'issued',
          status: 'active',
          certificatePem,
          issuerPem: certificatePem,
          createdAtMs: nowMs,
        });
      }),
    );
    return holder;
  }

  it('is refused and closed on its first call after that, also when its session is resumed', async () => {
    const prepared = await startTestSandbox();
    await prepared.close({ keep: true });
    const holder = await register(prepared);
    const at = await startTestSandbox({ dataDir: prepared.dataDir, clock });
    const agent = agentFor(at, { ...holder });
    agent.maxSockets = 1;
    const call = () => post(at.baseUrl, { agent, body: '{}' });
    const sockets = () => Object.values(agent.freeSockets).flat();

    expect((await call()).status).toBe(400);
    const [socket] = sockets();
    expect((await call()).status).toBe(400);
    await new Promise(setImmediate);
    expect(sockets()).toEqual([socket]);
    const { session } = await keepSession(at, { ...holder, ...only('TLSv1.2') });

    offsetMs = 2 * dayMs;
    const refused = await call();
    isRefused(refused, /expired 20/);
    if (!socket?.destroyed) await once(socket as TLSSocket, 'close');

    const resumed = await open(at, { ...only('TLSv1.2'), session });
    expect(resumed.isSessionReused()).toBe(true);
    expect(await statusOn(resumed)).toBe(422);
    agent.destroy();
    await at.close();
  });
});

describe('old versions of TLS', () => {
  it.each([['TLSv1'], ['TLSv1.1']] as const)('%s is refused in the handshake', async (version) => {
    const old = { minVersion: version, maxVersion: version, ciphers: 'ALL:@SECLEVEL=0' };
    await expect(open(sandbox, { ...demoOf(sandbox), ...old })).rejects.toMatchObject({
      code: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
    });
  });
});

describe.skipIf(!hasProgram('openssl', ['version']))('openssl s_client', () => {
  it('is told whose certificates are taken: the root’s and the issuing intermediate’s', async () => {
    const at = `localhost:${sandbox.port}`;
    const ca = join(sandbox.dataDir, 'demo', 'ca.pem');
    const asking = run('openssl', ['s_client', '-connect', at, '-CAfile', ca]);
    asking.child.stdin?.end('Q\n');
    const { stdout } = await asking;
    expect(stdout).toContain('Verify return code: 0 (ok)');
    const [, names = ''] = /Acceptable client certificate CA names\n([\s\S]*?)\nRequested/.exec(
      stdout,
    ) as RegExpExecArray;
    expect(names.split('\n').sort()).toEqual([
      'O = Whorl, CN = Whorl sandbox client issuer',
      'O = Whorl, CN = Whorl sandbox client root',
    ]);
  });
});
