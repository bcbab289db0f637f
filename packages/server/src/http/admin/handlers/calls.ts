import { AdminRefusal, type OperationId } from '@whorl/contract/admin';
import type { CallCursor, CallKind, CallQuery } from '../../../journal/journal.ts';
import type { Asked, Handler } from '../asked.ts';
import { viewCall, viewSummary } from '../call-views.ts';
import { readLimit } from '../whole-number.ts';

/** The journal of calls. */
export const callHandlers: {
  readonly [Id in Extract<OperationId, `call.${string}`>]: Handler<Id>;
} = {
  async 'call.list'(asked) {
    const journal = await asked.environment().journal();
    const { calls, next } = await journal.list(readQuery(asked));
    return { calls: calls.map(viewSummary), ...(next && { next: printCursor(next) }) };
  },
  async 'call.show'(asked) {
    const { call: id = '' } = asked.parameters;
    const found = await (await asked.environment().journal()).find(id);
    // Whoever asks learns nothing of other projects, not even that they have such a call.
    if (found !== undefined && found.summary.projectId === asked.project().id)
      return viewCall(found);
    throw new AdminRefusal(
      'not-found',
      `The journal has no such call of ${asked.project().name}: it may be older than journalDays, or another project’s. \`whorl calls list\` shows those that there are.`,
    );
  },
};

function readQuery({ query, project }: Asked<'call.list'>): CallQuery {
  const fromMs = readTime(query, 'from');
  const toMs = readTime(query, 'to');
  const after = readCursor(query.after);
  return {
    projectId: project().id,
    kind: readKind(query.kind),
    limit: readLimit(query),
    ...(fromMs !== undefined && { fromMs }),
    ...(toMs !== undefined && { toMs }),
    ...(after && { after }),
  };
}

const kinds: readonly CallKind[] = ['call', 'history'];

function readKind(text: string = 'call'): CallKind {
  const kind = kinds.find((one) => one === text);
  if (kind !== undefined) return kind;
  throw new AdminRefusal('invalid', `kind must be one of ${kinds.join(', ')}.`);
}

function readTime(query: Asked<'call.list'>['query'], name: 'from' | 'to'): number | undefined {
  const text = query[name];
  if (text === undefined) return undefined;
  const atMs = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(atMs)) return atMs;
  throw new AdminRefusal('invalid', `${name} must be a time, such as 2026-11-24T09:30:00Z.`);
}

const printCursor = ({ atMs, seq }: CallCursor): string => `${atMs}-${seq}`;

function readCursor(text: string | undefined): CallCursor | undefined {
  if (text === undefined) return undefined;
  const [, atMs, seq] = /^(\d{1,15})-(\d{1,15})$/.exec(text) ?? [];
  if (atMs !== undefined) return { atMs: Number(atMs), seq: Number(seq) };
  throw new AdminRefusal('invalid', 'after must be what next of the page before was.');
}
