/**
 * What can be wrong, and how it is mended. Where a word depends on the case the text has its name in square brackets: `kid [kid] is …`.
 * A `note` works here, and is refused by others.
 */
export type DiagnosisRow =
  | readonly [fault: string, cure: string]
  | readonly [fault: string, cure: string, grade: 'note'];

/** Some of the table's rows, by their codes. */
export type DiagnosisRows = Readonly<Record<string, DiagnosisRow>>;
