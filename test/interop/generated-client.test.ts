/**
 * A client generated from `api/openapi.yaml` by a generator that TypeScript people know, with a plain
 * mutual TLS agent and the envelope around it: the contract alone is enough to call.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Agent } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openAnswer, sealRequest } from '@whorl/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainAgent, post } from '../support/post.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { exampleTransaction } from '../support/transactions.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

const runTool = (script: string, args: readonly string[]) =>
  promisify(execFile)(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
  });

/** An integrator's code: the types that it leans on are the generator's. */
const integration = `
import { retrieveTransactionInsights, type TransactionInsightsData } from './generated/index.js';

export async function call(body: TransactionInsightsData, how: { baseUrl: string; fetch: typeof fetch }) {
  const { data, error } = await retrieveTransactionInsights({ body, ...how });
  if (data === undefined) return { refusals: error.Errors.Error.map(refusalOf) };
  const { primaryEmail, scores } = data.individualInsights ?? {};
  const isValid: boolean | undefined = primaryEmail?.valid;
  const score: number | undefined = scores?.identityRisk?.score;
  return { id: data.id, isValid, score };
}

const refusalOf = (each: { ReasonCode?: string; Details?: string }) => [each.ReasonCode, each.Details];
`;

interface Integration {
  call(body: object, how: { baseUrl: string; fetch: typeof fetch }): Promise<object>;
}

let sandbox: TestSandbox;
let agent: Agent;
let folder: string;
let integrated: Integration;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  const { ca, cert, key } = sandbox.demo;
  agent = plainAgent({ ca, cert, key });
  folder = await mkdtemp(join(tmpdir(), 'whorl-generated-'));
  // A relative path would be taken for the name of an API in a registry.
  const from = ['-i', join(root, 'api/openapi.yaml'), '-c', '@hey-api/client-fetch'];
  const to = ['-o', join(folder, 'generated'), '--no-log-file'];
  await runTool('@hey-api/openapi-ts/bin/run.js', [...from, ...to]);
  await writeFile(join(folder, 'integration.ts'), integration);
  integrated = await import(/* @vite-ignore */ join(folder, 'integration.ts'));
});
afterAll(async () => {
  agent.destroy();
  await sandbox.close();
  await rm(folder, { recursive: true });
});

/** A `fetch` that seals what goes out, opens what comes back, and calls with a client certificate. */
async function sealedFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const { requestKey, responseKey } = sandbox.demo;
  const request = new Request(input, init);
  const body = sealRequest((await request.json()) as object, requestKey);
  const answer = await post(request.url.replace(/\/transactions$/, ''), { agent, body });
  const opened =
    answer.status === 200 ? JSON.stringify(openAnswer(answer.body, responseKey)) : answer.body;
  const headers = { 'Content-Type': 'application/json' };
  return new Response(opened, { status: answer.status, headers });
}

const call = (body: object) =>
  integrated.call(body, { baseUrl: sandbox.baseUrl, fetch: sealedFetch });

const strictly = [
  ...['--strict', '--noEmit', '--skipLibCheck', '--target', 'ES2022'],
  ...['--module', 'ESNext', '--moduleResolution', 'Bundler', '--lib', 'ES2023,DOM,DOM.Iterable'],
];

const compile = (name: string) =>
  runTool('typescript/bin/tsc', [...strictly, join(folder, name)]).then(
    () => '',
    ({ stdout }: { stdout: string }) => stdout,
  );

describe('a generated client', () => {
  it('gets typed insights', async () => {
    expect(await call(exampleTransaction('full'))).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      isValid: true,
      score: expect.any(Number),
    });
  });

  it('gets a typed refusal', async () => {
    expect(await call({ ...exampleTransaction('full'), mcc: 'books' })).toEqual({
      refusals: [['VALIDATION_ERROR', 'mcc']],
    });
  });

  it('compiles under a strict compiler, and so does what is built on it', async () => {
    expect(await compile('integration.ts')).toBe('');
  });

  it('lets the compiler find a misspelt member', async () => {
    const misspelt = integration.replace('primaryEmail?.valid', 'primaryEmail?.isValid');
    await writeFile(join(folder, 'misspelt.ts'), misspelt);
    expect(await compile('misspelt.ts')).toMatch(/'isValid' does not exist/);
  });
});
