/** What a constrained authority can sign, judged by OpenSSL, Node, curl and Java. */
import { execFile } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { get } from 'node:https';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasProgram } from '../../../../test/support/programs.ts';
import { createServerRoot } from './authority.ts';
import { coversHosts, profiles, type Signer, signCertificate } from './certificate.ts';
import { issueServerCertificate } from './issue.ts';
import { openTlsPage } from './testing/tls-page.ts';
import { openWorkshop, type Workshop } from './testing/workshop.ts';

const nowMs = Date.now();
const random = randomBytes;
const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const rootFor = (serverHosts: readonly string[]) =>
  createServerRoot({ label: 'Whorl sandbox', nowMs, random, serverHosts });
const sign = (signer: Signer, hosts: readonly string[]) =>
  issueServerCertificate({ signer, nowMs, validityDays: 30, random }, { hosts, publicKey });

let workshop: Workshop;
beforeAll(() => {
  workshop = openWorkshop();
});
afterAll(() => workshop.remove());

describe('an authority that is made for hosts', () => {
  it('knows which it covers: these, what is below a domain of theirs, and no address but theirs', async () => {
    const { certificate } = await rootFor(['Box.example', '127.0.0.1', '2001:DB8::0:1']);
    const covers = (...hosts: readonly string[]) => coversHosts(certificate, hosts);
    expect(covers('box.example', 'BOX.EXAMPLE', 'a.box.example', '127.0.0.1')).toBe(true);
    expect(covers('2001:db8:0::1')).toBe(true);
    expect(covers()).toBe(true);
    for (const host of ['example', 'mybox.example', 'localhost', '127.0.0.2', '::1', '1.127.0.0.1'])
      expect(covers('box.example', host), host).toBe(false);
  });

  it('covers nothing when it is made for nothing', async () => {
    const { certificate } = await rootFor([]);
    for (const host of ['localhost', '127.0.0.1', '::1', 'invalid'])
      expect(coversHosts(certificate, [host]), host).toBe(false);
  });

  it('is told from one without constraints, which may sign for any', async () => {
    const { privateKey } = await rootFor([]);
    const content = { profile: profiles.serverRoot, commonName: 'old', publicKey };
    const certificate = await signCertificate(
      { ...content, notBeforeMs: nowMs, notAfterMs: nowMs + 1_000_000 },
      { signer: { privateKey }, random },
    );
    expect(coversHosts(certificate, ['anything.example'])).toBe(true);
  });
});

describe.skipIf(!hasProgram('openssl', ['version']))('OpenSSL', () => {
  async function verify(permitted: readonly string[], hosts: readonly string[]) {
    const root = await rootFor(permitted);
    workshop.write('root.pem', root.certificate);
    workshop.write('server.pem', await sign(root, hosts));
    return workshop.openssl(
      ...['verify', '-x509_strict', '-purpose', 'sslserver', '-CAfile', 'root.pem', 'server.pem'],
    );
  }

  it.each([
    [
      ['localhost', '127.0.0.1', '::1'],
      ['localhost', '127.0.0.1', '::1'],
    ],
    [['localhost', '127.0.0.1'], ['127.0.0.1']],
    [['box.example'], ['box.example']],
    [['box.example'], ['a.box.example']],
    [['10.0.0.7'], ['10.0.0.7']],
    [['::1'], ['::1']],
    [['::ffff:10.0.0.7'], ['::ffff:10.0.0.7']],
  ])('accepts from an authority for %j a certificate for %j', async (permitted, hosts) => {
    expect(await verify(permitted, hosts)).toMatchObject({ ok: true });
  });

  it.each([
    [['localhost', '127.0.0.1', '::1'], ['bank.example']],
    [
      ['localhost', '127.0.0.1', '::1'],
      ['localhost', 'bank.example'],
    ],
    [['localhost', '127.0.0.1', '::1'], ['127.0.0.2']],
    [['localhost', '127.0.0.1', '::1'], ['::2']],
    [['localhost', '127.0.0.1'], ['::1']],
    [['::1'], ['127.0.0.1']],
    [['box.example'], ['mybox.example']],
    [['box.example'], ['127.0.0.1']],
    [['box.example'], ['::1']],
    [['127.0.0.1'], ['localhost']],
    [[], ['localhost']],
    [[], ['127.0.0.1']],
  ])('refuses from an authority for %j a certificate for %j', async (permitted, hosts) => {
    const { ok, said } = await verify(permitted, hosts);
    expect(ok).toBe(false);
    expect(said).toMatch(/permitted subtree violation|excluded subtree violation/);
  });

  it.each(['email:ceo@localhost', 'URI:https://localhost/', 'URI:https://bank.example/'])(
    'refuses a name of another kind: %s',
    async (name) => {
      const root = await rootFor(['localhost']);
      workshop.write('root.pem', root.certificate);
      workshop.write('root.key', root.privateKey);
      workshop.write('other.ext', `subjectAltName=${name}\n`);
      workshop.openssl(
        ...['req', '-new', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=x'],
        ...['-keyout', 'other.key', '-out', 'other.csr'],
      );
      workshop.openssl(
        ...['x509', '-req', '-in', 'other.csr', '-CA', 'root.pem', '-CAkey', 'root.key'],
        ...['-extfile', 'other.ext', '-out', 'other.pem'],
      );
      const { said } = workshop.openssl('verify', '-CAfile', 'root.pem', 'other.pem');
      expect(said).toContain('permitted subtree violation');
    },
  );
});

const run = promisify(execFile);

/** Asks a server for a page that shows a certificate for localhost, by an authority for these hosts. */
async function ask(permitted: readonly string[], asking: (url: string) => Promise<string>) {
  const signer = await rootFor(permitted);
  workshop.write('ca.pem', signer.certificate);
  const page = await openTlsPage({ signer, hosts: ['localhost'] });
  try {
    return await asking(`https://localhost:${page.port}/`);
  } finally {
    page.close();
  }
}

const byNode = async (url: string) => {
  const ca = readFileSync(workshop.path('ca.pem'));
  const asking = get(url, { ca, agent: false });
  const [answer] = await once(asking, 'response');
  return text(answer);
};
const byCurl = async (url: string) =>
  (await run('curl', ['-sS', '--cacert', workshop.path('ca.pem'), url])).stdout;
const byJava = async (url: string) => {
  const program = fileURLToPath(new URL('testing/Handshake.java', import.meta.url));
  return (await run('java', [program, url, workshop.path('ca.pem')])).stdout.trim();
};

describe('a caller that trusts it accepts its server, and not one that it may not sign for:', () => {
  it('Node', async () => {
    expect(await ask(['localhost'], byNode)).toBe('anonymous');
    await expect(ask(['box.example'], byNode)).rejects.toThrow(/permitted subtree violation/);
  });

  it.skipIf(!hasProgram('curl', ['--version']))('curl', async () => {
    expect(await ask(['localhost'], byCurl)).toBe('anonymous');
    await expect(ask(['box.example'], byCurl)).rejects.toThrow(/SSL certificate problem/);
  });

  // Java 17 does not read the constraints of what it is told to trust (RFC 5280 §6.2 lets it): what it
  // would say of the other server is its own affair.
  it.skipIf(!hasProgram('javac', ['-version']))('Java, as far as it looks', async () => {
    expect(await ask(['localhost'], byJava)).toBe('anonymous');
  });
});
