/** What a start leaves in the data folder: who may read it, and that it is what the README says it is. */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  X509Certificate,
} from 'node:crypto';
import { globSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { certificateFingerprint } from '@whorl/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasProgram } from '../support/programs.ts';
import { type ServiceProcess, startService } from '../support/whorl-process.ts';
import { play } from './transcript.ts';

let parent: string;
let service: ServiceProcess;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'whorl-folder-'));
  service = await startService(join(parent, 'data'));
});
afterAll(async () => {
  await service.stop('SIGTERM');
  await rm(parent, { recursive: true });
});

const demo = (name: string): string => join(service.dataDir, 'demo', name);
const readDemo = (name: string): string => readFileSync(demo(name), 'utf8');
const modeOf = (path: string): number => statSync(path).mode & 0o777;
const fingerprintOf = (key: KeyObject): string =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');

/** The PEM blocks of a kind within a text. */
const blocksOf = (kind: 'CERTIFICATE' | 'PRIVATE KEY', text: string): string[] =>
  text.match(new RegExp(`-----BEGIN ${kind}-----[^-]+-----END ${kind}-----`, 'g')) ?? [];

/** The files that the README's table has for `demo/`. */
function documentedFiles(): string[] {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const [, table = ''] = readme.split('| in `.whorl/demo/` |');
  const rows = table.split('\n\n')[0]?.split('\n') ?? [];
  const names = rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)]);
  return names.map(([, name = '']) => name);
}

describe('the data folder', () => {
  it('is closed to everybody else, as is every folder in it', () => {
    const folders = globSync('**/', { cwd: service.dataDir }).map((name) =>
      join(service.dataDir, name),
    );
    expect(folders.length).toBeGreaterThan(2);
    for (const path of [service.dataDir, ...folders])
      expect([path, modeOf(path)]).toEqual([path, 0o700]);
  });

  it('lets nobody else read what is secret', () => {
    const files = globSync('**/*', { cwd: service.dataDir })
      .map((name) => join(service.dataDir, name))
      .filter((path) => statSync(path).isFile());
    const isSecret = (path: string): boolean =>
      /\.(key|p12|pass)$|\.sqlite|keyring\.json$|\.jsonl$|network\//.test(path) ||
      readFileSync(path).includes('PRIVATE KEY');
    const secret = files.filter(isSecret);
    expect(secret.length).toBeGreaterThan(10);
    for (const path of secret) expect([path, modeOf(path)]).toEqual([path, 0o600]);
  });
});

describe('demo/', () => {
  it('holds what the README lists, and nothing else', () => {
    const passwords = ['client.p12.pass', 'response-key.p12.pass'];
    const listed = documentedFiles().flatMap((name) => (name === '*.p12.pass' ? passwords : name));
    expect(listed.length).toBeGreaterThan(8);
    expect(readdirSync(demo('')).sort()).toEqual(listed.sort());
  });

  it('config.json tells the truth', () => {
    const requestKey = new X509Certificate(readDemo('request-key.pem')).publicKey;
    const responseKey = createPublicKey(readDemo('response-key.pem'));
    expect(JSON.parse(readDemo('config.json'))).toEqual({
      baseUrl: service.baseUrl,
      environment: 'sandbox',
      requestKeyFingerprint: fingerprintOf(requestKey),
      requestKeyCertificateFingerprint: certificateFingerprint(
        new X509Certificate(readDemo('request-key.pem')).raw,
      ),
      responseKeyFingerprint: fingerprintOf(responseKey),
      keyStoreAlias: 'response',
      project: 'demo',
    });
  });

  it('three keys are three keys', () => {
    const keys = [
      new X509Certificate(readDemo('request-key.pem')).publicKey,
      createPublicKey(readDemo('response-key.pem')),
      createPublicKey(readDemo('client.key')),
    ];
    expect(new Set(keys.map(fingerprintOf)).size).toBe(3);
  });

  it('client.pem is of client.key, and carries its issuer', () => {
    const chain = blocksOf('CERTIFICATE', readDemo('client.pem'));
    const [leaf, issuer] = chain.map((pem) => new X509Certificate(pem));
    expect(chain).toHaveLength(2);
    expect(leaf?.checkPrivateKey(createPrivateKey(readDemo('client.key')))).toBe(true);
    expect(issuer && leaf?.verify(issuer.publicKey)).toBe(true);
  });
});

describe.skipIf(!hasProgram('openssl', ['version']))('a PKCS#12 file', () => {
  const scene = { out: [], err: [], exit: 0, stopAfter: undefined };
  const openssl = async (name: string, options: string): Promise<string> => {
    const command = `openssl pkcs12 -in ${demo(name)} -passin file:${demo(`${name}.pass`)} ${options}`;
    const { exit, out } = await play({ ...scene, command }, {});
    expect(exit).toBe(0);
    return out.join('\n');
  };

  it.each([
    ['client.p12', 'client', 'client.key'],
    ['response-key.p12', 'response', 'response-key.pem'],
  ])('%s opens with its password: key, certificate, chain and friendly name', async (...row) => {
    const [name, alias, keyFile] = row;
    const content = await openssl(name, '-nodes');
    expect(content).toContain(`friendlyName: ${alias}`);
    const [leaf = '', ...issuers] = blocksOf('CERTIFICATE', content);
    const key = createPrivateKey(blocksOf('PRIVATE KEY', content)[0] ?? '');
    expect(issuers).toHaveLength(2);
    expect(key.equals(createPrivateKey(readDemo(keyFile)))).toBe(true);
    expect(new X509Certificate(leaf).checkPrivateKey(key)).toBe(true);
  });
});

/** The certificate that the service shows, checked against ca.pem alone. */
function shownCertificate(): Promise<X509Certificate> {
  const { port } = new URL(service.baseUrl);
  const options = { host: '127.0.0.1', port: Number(port), servername: 'localhost' };
  return new Promise((resolve, reject) => {
    const socket = connect({ ...options, ca: readDemo('ca.pem') }, () => {
      resolve(socket.getPeerX509Certificate() as X509Certificate);
      socket.destroy();
    });
    socket.once('error', reject);
  });
}

describe("the server's certificate", () => {
  it('is good for every name this machine is called by', async () => {
    const certificate = await shownCertificate();
    for (const name of ['localhost', hostname().toLowerCase()])
      expect([name, certificate.checkHost(name)]).toEqual([name, name]);
    for (const address of ['127.0.0.1', '::1'])
      expect([address, certificate.checkIP(address)]).toEqual([address, address]);
  });
});

it('a second start finds all of it again', async () => {
  const folder = join(parent, 'again');
  const keep = (name: string): Buffer => readFileSync(join(folder, name));
  const names = [
    ...['demo/client.pem', 'demo/client.key', 'demo/client.p12', 'demo/request-key.pem'],
    ...['demo/response-key.pem', 'demo/ca.pem', 'master.key', 'keyring.json', 'admin-ca.pem'],
  ];
  const first = await startService(folder);
  const before = names.map(keep);
  expect(await first.stop('SIGTERM')).toBe(0);
  const second = await startService(folder);
  expect(await second.stop('SIGTERM')).toBe(0);
  expect(names.map(keep)).toEqual(before);
  const greeting = second.events.find(({ event }) => event === 'greeting');
  const { answer } = greeting as { answer: { individualInsights: { primaryEmail: object } } };
  expect(answer.individualInsights.primaryEmail).toMatchObject({ firstSeenDays: 1 });
  expect(second.events.at(-1)).toEqual({ event: 'stopped', reason: 'SIGTERM' });
});
