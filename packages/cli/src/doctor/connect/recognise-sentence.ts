import { type DiagnosisCode, type DiagnosisRow, diagnoses, diagnosisGroups } from '@whorl/contract';

/** A sentence of the table, taken apart again. */
export interface KnownSentence {
  readonly fault: string;
  readonly cure: string;
}

const groups = ['Who calls', 'kid', 'The body', 'The envelope', 'The request'] as const;

/** What a service may send in Details: of a certificate, what it looks for itself. Other rows are for the doctor alone. */
export const sentCodes: readonly DiagnosisCode[] = [
  ...groups.flatMap((group) => Object.keys(diagnosisGroups[group]) as DiagnosisCode[]),
  ...(['certificate-expired', 'certificate-not-yet-valid'] as const),
  ...(['no-client-auth', 'authority-as-client'] as const),
];

const fingerprint = '[0-9a-f]{64}';

/**
 * What may stand in the slots of a cure, which is told as our own advice: nothing that could be a command of a stranger's.
 * A cure with another slot is not taken from a service.
 */
const cureSlots: Readonly<Record<string, string>> = {
  fingerprint,
  wanted: `${fingerprint}(?: or ${fingerprint})?(?: or one of \\d{1,9} older ones)?`,
};

const nothing = '(?!)';

/** What a slot of a fault may have become: everything but the end of it. A fault is told as the service's words. */
const faultSlot = '[^;]{1,200}?';

const patternOf = (text: string, slotOf: (name: string) => string): string =>
  text
    .split(/\[(\w+)\]/)
    .map((part, at) => (at % 2 === 1 ? `(?:${slotOf(part)})` : literal(part)))
    .join('');

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function expressionOf(code: DiagnosisCode): RegExp {
  const [fault, cure]: DiagnosisRow = diagnoses[code];
  const faultPattern = patternOf(fault, () => faultSlot);
  const curePattern = patternOf(cure, (name) => cureSlots[name] ?? nothing);
  return new RegExp(`^(?<fault>${faultPattern}); (?<cure>${curePattern})$`);
}

const expressions: readonly RegExp[] = sentCodes.map(expressionOf);

const longest = 1000;

/**
 * Takes a service's explanation apart, where it is one of the sentences that a service has from this table: what is wrong,
 * and how it is mended. Pure.
 */
export function recogniseSentence(text: string): KnownSentence | undefined {
  if (text.length > longest) return undefined;
  for (const expression of expressions) {
    const { fault, cure } = expression.exec(text)?.groups ?? {};
    if (fault !== undefined && cure !== undefined) return { fault, cure };
  }
  return undefined;
}
