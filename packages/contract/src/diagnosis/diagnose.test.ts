import { describe, expect, it } from 'vitest';
import { type DiagnosisCode, diagnose } from './diagnose.ts';
import type { DiagnosisRow } from './row.ts';
import { diagnoses, diagnosisGroups } from './table.ts';

const rows = Object.entries<DiagnosisRow>(diagnoses);

describe('the table of diagnoses', () => {
  it.each(rows)(
    '%s says what is wrong and how it is mended, in one sentence',
    (_, [fault, cure]) => {
      for (const text of [fault, cure]) {
        expect(text).toMatch(/^[\x20-\x7e]{4,220}$/);
        expect(text).not.toMatch(/^[A-Z][a-z]+ [a-z]|[.!?]$/);
      }
    },
  );

  it('tells any two faults apart', () => {
    const faults = rows.map(([, [fault]]) => fault);
    expect(new Set(faults).size).toBe(rows.length);
  });

  it('has each code in one group', () => {
    const codes = Object.values(diagnosisGroups).flatMap((group) => Object.keys(group));
    expect(codes).toEqual([...new Set(codes)]);
    expect(codes.toSorted()).toEqual(Object.keys(diagnoses).toSorted());
  });
});

describe('a diagnosis', () => {
  it('has the words of the case in it', () => {
    expect(diagnose('enc-not-accepted', { enc: 'A128CBC-HS256' })).toEqual({
      code: 'enc-not-accepted',
      fault: 'enc A128CBC-HS256 is not accepted',
      cure: 'use A256GCM',
      sentence: 'enc A128CBC-HS256 is not accepted; use A256GCM',
      isNote: false,
    });
  });

  it('leaves a word as it came, slots and patterns of replacements too', () => {
    const { fault } = diagnose('key-kind', { what: '$& [kind]', kind: 'ed25519', wanted: '$1' });
    expect(fault).toBe('$& [kind] has a key of the kind ed25519');
  });

  it('is a note where it works here, and elsewhere not', () => {
    expect(diagnose('iv-16').isNote).toBe(true);
  });

  it.each(Object.keys(diagnoses) as DiagnosisCode[])('%s is frozen', (code) => {
    expect(Object.isFrozen((diagnose as (code: DiagnosisCode) => object)(code))).toBe(true);
  });
});
