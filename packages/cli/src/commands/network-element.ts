import type { AdminSchemas } from '@whorl/contract/admin';
import { answerOf } from '../admin/client.ts';
import { withAdmin } from '../admin/with-admin.ts';
import { confirm } from '../ask.ts';
import { type Detail, sayDetails } from '../details.ts';
import { many } from '../many.ts';
import { type ElementChoice, readElement } from '../named-element/read.ts';
import { type Column, table } from '../table.ts';
import { tell } from '../tell.ts';
import type { Terminal } from '../terminal.ts';
import { dayOf, minuteOf } from '../visible.ts';
import type { ProjectOptions } from './project.ts';

/** What commands about one element are told. */
export type ElementOptions = ProjectOptions & ElementChoice;

/** Shows what is known of one element, and those that it was seen with. */
export async function showElement(options: ElementOptions, terminal: Terminal): Promise<void> {
  const { environment, project } = options;
  const { name, role, members } = await readElement(options, terminal);
  await withAdmin({ ...options, terminal, doing: 'Looking' }, async ({ api }) => {
    const params = { path: { environment, project } };
    const body = { role, members };
    const path = '/v1/{environment}/projects/{project}/network/portrait';
    const portrait = await answerOf(api.POST(path, { params, body }));
    terminal.emit('portrait', { ...portrait });
    if (portrait.sighting === undefined) {
      tell(`The network of ${project} has never seen this ${name}.`, terminal);
      return;
    }
    sayDetails(rowsOf(portrait, portrait.sighting), terminal);
    showPartners(portrait.partners, terminal);
  });
}

type Portrait = AdminSchemas['Portrait'];
type Sighting = AdminSchemas['Sighting'];

const rowsOf = ({ kind, pseudonym }: Portrait, sighting: Sighting): readonly Detail[] => [
  [kind, `${pseudonym}…`],
  ['first seen', minuteOf(sighting.firstSeen)],
  ['last seen', minuteOf(sighting.lastSeen)],
  ['seen', many(sighting.total, 'time')],
  ['in the last', windowsOf(sighting.counts).map(([window, times]) => `${window}: ${times}`)],
  ['reported as fraud', sighting.reported?.total],
  ...amountRows(sighting),
  ...Object.entries(sighting.partners).map(
    ([link, number]): Detail => [link, `${number} different`],
  ),
];

function amountRows({ amounts }: Sighting): readonly Detail[] {
  if (amounts === undefined) return [];
  const { currency, windows } = amounts;
  const sums = windowsOf(windows).map(
    ([window, { count, tenThousandths }]) =>
      `${window}: ${(tenThousandths / unit).toFixed(2)} in ${many(count, 'purchase')}`,
  );
  return [[`spent (${currency})`, sums]];
}

const unit = 10_000;

/** `last7Days` → `7 days`. */
const windowsOf = <Value>(windows: Readonly<Record<string, Value>>): [string, Value][] =>
  Object.entries(windows).map(([name, value]) => [
    name.replace(
      /^last(\d+)([A-Z].*)$/,
      (_, number, unitName) => `${number} ${unitName.toLowerCase()}`,
    ),
    value,
  ]);

type Partner = Portrait['partners'][number];

const columns: readonly Column<Partner>[] = [
  { title: 'link', of: ({ link }) => link },
  { title: 'with', of: ({ kind, pseudonym }) => `${kind} ${pseudonym}…` },
  { title: 'first', of: ({ sighting }) => dayOf(sighting.firstSeen) },
  { title: 'last', of: ({ sighting }) => dayOf(sighting.lastSeen) },
  { title: 'times', of: ({ sighting }) => String(sighting.total) },
];

function showPartners(rows: readonly Partner[], terminal: Terminal): void {
  if (rows.length === 0) return;
  terminal.say();
  for (const line of table({ columns, rows }, terminal.style)) terminal.say(line);
}

/** Forgets one element, and every link to it. */
export async function eraseElement(
  options: ElementOptions & { readonly yes?: boolean },
  terminal: Terminal,
): Promise<void> {
  const { environment, project, yes } = options;
  const { name, role, members } = await readElement(options, terminal);
  const question = `Forget this ${name} in the network of ${project} in ${environment}, and every link to it? It cannot be undone.`;
  await confirm({ question, yes });
  await withAdmin({ ...options, terminal, timeoutMs, doing: 'Forgetting' }, async ({ api }) => {
    const params = { path: { environment, project } };
    const body = { role, members };
    const path = '/v1/{environment}/projects/{project}/network/erasure';
    const receipt = await answerOf(api.POST(path, { params, body }));
    terminal.emit('erased', { ...receipt });
    const { elements, links, records, remains } = receipt;
    if (elements === 0)
      tell(`The network of ${project} has never seen this ${name}. Nothing changed.`, terminal);
    else
      tell(
        `Forgotten: the ${name}, ${many(links, 'link')} to it, and what ${many(records, 'record')} of the log held of it. ${remains}`,
        terminal,
      );
  });
}

/** Every file of the log is looked through. */
const timeoutMs = 30 * 60_000;
