/** Calls as the admin API shows them: what was answered, and no more of a pseudonym than tells two apart. */
import type { AdminSchemas } from '@whorl/contract/admin';
import type { CallEntry, CallSummary, FoundCall } from '../../journal/journal.ts';
import type { ElementRef } from '../../network/network.ts';

const shownDigits = 8;
const start = ({ pseudonym }: ElementRef): string => pseudonym.slice(0, shownDigits);

export const viewSummary = ({
  kind,
  atMs,
  id,
  score,
}: CallSummary): AdminSchemas['CallSummary'] => ({
  kind,
  at: new Date(atMs).toISOString(),
  ...(id !== undefined && { id }),
  ...(score !== undefined && { score }),
});

export function viewCall({ summary, entry, lost }: FoundCall): AdminSchemas['Call'] {
  return {
    ...viewSummary(summary),
    ...(entry?.type === 'call' && viewEntry(entry)),
    ...(lost !== undefined && { lost }),
  };
}

const viewEntry = ({ model, answer, signals, elements, links }: CallEntry) => ({
  model,
  answer: JSON.parse(answer) as Record<string, unknown>,
  signals: { ...signals },
  elements: elements.map((element) => ({ kind: element.kind, pseudonym: start(element) })),
  links: links.map(({ kind, from, to }) => ({ kind, from: start(from), to: start(to) })),
});
