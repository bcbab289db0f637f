/** The reference pages that come from the engine's tables. */
import {
  type Bin,
  type Model,
  models,
  type ReasonCodeRow,
  reasonCodes,
  type Signal,
  signals,
  warningTexts,
} from '@whorl/engine';
import { page as pageFrom, table } from './docs-page.ts';

/** Every page by its path from the root of the repository. */
export function engineReference(): Record<string, string> {
  return {
    'docs/reference/signals.md': signalsPage(),
    'docs/reference/warnings.md': warningsPage(),
    'docs/reference/reason-codes.md': reasonCodesPage(),
  };
}

const page = (...parts: readonly string[]): string =>
  pageFrom('the tables of packages/engine', ...parts);

const code = (text: string): string => `\`${text}\``;

function signalsPage(): string {
  const list: readonly Signal[] = signals;
  return page(
    '# Signals',
    'Everything that can be said about a call, in the order in which it is said. A signal that says ' +
      'nothing is left out: what was not given is absent, what was never seen is 0. Each call is ' +
      'recorded with its signals, and scored from them alone.',
    '## In the answer',
    table(
      ['signal', 'member of the answer', 'meaning', 'unit'],
      list.flatMap(({ name, field, meaning, unit }) =>
        field === undefined ? [] : [[code(name), code(field), meaning, unit]],
      ),
    ),
    '## For the score alone',
    table(
      ['signal', 'meaning', 'unit'],
      list
        .filter(({ field }) => field === undefined)
        .map(({ name, meaning, unit }) => [code(name), meaning, unit]),
    ),
  );
}

function warningsPage(): string {
  return page(
    '# Warnings',
    '`individualInsights.warnings` says what was odd about a call that was answered all the same, as ' +
      '`<Element>: <text>`, for example `Primary Email: Invalid username syntax`. It is always there, ' +
      'empty if there is nothing to say.',
    table(
      ['code', 'text'],
      Object.entries(warningTexts).map(([name, text]) => [code(name), text]),
    ),
  );
}

function reasonCodesPage(): string {
  const rows = reasonCodes.map((row: ReasonCodeRow) => [code(row.code), row.severity, row.meaning]);
  return page(
    '# Reason codes',
    '`scores.identityRisk` is a number from 0 to 500, higher is riskier, with the reason that weighed ' +
      'most on the side of its severity. The ranges of codes are those of the wire, the meanings ours.',
    table(['code', 'severity', 'meaning'], rows),
    ...Object.values(models).flatMap(modelSection),
  );
}

function modelSection(model: Model): readonly string[] {
  const bands = model.bands.map(({ severity, from }) => `${severity} from ${from}`).join(', ');
  const rows = model.rows.flatMap(({ signal, bins }) =>
    bins
      .filter(({ points }) => points !== 0)
      .map((bin) => [code(signal), condition(bin), signed(bin.points), codeOf(bin), bin.because]),
  );
  return [
    `## Model ${model.name}`,
    `${model.frozen ? 'Frozen: it never changes.' : 'Not frozen: it may still change.'} The score is ` +
      `${model.base} plus the points of each signal, of whose lines the first that holds counts, ` +
      `within 0 and 500. Severity: ${bands}. A medium score tells a high reason under its J code.`,
    table(['signal', 'when', 'points', 'code', 'because'], rows),
  ];
}

function condition(bin: Bin): string {
  if ('missing' in bin) return 'absent';
  if ('is' in bin) return `is ${code(String(bin.is))}`;
  return 'atMost' in bin ? `≤ ${bin.atMost}` : `≥ ${bin.atLeast}`;
}

const signed = (points: number): string => (points > 0 ? `+${points}` : `−${-points}`);

const codeOf = (bin: Bin): string => ('code' in bin ? code(bin.code) : '');
