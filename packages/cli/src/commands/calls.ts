import type { AdminSchemas } from '@whorl/contract/admin';
import { answerOf } from '../admin/client.ts';
import { withAdmin } from '../admin/with-admin.ts';
import { type Detail, sayDetails } from '../details.ts';
import { type Listing, list } from '../list.ts';
import { type Column, table } from '../table.ts';
import { tellAside } from '../tell.ts';
import type { Terminal } from '../terminal.ts';
import { minuteOf } from '../visible.ts';
import type { ProjectOptions } from './project.ts';

type Summary = AdminSchemas['CallSummary'];
type Call = AdminSchemas['Call'];

/** What `whorl calls list` was told. */
export interface ListCallsOptions extends ProjectOptions {
  readonly kind: Summary['kind'];
  /** ISO 8601. */
  readonly since?: string;
  readonly until?: string;
  readonly limit: number;
  /** Where the page before ended. */
  readonly after?: string;
}

/** Lists the calls of a project, the newest first. */
export async function listCalls(options: ListCallsOptions, terminal: Terminal): Promise<void> {
  const { environment, project, kind, limit, since, until, after } = options;
  await withAdmin({ ...options, terminal }, async ({ api }) => {
    const query = {
      ...{ kind, limit },
      ...(since !== undefined && { from: since }),
      ...(until !== undefined && { to: until }),
      ...(after !== undefined && { after }),
    };
    const params = { path: { environment, project }, query };
    const path = '/v1/{environment}/projects/{project}/calls';
    const { calls, next } = await answerOf(api.GET(path, { params }));
    list({ rows: calls, ...listings[kind](project) }, terminal);
    if (next === undefined) return;
    terminal.emit('more', { after: next });
    tellAside(`There are more: --after ${next}`, terminal);
  });
}

const listings: Readonly<Record<Summary['kind'], (project: string) => Listing<Summary>>> = {
  call: (project) => ({
    event: 'call-summary',
    columns: [
      { title: 'at', of: ({ at }) => secondOf(at) },
      { title: 'score', of: ({ score }) => String(score ?? '–') },
      { title: 'id', of: ({ id = '–' }) => id },
    ],
    none: `The journal has no call of ${project} in that time.`,
  }),
  history: (project) => ({
    event: 'call-summary',
    columns: [{ title: 'at', of: ({ at }) => secondOf(at) }],
    none: `The journal has no purchase of a history of ${project} in that time.`,
  }),
};

/** An ISO 8601 time to the second. */
const secondOf = (time: string): string => `${time.slice(0, 19).replace('T', ' ')} UTC`;

/** What `whorl calls show` was told. */
export interface ShowCallOptions extends ProjectOptions {
  readonly id: string;
}

/** Shows one call: its answer, and what that was computed from. */
export async function showCall(options: ShowCallOptions, terminal: Terminal): Promise<void> {
  const { environment, project, id } = options;
  await withAdmin({ ...options, terminal }, async ({ api }) => {
    const params = { path: { environment, project, call: id } };
    const path = '/v1/{environment}/projects/{project}/calls/{call}';
    const call = await answerOf(api.GET(path, { params }));
    terminal.emit('call', { ...call });
    sayDetails(rowsOf(call), terminal);
    if (call.lost !== undefined) return;
    const { say, style } = terminal;
    say(`\n${style.bold('What was known:')}`);
    const rows = Object.entries(call.signals ?? {});
    for (const line of table({ columns: signalColumns, rows }, style)) say(line);
    say(`\n${style.bold('The answer:')}`);
    for (const line of JSON.stringify(call.answer, undefined, 2).split('\n')) say(line);
  });
}

/** Their names are too long for values to stand beside them as in details. */
const signalColumns: readonly Column<readonly [name: string, value: unknown]>[] = [
  { title: '', of: ([name]) => `  ${name}` },
  { title: '', of: ([, value]) => String(value) },
];

const rowsOf = ({ id, at, score, model, elements = [], links = [], lost }: Call) =>
  [
    ['id', id],
    ['at', minuteOf(at)],
    ['score', score],
    ['model', model],
    ['named', lost === undefined ? elements.map(describe) : undefined],
    ['together', links.length === 0 ? undefined : links.map(describeLink)],
    ['lost', lost],
  ] as const satisfies readonly Detail[];

const describe = ({ kind, pseudonym }: NonNullable<Call['elements']>[number]): string =>
  `${kind} ${pseudonym}…`;

const describeLink = ({ kind, from, to }: NonNullable<Call['links']>[number]): string =>
  `${kind} ${from}… ${to}…`;
