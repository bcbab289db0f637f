/** The examples are what the service takes and gives, so that nobody copies from a stale one. */
import { readdirSync, readFileSync } from 'node:fs';
import {
  diagnose,
  type Fault,
  type ProblemCode,
  parseRequest,
  printProblem,
  printResponse,
  problems,
  Refusal,
  readResponse,
} from '@whorl/contract';
import { describe, expect, it } from 'vitest';
import { openapi, schemaValidator } from '../support/schema.ts';

const folder = new URL('../../api/examples/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
const codes = Object.keys(problems) as ProblemCode[];

describe.each(['full.json', 'minimal.json'])('the request %s', (name) => {
  it('is accepted as it stands, nothing dropped', () => {
    expect(parseRequest(Buffer.from(read(name)))).toEqual(JSON.parse(read(name)));
  });

  it('is valid to a second validator', () => {
    const isRequest = schemaValidator('TransactionInsightsData');
    expect(isRequest(JSON.parse(read(name))), JSON.stringify(isRequest.errors)).toBe(true);
  });

  it('belongs to nobody: reserved domains, addresses, numbers, and a test card', () => {
    const request = parseRequest(Buffer.from(read(name)));
    for (const email of [request.primaryEmail, request.secondaryEmail])
      expect(email ?? '@example.com').toMatch(/@example\.(com|org|net)$/); // RFC 2606 §3
    expect(request.ipAddress ?? '198.51.100.1').toMatch(/^198\.51\.100\.\d+$/); // RFC 5737
    expect(request.accountDetails?.accountNumber).toBe('4111111111111111');
  });
});

it('shows every member there is in full.json', () => {
  expect(pathsOfValue(JSON.parse(read('full.json')))).toEqual(
    pathsOfSchema('TransactionInsightsData'),
  );
});

it('shows an answer that is valid, and read and printed unchanged', () => {
  const isAnswer = schemaValidator('TransactionInsights');
  expect(isAnswer(JSON.parse(read('answer.json'))), JSON.stringify(isAnswer.errors)).toBe(true);
  expect(JSON.parse(printResponse(readResponse(read('answer.json'))))).toEqual(
    JSON.parse(read('answer.json')),
  );
});

/** What happened in each example. */
const examples: Readonly<Record<ProblemCode, Omit<Fault, 'code'>>> = {
  'required-missing': members('purchaseDate, merchantName'),
  'invalid-format': members('ipAddress, billingAddress.addressCity'),
  'key-not-found': {
    diagnosis: diagnose('kid-response-key', {
      kid: '3f0c51aa...',
      wanted: '9a4be0c27d5f1c86a3b7e9d2f4c6081735a9be4d6f8c0a1b2c3d4e5f60718293',
    }),
  },
  'decrypt-failed': { diagnosis: diagnose('enc-not-accepted', { enc: 'A128CBC-HS256' }) },
  'not-entitled': { diagnosis: diagnose('not-entitled') },
  unauthorized: { diagnosis: diagnose('credential-suspended') },
  'not-found': { diagnosis: diagnose('wrong-path', { path: '/identity/transactions' }) },
  'method-not-allowed': { diagnosis: diagnose('wrong-method', { path: '/identity/transactions' }) },
  'request-timeout': { diagnosis: diagnose('body-too-slow', { timeoutMs: 10_000 }) },
  'payload-too-large': { diagnosis: diagnose('body-too-large', { bytes: 65_536 }) },
  'unsupported-media-type': { diagnosis: diagnose('wrong-content-type') },
  'invalid-client-cert': {
    diagnosis: diagnose('certificate-expired', {
      what: 'the client certificate',
      at: '2026-10-01T00:00:00.000Z',
    }),
  },
  'rate-limited': { diagnosis: diagnose('too-many-undecryptable', { limit: 120 }) },
  'system-error': { diagnosis: diagnose('system-error') },
  unavailable: { diagnosis: diagnose('shutting-down') },
};

function members(details: string): Omit<Fault, 'code'> {
  return { diagnosis: diagnose('members-missing', { paths: details }), details, always: true };
}

describe.each(codes)('the error %s', (code) => {
  const text = read(`error-${code}.json`);

  it('is what the service prints', () => {
    const refusal = new Refusal([{ code, ...examples[code] }]);
    expect(JSON.parse(text)).toEqual(JSON.parse(printProblem(refusal, { explain: true })));
  });

  it('is a valid error answer', () => {
    expect(schemaValidator('ErrorResponse')(JSON.parse(text))).toBe(true);
  });

  it('stands in openapi.yaml under its own status', () => {
    const { status } = problems[code];
    const { $ref } = openapi.paths['/transactions'].post.responses[String(status)];
    const { examples } = at($ref).content['application/json'];
    const files = Object.values<{ $ref: string }>(examples).map((example) => at(example.$ref));
    expect(files).toContainEqual({ summary: code, externalValue: `examples/error-${code}.json` });
  });
});

it('has no answer in openapi.yaml that the error table lacks', () => {
  const statuses = Object.keys(openapi.paths['/transactions'].post.responses);
  const served = new Set(['200', ...codes.map((code) => String(problems[code].status))]);
  expect(statuses.sort()).toEqual([...served].sort());
});

it('has no file that nothing points to', () => {
  const named = Object.values<{ externalValue: string }>(openapi.components.examples).map(
    ({ externalValue }) => externalValue,
  );
  expect(readdirSync(folder).map((name) => `examples/${name}`)).toEqual(named.sort());
});

/** What a reference within openapi.yaml points to. */
const at = ($ref: string) =>
  $ref
    .split('/')
    .slice(1)
    .reduce((node, name) => node[name], openapi);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const pathsOfValue = (value: Record<string, unknown>, prefix = ''): string[] =>
  Object.entries(value).flatMap(([name, inner]) =>
    isObject(inner) ? pathsOfValue(inner, `${prefix}${name}.`) : [`${prefix}${name}`],
  );

function pathsOfSchema(schema: string, prefix = ''): string[] {
  const members: Record<string, { $ref?: string }> = openapi.components.schemas[schema].properties;
  return Object.entries(members).flatMap(([name, { $ref }]) =>
    $ref ? pathsOfSchema($ref.split('/').at(-1) ?? '', `${prefix}${name}.`) : [`${prefix}${name}`],
  );
}
