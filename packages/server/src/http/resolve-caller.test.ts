/** Callers on real connections, looked up in a real registry. */
import { generateKeyPairSync, randomBytes, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createServer, type Server, type TLSSocket } from 'node:tls';
import { Refusal } from '@whorl/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuthorities, type NewAuthorities } from '../pki/authority.ts';
import { describeCertificate, profiles, type Signer, signCertificate } from '../pki/certificate.ts';
import { createExamination } from '../pki/examine.ts';
import { issueClientCertificate, issueServerCertificate } from '../pki/issue.ts';
import type { Credential, Project, Registry } from '../registry/registry.ts';
import { openSqliteRegistry } from '../registry/sqlite/sqlite-registry.ts';
import { createResolveCaller, type ResolveCaller } from './resolve-caller.ts';

const dayMs = 24 * 60 * 60_000;
const nowMs = Date.now();
const random = randomBytes;
const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const { publicKey } = keys;
const key = keys.privateKey.export({ type: 'pkcs8', format: 'pem' });

let own: NewAuthorities;
let bank: NewAuthorities;
let folder: string;
let registry: Registry;
let server: Server;
let resolveCaller: ResolveCaller;
beforeAll(async () => {
  const options = { nowMs, random, serverHosts: ['localhost'] };
  own = await createAuthorities({ ...options, label: 'Whorl sandbox' });
  bank = await createAuthorities({ ...options, label: 'Bank' });
  folder = await mkdtemp(join(tmpdir(), 'whorl-callers-'));
  const auditKey = randomBytes(32);
  registry = await openSqliteRegistry({ path: join(folder, 'registry.sqlite'), auditKey });
  await registry.change((edits) => edits.addProject(project));
  const examine = createExamination({ issuers: [own.clientIssuer.certificate], others: {} });
  resolveCaller = createResolveCaller(registry, examine);
  const signing = { signer: own.serverRoot, nowMs, validityDays: 1, random };
  const cert = await issueServerCertificate(signing, { hosts: ['localhost'], publicKey });
  server = createServer({ cert, key, requestCert: true, rejectUnauthorized: false });
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterAll(async () => {
  server.close();
  await registry.close();
  await rm(folder, { recursive: true });
});

const project: Project = {
  id: 'project-1',
  name: 'shop',
  company: 'Shop',
  companyId: 'shop',
  status: 'active',
  entitled: true,
  contacts: [],
  memberIds: [],
  wrappedNetworkKey: 'wk',
  wrappedDeviceKey: 'wk',
  createdAtMs: nowMs,
};

/** A key of its own for each certificate: the registry takes no key twice. */
const freshKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

interface Holder {
  readonly certificate: string;
  readonly key: string;
}

async function issue(signer: Signer): Promise<Holder> {
  const made = freshKey();
  const certificate = await issueClientCertificate(
    { signer, nowMs, validityDays: 30, random },
    { commonName: '1-Client-MTF-shop', organisation: 'Shop', publicKey: made.publicKey },
  );
  return { certificate, key: String(made.privateKey.export({ type: 'pkcs8', format: 'pem' })) };
}

async function add(holder: Holder, origin: Credential['origin']): Promise<Credential> {
  const { organisation: _, ...described } = describeCertificate(holder.certificate);
  const credential: Credential = {
    ...described,
    projectId: project.id,
    origin,
    status: 'active',
    certificatePem: holder.certificate,
    issuerPem: bank.clientIssuer.certificate,
    createdAtMs: nowMs,
  };
  await registry.change((edits) => edits.addCredential(credential));
  return credential;
}

/** The server's end of a connection with these credentials. */
async function connection(holder?: Holder): Promise<TLSSocket> {
  const { port } = server.address() as AddressInfo;
  const opened = once(server, 'secureConnection');
  const ca = own.serverRoot.certificate;
  const credentials = holder && { cert: holder.certificate, key: holder.key };
  const caller = connect({ host: '127.0.0.1', port, servername: 'localhost', ca, ...credentials });
  caller.on('error', () => undefined);
  const [socket] = (await opened) as [TLSSocket];
  return socket;
}

/** What the log is told of a refusal. */
async function refusal(resolving: Promise<unknown>): Promise<string | undefined> {
  const error = await resolving.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(Refusal);
  return (error as Refusal).faults[0]?.diagnosis.fault;
}

describe('a caller with a certificate that was issued here', () => {
  it('is its credential’s project', async () => {
    const holder = await issue(own.clientIssuer);
    const credential = await add(holder, 'issued');
    const caller = await resolveCaller(await connection(holder), nowMs);
    expect(caller).toEqual({ credential, project });
  });

  it('is refused while the certificate is not registered', async () => {
    const socket = await connection(await issue(own.clientIssuer));
    expect(await refusal(resolveCaller(socket, nowMs))).toMatch(/not registered with any project/);
  });

  it('is refused on a living connection from its revocation on; that it expired is said first', async () => {
    const holder = await issue(own.clientIssuer);
    const { sha256 } = await add(holder, 'issued');
    const socket = await connection(holder);
    await resolveCaller(socket, nowMs);
    await registry.change((edits) => edits.setCredentialStatus(sha256, 'suspended'));
    expect(await refusal(resolveCaller(socket, nowMs))).toBe('the credential is suspended');
    await registry.change((edits) => edits.setCredentialStatus(sha256, 'active'));
    const revocation = { atMs: nowMs, reason: 'superseded' } as const;
    await registry.change((edits) => edits.revokeCredential(sha256, revocation));
    expect(await refusal(resolveCaller(socket, nowMs))).toBe('the certificate was revoked');
    expect(await refusal(resolveCaller(socket, nowMs + 31 * dayMs))).toMatch(/expired/);
  });
});

describe('a caller with a certificate made elsewhere', () => {
  it('is refused as a stranger’s, and accepted once its very bytes are registered', async () => {
    const holder = await issue(bank.clientIssuer);
    const socket = await connection(holder);
    expect(await refusal(resolveCaller(socket, nowMs))).toBe(
      'the client certificate was not issued by Whorl sandbox client issuer',
    );
    const credential = await add(holder, 'registered');
    expect((await resolveCaller(socket, nowMs)).credential).toEqual(credential);
    expect(await refusal(resolveCaller(socket, nowMs + 31 * dayMs))).toMatch(/expired/);
    const another = await connection(await issue(bank.clientIssuer));
    expect(await refusal(resolveCaller(another, nowMs))).toMatch(/was not issued by/);
  });

  it('is refused once it is revoked', async () => {
    const holder = await issue(bank.clientIssuer);
    const { sha256 } = await add(holder, 'registered');
    const socket = await connection(holder);
    await resolveCaller(socket, nowMs);
    const revocation = { atMs: nowMs, reason: 'key-compromise' } as const;
    await registry.change((edits) => edits.revokeCredential(sha256, revocation));
    expect(await refusal(resolveCaller(socket, nowMs))).toBe('the certificate was revoked');
  });

  it('gains nothing from a row that says it was issued here', async () => {
    const holder = await issue(bank.clientIssuer);
    await add(holder, 'issued');
    const socket = await connection(holder);
    expect(await refusal(resolveCaller(socket, nowMs))).toMatch(/was not issued by/);
  });

  it('must be for clients though it is registered', async () => {
    const made = freshKey();
    const period = { notBeforeMs: nowMs - dayMs, notAfterMs: nowMs + dayMs };
    const certificate = await signCertificate(
      { profile: profiles.encryption, commonName: 'x', publicKey: made.publicKey, ...period },
      { signer: bank.clientIssuer, random },
    );
    const holder = {
      certificate,
      key: String(made.privateKey.export({ type: 'pkcs8', format: 'pem' })),
    };
    await add(holder, 'registered');
    expect(new X509Certificate(certificate).keyUsage).toBeUndefined();
    const socket = await connection(holder);
    expect(await refusal(resolveCaller(socket, nowMs))).toMatch(/lacks the clientAuth usage/);
  });
});

it('a caller without a certificate is told so', async () => {
  expect(await refusal(resolveCaller(await connection(), nowMs))).toMatch(
    /no client certificate was sent/,
  );
});
