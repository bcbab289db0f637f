import { type Diagnosis, diagnose, type FactsArgument } from '../diagnosis/index.ts';
import type { bodyRows } from '../diagnosis/rows/body.ts';
import type { envelopeRows } from '../diagnosis/rows/envelope.ts';

/** The closed union of envelope faults: rows of the table of diagnoses. */
export type EnvelopeFaultCode = keyof typeof bodyRows | keyof typeof envelopeRows;

/**
 * An envelope that is not read or does not open. Its sentence is made of the header, of lengths and of names, never of what decryption
 * found or of a value that was sent. Every failure of decryption itself is one and the same fault, `undecryptable`, with the same text.
 */
export class EnvelopeFault extends Error {
  override readonly name = 'EnvelopeFault';
  readonly fault: EnvelopeFaultCode;
  readonly diagnosis: Diagnosis;

  private constructor(fault: EnvelopeFaultCode, diagnosis: Diagnosis) {
    super(diagnosis.sentence);
    this.fault = fault;
    this.diagnosis = diagnosis;
  }

  /** @param facts what was there instead: header values, lengths and names only */
  static of<Code extends EnvelopeFaultCode>(
    fault: Code,
    ...facts: FactsArgument<Code>
  ): EnvelopeFault {
    return new EnvelopeFault(fault, diagnose(fault, ...facts));
  }
}

/**
 * A text of a reader's own files in a form that is safe to print where they are read: what could be a name as it is, of everything else
 * only its length. What a caller sent is repeated by `quoteAlgorithm` alone.
 */
export const quote = (text: string): string =>
  /^[A-Za-z_][\w+-]{0,39}$/.test(text) ? text : `a text of ${text.length} characters`;
