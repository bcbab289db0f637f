/** curl with the PEM files, and the envelope by `whorl seal` and `whorl open`: the README's own commands. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasProgram } from '../support/programs.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { runWhorl } from '../support/whorl-process.ts';

const run = promisify(execFile);
const example = new URL('../../api/examples/full.json', import.meta.url).pathname;

describe.skipIf(!hasProgram('curl', ['--version']))('curl', () => {
  let sandbox: TestSandbox;
  let folder: string;
  beforeAll(async () => {
    sandbox = await startTestSandbox();
    folder = await mkdtemp(join(tmpdir(), 'whorl-curl-'));
  });
  afterAll(async () => {
    await sandbox.close();
    await rm(folder, { recursive: true });
  });

  const curl = (...args: string[]) => run('curl', ['--silent', '--show-error', ...args]);
  const demo = (name: string) => join(sandbox.dataDir, 'demo', name);
  const credentials = () => [
    '--cacert',
    demo('ca.pem'),
    '--cert',
    demo('client.pem'),
    '--key',
    demo('client.key'),
  ];
  const json = ['-H', 'Content-Type: application/json'];

  it.each([['1.2'], ['1.3']])('calls over TLS %s', async (version) => {
    const sealed = await runWhorl(['seal', '--file', example, '--data', sandbox.dataDir]);
    expect(sealed.stderr).toBe('');
    const body = join(folder, 'body.json');
    await writeFile(body, sealed.stdout);
    const tls = ['--tlsv1.2', '--tls-max', version];
    const url = `${sandbox.baseUrl}/transactions`;
    const { stdout } = await curl(...tls, ...credentials(), ...json, '--data', `@${body}`, url);
    const opened = await runWhorl(['open', '--data', sandbox.dataDir], stdout);
    expect(opened.stderr).toBe('');
    expect(JSON.parse(opened.stdout).individualInsights.primaryEmail.valid).toBe(true);
  });

  it('without a certificate is told what is missing', async () => {
    const url = `${sandbox.baseUrl}/transactions`;
    const { stdout } = await curl(
      '--cacert',
      demo('ca.pem'),
      ...json,
      '--data',
      '{}',
      '-w',
      '\n%{http_code}',
      url,
    );
    const [body, status] = stdout.split('\n');
    expect(status).toBe('422');
    expect(JSON.parse(body ?? '').Errors.Error[0]).toMatchObject({
      Source: 'Gateway',
      ReasonCode: 'INVALID_CLIENT_CERT',
    });
  });

  it('reaches the service by name and by address, trusting the same authority', async () => {
    for (const host of ['localhost', '127.0.0.1']) {
      const url = `https://${host}:${sandbox.port}/identity/transactions`;
      const { stdout } = await curl(
        ...credentials(),
        ...json,
        '--data',
        '',
        '-o',
        '/dev/null',
        '-w',
        '%{http_code}',
        url,
      );
      expect(stdout).toBe('400');
    }
  });
});
