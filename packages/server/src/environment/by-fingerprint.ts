import { StepRefused } from './step-refused.ts';

/** Eight digits are chance enough to tell keys apart, and few enough to type. */
const startPattern = /^[0-9a-f]{8,64}$/;

/** What is looked for, and by which of its fingerprints. */
export interface FingerprintSearch<Row> {
  /** A fingerprint, or how it begins. */
  readonly start: string;
  readonly fingerprintsOf: (row: Row) => readonly string[];
  /** What to say where there is none. */
  readonly nothing: string;
}

/**
 * The one row that a fingerprint, or its first eight digits or more, names.
 *
 * @throws StepRefused for none, for several, and for what is no fingerprint
 */
export function findByFingerprint<Row>(
  rows: readonly Row[],
  { start, fingerprintsOf, nothing }: FingerprintSearch<Row>,
): Row {
  const wanted = start.toLowerCase();
  if (!startPattern.test(wanted))
    throw new StepRefused(
      'invalid',
      'A fingerprint is 64 hex digits; its first eight or more will do.',
    );
  const found = rows.filter((row) =>
    fingerprintsOf(row).some((fingerprint) => fingerprint.startsWith(wanted)),
  );
  const [one, another] = found;
  if (one === undefined) throw new StepRefused('not-found', nothing);
  if (another !== undefined)
    throw new StepRefused('conflict', 'Several fingerprints begin so. Give more digits of it.');
  return one;
}
