import type { DiagnosisRow } from './row.ts';
import { diagnoses } from './table.ts';

/** The closed union of what can be wrong. */
export type DiagnosisCode = keyof typeof diagnoses;

/** What is wrong in one case, and how it is mended. It holds no key, no password and nothing of a payload. */
export interface Diagnosis {
  readonly code: DiagnosisCode;
  /** What is wrong. */
  readonly fault: string;
  /** How it is mended. */
  readonly cure: string;
  /** Both, in one sentence without a full stop. */
  readonly sentence: string;
  /** Whether it works here, and is refused by others. */
  readonly isNote: boolean;
}

type Slots<Text extends string> = Text extends `${string}[${infer Name}]${infer Rest}`
  ? Name | Slots<Rest>
  : never;

type SlotsOf<Code extends DiagnosisCode> = Slots<(typeof diagnoses)[Code][0 | 1]>;

/** The words that a row leaves open. */
export type DiagnosisFacts<Code extends DiagnosisCode> = Readonly<
  Record<SlotsOf<Code>, string | number>
>;

/** The facts as an argument: none where the row leaves nothing open. */
export type FactsArgument<Code extends DiagnosisCode> = [SlotsOf<Code>] extends [never]
  ? readonly []
  : readonly [facts: DiagnosisFacts<Code>];

/**
 * Makes the sentence of one row of the table.
 *
 * @param facts the words that the row leaves open: names, lengths, dates, fingerprints of public keys; never a value that was sent
 * @example
 * diagnose('enc-not-accepted', { enc: 'A128CBC-HS256' }).sentence;
 * // 'enc A128CBC-HS256 is not accepted; use A256GCM'
 */
export function diagnose<Code extends DiagnosisCode>(
  code: Code,
  ...[facts]: FactsArgument<Code>
): Diagnosis {
  const [faultText, cureText, grade]: DiagnosisRow = diagnoses[code];
  const fault = fill(faultText, facts);
  const cure = fill(cureText, facts);
  const sentence = `${fault}; ${cure}`;
  return Object.freeze({ code, fault, cure, sentence, isNote: grade === 'note' });
}

type Facts = Readonly<Record<string, string | number>>;

const fill = (text: string, facts: Facts = {}): string =>
  text.replace(/\[(\w+)\]/g, (slot, name: string) => String(facts[name] ?? slot));
