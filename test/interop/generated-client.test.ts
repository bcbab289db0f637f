/**
 * A client generated from `api/openapi.yaml` by a generator that TypeScript people know, with a plain
 * mutual TLS agent and the envelope around it: the contract alone is enough to call.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openAnswer, sealRequest } from '@whorl/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainAgent, post } from '../support/post.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { exampleTransaction } from '../support/transactions.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));

/** What the generator writes, as far as this suite uses it. */
interface GeneratedSdk {
  retrieveTransactionInsights(options: {
    body: object;
    baseUrl: string;
    fetch: typeof fetch;
  }): Promise<{
    data?: { id: string; individualInsights?: { primaryEmail?: { valid?: boolean } } };
    error?: { Errors: { Error: { ReasonCode?: string; Details?: string }[] } };
  }>;
}

let sandbox: TestSandbox;
let folder: string;
let sdk: GeneratedSdk;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  // Beside the sources, so that its imports are found.
  folder = await mkdtemp(join(root, 'test/interop/.generated-'));
  const generator = join(root, 'node_modules/.bin/openapi-ts');
  const args = [
    '-i',
    join(root, 'api/openapi.yaml'),
    '-o',
    folder,
    '-c',
    '@hey-api/client-fetch',
    '--no-log-file',
  ];
  await run(process.execPath, [generator, ...args], { cwd: root });
  sdk = await import(/* @vite-ignore */ join(folder, 'sdk.gen.ts'));
}, 60_000);
afterAll(async () => {
  await rm(folder, { recursive: true });
  await sandbox.close();
});

/** A `fetch` that seals what goes out, opens what comes back, and calls with a client certificate. */
async function sealedFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  const { ca, cert, key, requestKey, responseKey } = sandbox.demo;
  const agent = plainAgent({ ca, cert, key });
  const body = sealRequest((await request.json()) as object, requestKey);
  const answer = await post(request.url.replace(/\/transactions$/, ''), { agent, body });
  agent.destroy();
  const opened =
    answer.status === 200 ? openAnswer(answer.body, responseKey) : JSON.parse(answer.body);
  const headers = { 'Content-Type': 'application/json' };
  return new Response(JSON.stringify(opened), { status: answer.status, headers });
}

const call = (body: object) =>
  sdk.retrieveTransactionInsights({ body, baseUrl: sandbox.baseUrl, fetch: sealedFetch });

describe('a generated client', () => {
  it('gets typed insights', async () => {
    const { data, error } = await call(exampleTransaction('full'));
    expect(error).toBeUndefined();
    expect(data?.individualInsights?.primaryEmail?.valid).toBe(true);
  });

  it('gets a typed refusal', async () => {
    const { data, error } = await call({ ...exampleTransaction('full'), mcc: 'books' });
    expect(data).toBeUndefined();
    expect(error?.Errors.Error[0]).toMatchObject({
      ReasonCode: 'VALIDATION_ERROR',
      Details: 'mcc',
    });
  });

  it('compiles under a strict compiler', async () => {
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    const strict = ['--strict', '--noEmit', '--skipLibCheck', '--target', 'ES2022'];
    const modules = [
      '--module',
      'ESNext',
      '--moduleResolution',
      'Bundler',
      '--lib',
      'ES2023,DOM,DOM.Iterable',
    ];
    const file = join(folder, 'sdk.gen.ts');
    const { stdout } = await run(process.execPath, [compiler, ...strict, ...modules, file], {
      cwd: root,
    });
    expect(stdout).toBe('');
  }, 60_000);
});
