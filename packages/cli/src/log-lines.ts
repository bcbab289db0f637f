import { foldIndented } from './fold.ts';

/** One line of the service's log, as it comes: JSON with the members of telemetry's `LogFields`. */
type LogFields = Readonly<Record<string, unknown>> & {
  readonly err?: { readonly message?: string };
};

/** The service's log, made readable. */
export interface LogLines {
  /** Takes one or more JSON lines. */
  write(text: string): void;
  /**
   * Ends the holding back of lines that are no warning: while a greeting is printed they would
   * come in between. Of those held, the ones that it told already are dropped.
   *
   * @param greetingId the correlation id of the greeting's own call
   */
  release(greetingId?: string): void;
}

/** What a start tells in its own words, or in a file: the heads of the audit trail lie in audit-heads.jsonl. */
const toldAtStart = new Set(['listening', 'audit-head']);

/** pino's number for a warning. */
const warn = 40;

/** @param print takes a line for a person; it may hold line breaks */
export function createLogLines(print: (line: string) => void): LogLines {
  let held: LogFields[] | undefined = [];
  return {
    write(text) {
      for (const line of text.split('\n').filter(Boolean)) {
        const fields = JSON.parse(line) as LogFields;
        if (held === undefined || Number(fields.level) >= warn) print(humanLine(fields));
        else held.push(fields);
      }
    },
    release(greetingId) {
      const lines = held ?? [];
      held = undefined;
      const isTold = ({ event, correlationId }: LogFields) =>
        toldAtStart.has(String(event)) ||
        (correlationId !== undefined && correlationId === greetingId);
      for (const fields of lines) if (!isTold(fields)) print(humanLine(fields));
    },
  };
}

const indent = '00:00:00  '.length;

/** What happened, on one line; why, below it. */
function humanLine(fields: LogFields): string {
  const time = String(fields.time).slice(11, 19);
  const what = [time, String(fields.event).padEnd(8), ...headOf(fields)].join('  ').trimEnd();
  const why = [fields.reasonCode, fields.note, fields.err?.message].filter(Boolean).join(': ');
  return [what, ...foldIndented(why, indent)].join('\n');
}

function headOf({ status, durationMs, correlationId, repeated }: LogFields): string[] {
  return [
    ...(status === undefined ? [] : [String(status)]),
    ...(durationMs === undefined ? [] : [`${Number(durationMs).toFixed(1)} ms`.padStart(8)]),
    ...(correlationId === undefined ? [] : [String(correlationId)]),
    ...(repeated === true ? ['repeated'] : []),
  ];
}
