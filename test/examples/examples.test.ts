/** The examples as they stand, each in a process of its own against a running sandbox. */
import { execFile } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasProgram } from '../support/programs.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { exampleTransaction } from '../support/transactions.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const hasCurl = hasProgram('curl', ['--version']);

let sandbox: TestSandbox;
let folder: string;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  folder = await mkdtemp(join(tmpdir(), 'whorl-examples-'));
});
afterAll(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command in the repository's folder, with the Node.js in use as `node`. */
function run(command: string, args: readonly string[] = []): Promise<Ended> {
  const [program = '', ...first] = command.split(' ');
  const path = [dirname(process.execPath), process.env.PATH].join(delimiter);
  const env = { ...process.env, PATH: path, WHORL_DATA: sandbox.dataDir };
  return new Promise((resolve) => {
    execFile(program, [...first, ...args], { cwd: root, env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

/** A transaction that is refused. */
async function badTransaction(): Promise<string> {
  const path = join(folder, 'bad.json');
  await writeFile(path, JSON.stringify({ ...exampleTransaction('full'), mcc: 'books' }));
  return path;
}

const sdk = 'node --conditions=whorl-source --experimental-strip-types examples/sdk/call.ts';

describe('the SDK', () => {
  it('says what to do with the transaction', async () => {
    const { code, stdout, stderr } = await run(sdk);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /^e-mail valid: true\nidentity risk: \d+ [A-Z]{2}\n(let pass|look closer)\n$/,
    );
  });

  it('goes on without an answer where it is refused', async () => {
    const { code, stdout, stderr } = await run(sdk, [await badTransaction()]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^VALIDATION_ERROR [0-9a-f-]{36} .*mcc.*\n.*it must be mended\n$/);
  });
});

const official = 'node examples/official-client/call.js';

describe('the official client', () => {
  it.each(['pem', 'p12'])('opens the answer with keys as %s', async (form) => {
    const { code, stdout, stderr } = await run(official, [form]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^200 \{/);
    expect(stdout).toContain('"primaryEmail"');
  });

  it('shows a refusal', async () => {
    const { code, stdout } = await run(official, ['pem', await badTransaction()]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^400 \{/);
    expect(stdout).toContain('"Details": "mcc"');
  });

  it('asks for the version that is tested here', () => {
    const wantedBy = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));
    const name = 'mastercard-client-encryption';
    const { dependencies } = wantedBy('examples/official-client/package.json');
    expect(dependencies[name]).toBe(wantedBy('package.json').devDependencies[name]);
  });
});

describe.skipIf(!hasCurl)('curl', () => {
  it('prints the opened answer', async () => {
    const { code, stdout, stderr } = await run('examples/curl/call.sh');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout).individualInsights.primaryEmail.valid).toBe(true);
  });

  it('prints a refusal', async () => {
    const { code, stdout } = await run('examples/curl/call.sh', [await badTransaction()]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout).Errors.Error[0]).toMatchObject({ Details: 'mcc' });
  });
});

describe('every example', () => {
  const files = globSync('examples/*/call.*', { cwd: root });

  it.each(files)('%s is short enough to be read', (path) => {
    expect(readFileSync(join(root, path), 'utf8').split('\n').length).toBeLessThanOrEqual(100);
  });

  it('is in the list of examples', () => {
    const list = readFileSync(join(root, 'examples/README.md'), 'utf8');
    expect(files.length).toBeGreaterThan(2);
    expect(files.filter((path) => !list.includes(path.replace('examples/', '')))).toEqual([]);
  });
});
