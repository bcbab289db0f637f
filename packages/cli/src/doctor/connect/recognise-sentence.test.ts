import { type DiagnosisCode, diagnose, diagnoses } from '@whorl/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recogniseSentence } from './recognise-sentence.ts';

/** Words for every slot that any row has. */
const facts = new Proxy(
  {},
  { get: (_, name) => (name === 'at' ? '2026-10-01' : `some ${String(name)}`) },
);

const sentenceOf = (code: DiagnosisCode) =>
  (diagnose as (code: DiagnosisCode, facts: object) => ReturnType<typeof diagnose>)(code, facts);

/** Rows that say nothing of their own know no sentence. */
const open: readonly DiagnosisCode[] = ['refused-explained'];
const codes = (Object.keys(diagnoses) as DiagnosisCode[]).filter((code) => !open.includes(code));

describe('a sentence of the table', () => {
  it.each(codes)('%s is taken apart again', (code) => {
    const { sentence, cure } = sentenceOf(code);
    const known = recogniseSentence(sentence);
    expect(`${known?.fault}; ${known?.cure}`).toBe(sentence);
    if (!sentenceOf(code).fault.includes('; ')) expect(known?.cure).toBe(cure);
  });
});

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
});
