/** Turns the service's JSON log lines into lines for a person. */
export function humanLogStream(write: (line: string) => void): { write(text: string): void } {
  return {
    write(text) {
      for (const line of text.split('\n')) if (line !== '') write(humanLine(line));
    },
  };
}

const columns = ['status', 'durationMs', 'reasonCode', 'project', 'note', 'correlationId'] as const;

function humanLine(line: string): string {
  const fields = JSON.parse(line) as Record<string, unknown>;
  const time = String(fields.time).slice(11, 19);
  const shown = columns
    .filter((name) => fields[name] !== undefined)
    .map((name) => show(name, fields));
  const { err } = fields as { err?: { message?: string } };
  return [time, String(fields.event).padEnd(8), ...shown, err?.message ?? ''].join('  ').trimEnd();
}

const show = (name: string, fields: Record<string, unknown>): string =>
  name === 'durationMs' ? `${Number(fields[name]).toFixed(1)} ms` : String(fields[name]);
