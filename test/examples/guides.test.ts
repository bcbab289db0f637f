/** The guides: their programs are those of the examples, their commands work, their links lead somewhere. */
import { execFile } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createClient } from '@whorl/client';
import { problems } from '@whorl/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasProgram } from '../support/programs.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const guides = globSync('docs/guides/*.md', { cwd: root }).sort();

/** The fenced blocks of a language. */
const blocksOf = (text: string, language: string): string[] =>
  [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)]
    .filter(([, name]) => name === language)
    .map(([, , block = '']) => block);

/** Runs commands as they stand; what npx would find is this repository's own command. */
function runAsTyped(script: string, cwd: string): Promise<{ stdout: string; stderr: string }> {
  const npx = 'npx() { shift; "$NODE" "$LAUNCHER" "$@"; }';
  const env = { ...process.env, NODE: process.execPath, LAUNCHER: join(root, 'bin/whorl.js') };
  const args = ['-euo', 'pipefail', '-c', `${npx}\n${script}`];
  return promisify(execFile)('bash', args, { cwd, env });
}

describe('a program in a guide', () => {
  const examples = globSync('examples/*/call.*', { cwd: root }).map(read);
  const programs = guides.flatMap((path) =>
    ['js', 'ts'].flatMap((language) =>
      blocksOf(read(path), language).map((text) => ({ path, text })),
    ),
  );

  it('is there', () => expect(programs.length).toBeGreaterThan(2));

  it.each(programs)('of $path is a part of an example as it stands', ({ text }) => {
    expect(examples.some((example) => example.includes(text))).toBe(true);
  });
});

describe.skipIf(!hasProgram('curl', ['--version']))('the commands', () => {
  let sandbox: TestSandbox;
  let folder: string;
  beforeAll(async () => {
    sandbox = await startTestSandbox();
    folder = await mkdtemp(join(tmpdir(), 'whorl-guides-'));
    await symlink(sandbox.dataDir, join(folder, '.whorl'));
    await symlink(join(root, 'api'), join(folder, 'api'));
  });
  afterAll(async () => {
    await sandbox.close();
    await rm(folder, { recursive: true });
  });

  it.each(['README.md', 'docs/guides/curl.md'])('of %s that call with curl work', async (path) => {
    const blocks = blocksOf(read(path), 'sh').filter((block) => block.includes('curl '));
    expect(blocks.length).toBeGreaterThan(0);
    const script = blocks.join('\n').replaceAll('https://localhost:8443/identity', sandbox.baseUrl);
    const { stdout, stderr } = await runAsTyped(script, folder);
    expect(stderr).toBe('');
    expect(stdout).toContain('"primaryEmail"');
  });
});

const hasTools = hasProgram('openssl', ['version']) && hasProgram('jq', ['--version']);

describe.skipIf(!hasTools)('the guide', () => {
  let sandbox: TestSandbox;
  let folder: string;
  beforeAll(async () => {
    sandbox = await startTestSandbox();
    folder = await mkdtemp(join(tmpdir(), 'whorl-guides-'));
    await symlink(sandbox.dataDir, join(folder, '.whorl'));
    await symlink(join(root, 'api'), join(folder, 'api'));
  });
  afterAll(async () => {
    await sandbox.close();
    await rm(folder, { recursive: true });
  });

  const onlyLocal = (block: string) => !block.includes('--cacert');

  it.each([
    ['docs/guides/onboarding.md', '"primaryEmail"'],
    ['docs/guides/admin-api.md', '"state":"running"'],
  ])('%s works from its first command to its last', async (path, wanted) => {
    const script = blocksOf(read(path), 'sh').filter(onlyLocal).join('\n');
    const { stdout } = await runAsTyped(script, folder);
    expect(stdout).toContain(wanted);
  });

  it('docs/guides/admin-api.md leaves what a caller needs', async () => {
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
});

describe('the guide to refusals', () => {
  const text = read('docs/guides/refusals.md');
  const codes = new Set(Object.values(problems).map(({ reasonCode }) => reasonCode));

  it.each([...codes])('has a cure for %s', (code) => expect(text).toContain(`\`${code}\``));
});

describe('links', () => {
  const pages = globSync('{*.md,docs/**/*.md,examples/*.md,packages/*/README.md}', { cwd: root });

  it.each(pages)('of %s lead to files that are there', (path) => {
    const targets = [...read(path).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(
      ([, to = '']) => to,
    );
    const own = targets.filter((to) => !/^[a-z]+:/.test(to));
    expect(own.filter((to) => !existsSync(join(root, dirname(path), to)))).toEqual([]);
  });
});
