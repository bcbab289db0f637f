import type { Diagnosis } from '@whorl/contract';

/** What was brought cannot be used. Its message says so, and what to do, to whoever brought it. */
export abstract class BroughtFault extends Error {
  readonly diagnosis: Diagnosis;

  constructor(diagnosis: Diagnosis) {
    super(toSentences(diagnosis));
    this.diagnosis = diagnosis;
  }
}

/** A command is copied as it stands: no full stop follows its last word. */
const command = /'$|: openssl [^,;]*$/;

const toSentences = ({ fault, cure }: Diagnosis): string =>
  `${capitalised(fault)}. ${capitalised(cure)}${command.test(cure) ? '' : '.'}`;

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
