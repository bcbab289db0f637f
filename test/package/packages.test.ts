/** What integrators get: packed, installed in an empty folder without a registry, and used. */
import { execFile, execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  answerWith,
  clientOptions,
  type LocalService,
  makeKeys,
  startLocalService,
} from '../../packages/client/testing/local-service.ts';
import { root } from '../../tools/program.ts';
import { filesOf, installedIn, installInto, isPromised, packAll, runtimes } from './packages.ts';

const insights = { id: 'be3ad617-04ad-43e1-a438-79425b6511b6' };
const keys = makeKeys();
const available = runtimes();

for (const { version } of available.filter((one) => !isPromised(one)))
  console.warn(`Node ${version} is older than what the packages run on: it was not tried.`);
const promised = available.filter(isPromised);

let tarballs: readonly string[];
let folder: string;
let service: LocalService;
beforeAll(async () => {
  tarballs = packAll();
  folder = installInto(tarballs.filter((path) => path.includes('client')));
  service = await startLocalService(keys);
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await service.close();
});

/** Runs a program as the user of a package would. */
async function runIn(place: string, { text, node, args = [] }: Program): Promise<unknown> {
  const file = join(place, 'program.js');
  writeFileSync(file, text);
  const { stdout, stderr } = await promisify(execFile)(node, [file, ...args], {
    cwd: place,
    timeout: 10_000,
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

interface Program {
  readonly text: string;
  readonly node: string;
  readonly args?: readonly string[];
}

/** One call and one mistake: an integrator's first program. */
const callingProgram = `
import { createClient, WhorlError } from '@whorl/client';
const client = createClient(JSON.parse(process.argv[2]));
const insights = await client.transactions.retrieve({ mcc: '5942' });
client.close();
const late = await client.transactions.retrieve({}).catch((error) => error);
console.log(JSON.stringify({ insights, late: late instanceof WhorlError && late.code }));
`;

/** One that forgets to close its client. */
const unclosedProgram = `
import { createClient } from '@whorl/client';
const client = createClient(JSON.parse(process.argv[2]));
console.log(JSON.stringify(await client.transactions.retrieve({ mcc: '5942' })));
`;

describe('the packed client', () => {
  it('brings everything that it needs', () => {
    expect(new Set(installedIn(folder))).toEqual(new Set(['@whorl/client', '@whorl/contract']));
  });

  it('ships what is built, and no source, test, test key or build record', () => {
    const files = filesOf(join(folder, 'node_modules/@whorl/client'));
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'dist/index.js']));
    const foreign = files.filter((name) =>
      /(?<!\.d)\.ts$|\.test\.|\.tsbuildinfo$|\.pem$|(^|\/)(src|testing)(\/|$)/.test(name),
    );
    expect(foreign).toEqual([]);
  });

  it.each(promised)('makes a call on Node $version', async ({ path: node }) => {
    service.behave(answerWith(insights, keys));
    const args = [JSON.stringify(clientOptions(keys, service.baseUrl))];
    const printed = await runIn(folder, { text: callingProgram, node, args });
    expect(printed).toEqual({ insights, late: 'ABORTED' });
  });

  it('keeps no program from ending, even if it is never closed', async () => {
    service.behave(answerWith(insights, keys));
    const args = [JSON.stringify(clientOptions(keys, service.baseUrl))];
    const program = { text: unclosedProgram, node: process.execPath, args };
    expect(await runIn(folder, program)).toEqual(insights);
  });

  it('has types that a strict program compiles with, without our compiler options', () => {
    writeFileSync(join(folder, 'program.ts'), typedProgram);
    const strict = ['--strict', '--exactOptionalPropertyTypes', '--module', 'nodenext', '--noEmit'];
    const nodeTypes = ['--types', 'node', '--typeRoots', join(root, 'node_modules/@types')];
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const compile = () =>
      execFileSync(
        process.execPath,
        [tsc, ...strict, '--target', 'es2022', ...nodeTypes, 'program.ts'],
        { cwd: folder, encoding: 'utf8', stdio: 'pipe' },
      );
    expect(outputOf(compile)).toBe('');
  });
});

describe('the packed contract', () => {
  it.each(promised)('seals and opens on Node $version', async ({ path: node }) => {
    const place = installInto(tarballs.filter((path) => path.includes('contract')));
    expect(installedIn(place)).toEqual(['@whorl/contract']);
    const printed = await runIn(place, { text: sealingProgram, node });
    expect(printed).toEqual({ mcc: '5942' });
    rmSync(place, { recursive: true });
  });

  it('is installed once beside a client', () => {
    const place = installInto(tarballs);
    expect(installedIn(place)).toContain('@whorl/contract');
    expect(installedIn(place)).toContain('@whorl/client');
    rmSync(place, { recursive: true });
  });
});

const sealingProgram = `
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { openEnvelope, readEnvelope, sealEnvelope, spkiFingerprint } from '@whorl/contract';
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const token = sealEnvelope('{"mcc":"5942"}', {
  publicKey, kid: spkiFingerprint(publicKey), contentKey: randomBytes(32), iv: randomBytes(12),
});
const opening = { privateKey, accept: 'request', spareKey: randomBytes(32) };
console.log(new TextDecoder().decode(openEnvelope(readEnvelope(token), opening)));
`;

/** What must compile, and what must not. */
const typedProgram = `
import { createClient, type InsightResponse, WhorlError } from '@whorl/client';

const client = createClient({
  baseUrl: 'https://localhost:8443/identity',
  tls: { cert: 'PEM', key: Buffer.from('PEM') },
  encryption: { requestKey: 'PEM', responseKey: new Uint8Array() },
});
const transaction = {
  purchaseDate: '20261021072800', purchaseAmount: '4999', purchaseCurrencyExponent: '2',
  purchaseCurrency: '840', merchantName: 'Harbour Books', merchantCountryCode: '840', mcc: '5942',
};
const insights: InsightResponse = await client.transactions.retrieve(transaction, { timeoutMs: 500 });
const risk: number | undefined = insights.individualInsights?.scores?.identityRisk?.score;
const code = (error: WhorlError): string => (error.code === 'TIMEOUT' ? 'late' : error.code);
console.log(risk, code);

// @ts-expect-error a required member is missing
await client.transactions.retrieve({ mcc: '5942' });
// @ts-expect-error there is no such member
insights.individualInsight;
`;

/** What a compiler prints, whether it fails or not. */
function outputOf(compile: () => string): string {
  try {
    return compile();
  } catch (error) {
    return String((error as { stdout?: unknown }).stdout);
  }
}
