import { type DiagnosisRow, diagnoses } from '@whorl/contract';

/** A sentence of the table, taken apart again. */
export interface KnownSentence {
  readonly fault: string;
  readonly cure: string;
}

/** What a slot of a row may have become: everything but the end of a sentence. */
const slot = '(?:.{1,200}?)';

const patternOf = (text: string): string =>
  text
    .split(/\[\w+\]/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join(slot);

/** Rows whose texts are all slots would know every sentence. */
const isOwn = ([fault, cure]: DiagnosisRow): boolean =>
  [fault, cure].every((text) => /[a-z]/.test(text.replace(/\[\w+\]/g, '')));

const patterns: readonly RegExp[] = Object.values<DiagnosisRow>(diagnoses)
  .filter(isOwn)
  .map(
    ([fault, cure]) => new RegExp(`^(?<fault>${patternOf(fault)}); (?<cure>${patternOf(cure)})$`),
  );

const longest = 1000;

/**
 * Takes a service's explanation apart, where it is one of this table's sentences: what is wrong, and how it is mended.
 * Pure.
 */
export function recogniseSentence(text: string): KnownSentence | undefined {
  if (text.length > longest) return undefined;
  for (const pattern of patterns) {
    const { fault, cure } = pattern.exec(text)?.groups ?? {};
    if (fault !== undefined && cure !== undefined) return { fault, cure };
  }
  return undefined;
}
