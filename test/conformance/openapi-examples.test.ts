/** The examples are what the service takes and gives, so that nobody copies from a stale one. */
import { readdirSync, readFileSync } from 'node:fs';
import {
  type ProblemCode,
  parseRequest,
  printProblem,
  printResponse,
  problems,
  Refusal,
  readProblem,
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

describe.each(codes)('the error %s', (code) => {
  const text = read(`error-${code}.json`);

  it('is what the service prints', () => {
    const details = readProblem(text)?.Errors.Error[0]?.Details;
    const refusal = new Refusal([{ code, ...(details && { details }) }], { note: 'An example.' });
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
