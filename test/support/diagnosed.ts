/** Whether a sentence is one of the table's, whatever the case filled in: nothing else may stand in `Details`. */
import { type DiagnosisRow, diagnoses } from '@whorl/contract';

const patternOf = (text: string): string =>
  text
    .split(/\[\w+\]/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.{1,300}');

const sentences = Object.values<DiagnosisRow>(diagnoses).map(
  ([fault, cure]) => new RegExp(`^${patternOf(fault)}; ${patternOf(cure)}$`),
);

export const isDiagnosis = (sentence: string): boolean =>
  sentences.some((pattern) => pattern.test(sentence));
