/** The commands of the guides, typed as they stand, from the first to the last. */
import { readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createClient } from '@whorl/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  blocksOf,
  readPage,
  runAsTyped,
  standWhereGuidesStand,
  substitute,
} from '../support/guides.ts';
import { hasProgram } from '../support/programs.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';

const baseUrlOfGuides = 'https://localhost:8443/identity';

let sandbox: TestSandbox;
let folder: string;
beforeEach(async () => {
  sandbox = await startTestSandbox();
  folder = await standWhereGuidesStand(sandbox.dataDir);
});
afterEach(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});

/** @returns what was printed */
const type = async (script: string): Promise<string> =>
  (await runAsTyped(script.replaceAll(baseUrlOfGuides, sandbox.baseUrl), folder)).stdout;

/** What stands in a guide to be typed, but for what says that it cannot be here. */
const commandsOf = (page: string, cannot: readonly string[] = []): readonly string[] =>
  blocksOf(readPage(page), 'sh').filter((block) => !cannot.some((part) => block.includes(part)));

/** The project and the kit that most guides begin with. */
const makeShop = async (): Promise<void> => {
  await type(`
    npx whorl project create shop --company 'Shop Ltd' --company-id SHOP
    npx whorl kit shop --for node`);
};

const programs = ['curl', 'openssl', 'jq'] as const;
const areThere = programs.every((name) =>
  hasProgram(name, [name === 'openssl' ? 'version' : '--version']),
);

describe.skipIf(!areThere)('the commands', () => {
  it.each([
    // A service is running here already.
    ['README.md', ['npm start'], '"primaryEmail"'],
    ['docs/guides/curl.md', [], '"primaryEmail"'],
    // Maven and pip ask their registries.
    ['docs/guides/first-call.md', ['npm start', 'mvn', 'pip'], 'a call gets through'],
    ['docs/guides/onboarding.md', [], '"primaryEmail"'],
  ])('of %s work', async (page, cannot, wanted) => {
    expect(await type(commandsOf(page, cannot).join('\n'))).toContain(wanted);
  });

  it('of docs/guides/admin-api.md leave what a caller needs', async () => {
    // What goes over TLS has another port, and somebody's session.
    const printed = await type(commandsOf('docs/guides/admin-api.md', ['--cacert']).join('\n'));
    expect(printed).toContain('"state":"running"');
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');
    const client = createClient({
      baseUrl: sandbox.baseUrl,
      tls: { ca: sandbox.demo.ca, cert: read('client.pem'), key: read('client.key') },
      encryption: { requestKey: read('request-key.pem'), responseKey: read('response-key.pem') },
    });
    const transaction = JSON.parse(read('api/examples/minimal.json'));
    expect(await client.transactions.retrieve(transaction)).toHaveProperty('id');
    client.close();
  });

  it('of docs/guides/refusals.md work', async () => {
    await makeShop();
    expect(await type(commandsOf('docs/guides/refusals.md').join('\n'))).toContain(
      'a call gets through',
    );
  });

  it.each([
    ['docs/guides/rotate-certificate.md', 'credential', 'the certificate was revoked'],
    ['docs/guides/rotate-keys.md', 'key', 'is a key of yours that was revoked'],
  ])('of %s rotate, revoke, and show who was forgotten', async (page, noun, reason) => {
    await makeShop();
    const listed = await type(`npx whorl ${noun} list --project shop`);
    const [old = ''] = /^[0-9a-f]{8}/m.exec(listed) ?? [];
    const blocks = commandsOf(page);
    const [example = ''] = /old=[0-9a-f]+/.exec(blocks.join('\n')) ?? [];
    const all = substitute(blocks.slice(0, -1).join('\n'), {
      [example]: `old=${old}`,
      // Nobody can be asked here.
      [`${noun} revoke $old`]: `${noun} revoke $old --yes`,
    });
    expect(await type(all)).toContain('"primaryEmail"');
    expect(await type('node shop-next/call.js')).toContain('"primaryEmail"');
    const forgotten = await type('node shop-node/call.js 2>&1 || true');
    expect(forgotten.replaceAll(/\s+/g, ' ')).toContain(reason);
    expect((await type(blocks.at(-1) ?? '')).replaceAll(/\s+/g, ' ')).toContain(reason);
  });

  it('of docs/guides/history.md count every row once', async () => {
    await makeShop();
    const printed = await type(commandsOf('docs/guides/history.md').join('\n'));
    expect(printed).toContain('Counted 2 purchases of shop');
    expect(printed).toContain('4,"ipAddress: not as a request has it"');
    expect(printed).toContain('Counted 0 purchases of shop');
    expect(printed).toMatch(/seen +2 times/);
  }, 60_000);

  it('of docs/guides/network.md look, forget, copy and put back', async () => {
    await makeShop();
    const history = commandsOf('docs/guides/history.md').slice(0, 1);
    const blocks = commandsOf('docs/guides/network.md');
    const printed = await type([...history, ...blocks.slice(0, -1)].join('\n'));
    expect(printed).toMatch(/seen +2 times/);
    expect(printed).toContain('Forgotten: the email');
    await sandbox.close({ keep: true });
    expect(await type(blocks.at(-1) ?? '')).toContain('Every record is as it must be.');
    sandbox = await startTestSandbox({ dataDir: sandbox.dataDir });
    const look = 'echo ann@example.com | npx whorl network show --project shop --email';
    expect(await type(look)).toContain('has never seen this email');
  }, 90_000);

  it('of docs/guides/calls.md list and show', async () => {
    await type('npx whorl call --file api/examples/full.json');
    const printed = await type(commandsOf('docs/guides/calls.md').join('\n'));
    expect(printed).toContain('What was known:');
    expect(printed).toMatch(/named +email [0-9a-f]{8}…/);
  });

  it('of docs/guides/authority.md work', async () => {
    await writeFile(join(folder, 'passphrase'), 'nobody knows it, nobody will\n');
    const passphrase = '--passphrase-file passphrase';
    const all = substitute(commandsOf('docs/guides/authority.md').join('\n'), {
      'rotate-issuer': 'rotate-issuer --yes',
      'export-root': `export-root ${passphrase}`,
      'remove-root': 'remove-root --yes',
      'restore-root': `restore-root ${passphrase}`,
    });
    const printed = await type(all);
    expect(printed).toContain('client.pem: OK');
    expect(printed).toContain("The client root's key is offline.");
    expect(printed.trimEnd().split('\n\n').at(-1)).toContain("The client root's key is here.");
  });

  it('of docs/guides/commercial-service.md lead there, as far as there is a way, and back', async () => {
    await type(filesOfAnother);
    const [decrypt = '', there = '', back = ''] = commandsOf('docs/guides/commercial-service.md');
    const passwordGiven = '-in shop-private-key.key -passin pass:test';
    await type(substitute(decrypt, { '-in shop-private-key.key': passwordGiven }));
    expect(await type(there)).toContain('All is well');
    await makeShop();
    expect(await type(`${back}\nnode shop-back/call.js`)).toContain('"primaryEmail"');
  });
});

/** What somebody has of another service. */
const filesOfAnother = `{
  openssl req -x509 -newkey rsa:2048 -nodes -subj '/CN=Another authority' -keyout issuer.key -out issuer.pem
  openssl req -new -newkey rsa:2048 -passout pass:test -subj '/O=Shop Ltd/CN=1-Client-MTF-123' \
    -keyout shop-private-key.key -out shop.csr
  openssl x509 -req -in shop.csr -CA issuer.pem -CAkey issuer.key -CAcreateserial -days 90 \
    -extfile <(echo extendedKeyUsage=clientAuth) -out shop-signing.crt
  openssl req -x509 -newkey rsa:2048 -nodes -subj '/CN=Client Encryption Key' -keyout theirs.key \
    -out shop-client-encryption-key.pem
  openssl genrsa -out response-key.pem 2048
} 2> /dev/null`;
