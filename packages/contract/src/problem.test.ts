import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { diagnose } from './diagnosis/index.ts';
import { type Fault, type ProblemCode, printProblem, problems, Refusal } from './problem.ts';
import { readProblem } from './response.ts';

const codes = Object.keys(problems) as ProblemCode[];

const ajv = new Ajv({ strict: false, unicodeRegExp: false, validateFormats: false });
const openapi = readFileSync(new URL('../../../api/openapi.yaml', import.meta.url), 'utf8');
ajv.addSchema(parse(openapi), 'api');
const isError = ajv.compile({ $ref: 'api#/components/schemas/ErrorResponse' });

const diagnosis = diagnose('empty-body');
const refuse = (...faults: [Fault, ...Fault[]]) => new Refusal(faults);
const print = (fault: Fault, explain: boolean) =>
  readProblem(printProblem(refuse(fault), { explain }))?.Errors.Error[0];

describe('the error table', () => {
  it.each(codes)('has in its row for %s what the wire allows', (code) => {
    const { status, source, reasonCode, description, when } = problems[code];
    expect(status).toBeGreaterThanOrEqual(400);
    expect(source.length).toBeLessThanOrEqual(15);
    expect(reasonCode).toMatch(/^[A-Z_]+$/);
    expect(description).not.toBe('');
    expect(when).not.toBe('');
  });

  it('tells any two refusals apart', () => {
    const told = codes.map((code) => `${problems[code].reasonCode} ${problems[code].description}`);
    expect(new Set(told).size).toBe(codes.length);
  });

  it('calls recoverable what passes by itself, and nothing else', () => {
    const recoverable = codes.filter((code) => problems[code].recoverable);
    expect(recoverable).toEqual(['request-timeout', 'rate-limited', 'unavailable']);
  });
});

describe('a refusal', () => {
  it('keeps what the operator needs apart from what the caller is told', () => {
    const cause = new Error('disk full');
    const context = { note: 'The store cannot be written.', cause, retryAfterSeconds: 5 };
    const refusal = new Refusal([{ code: 'unavailable', diagnosis }], context);
    expect(refusal).toMatchObject({ ...context, name: 'Refusal', message: context.note });
    expect(refusal).toMatchObject({ status: 503, reasonCode: 'SYSTEM_UNAVAILABLE' });
    expect(printProblem(refusal, { explain: true })).not.toMatch(/store|disk/);
  });

  it('has its diagnoses for a note, where it was given none', () => {
    const other = diagnose('host-missing');
    const refusal = refuse(
      { code: 'not-found', diagnosis },
      { code: 'not-found', diagnosis: other },
    );
    expect(refusal.note).toBe(`${diagnosis.sentence}; ${other.sentence}`);
  });

  it('has faults that nobody adds to', () => {
    const faults: [Fault, ...Fault[]] = [{ code: 'not-found', diagnosis }];
    const refusal = refuse(...faults);
    expect(Object.isFrozen(refusal.faults)).toBe(true);
  });
});

describe('a printed problem', () => {
  it('is the error table’s row, and the faults in their order', () => {
    const refusal = refuse(
      { code: 'required-missing', diagnosis, details: 'mcc', always: true },
      {
        ...{ code: 'invalid-format', diagnosis, always: true },
        details: 'purchaseDate, billingAddress.addressCity',
      },
    );
    const row = { Source: 'IIT', ReasonCode: 'VALIDATION_ERROR', Recoverable: false };
    expect(JSON.parse(printProblem(refusal, { explain: false }))).toStrictEqual({
      Errors: {
        Error: [
          { ...row, Description: 'Required Data Element Missing', Details: 'mcc' },
          {
            ...row,
            Description: 'Invalid Format',
            Details: 'purchaseDate, billingAddress.addressCity',
          },
        ],
      },
    });
  });

  it.each<[string, Fault, { explain: boolean; told: boolean }]>([
    ['in the sandbox', { code: 'decrypt-failed', diagnosis }, { explain: true, told: true }],
    ['elsewhere not', { code: 'decrypt-failed', diagnosis }, { explain: false, told: false }],
    [
      'of what is no secret everywhere',
      { code: 'decrypt-failed', diagnosis, always: true },
      { explain: false, told: true },
    ],
  ])('has the diagnosis as Details: %s', (_, fault, { explain, told }) => {
    expect(print(fault, explain)?.Details).toBe(told ? diagnosis.sentence : undefined);
  });

  it('has paths of members in its place', () => {
    const fault: Fault = { code: 'invalid-format', diagnosis, details: 'mcc', always: true };
    expect(print(fault, false)?.Details).toBe('mcc');
  });

  it('is ASCII, valid by the schema, and read back, whatever the details', () => {
    const details = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(fc.constantFrom(...codes), details, fc.boolean(), (code, details, explain) => {
        const text = printProblem(refuse({ code, diagnosis, details }), { explain });
        expect(text).toMatch(/^[ -~]*$/);
        expect(isError(JSON.parse(text))).toBe(true);
        expect(readProblem(text)).toStrictEqual(JSON.parse(text));
      }),
      { seed: 1 },
    );
  });
});
