/** The reference pages that come from the tables of errors and settings. */
import { type DiagnosisRow, diagnosisGroups, type ProblemRow, problems } from '@whorl/contract';
import {
  environmentName,
  type SettingRow,
  settingRows,
} from '../packages/server/src/config/settings.ts';
import { page, table } from './docs-page.ts';

/** Every page by its path from the root of the repository. */
export function serviceReference(): Record<string, string> {
  return {
    'docs/reference/diagnoses.md': diagnosesPage(),
    'docs/reference/errors.md': errorsPage(),
    'docs/reference/settings.md': settingsPage(),
  };
}

function errorsPage(): string {
  const rows = Object.values<ProblemRow>(problems).map((row) => [
    String(row.status),
    row.source,
    `\`${row.reasonCode}\``,
    row.description,
    row.recoverable ? 'yes' : 'no',
    row.when,
  ]);
  return page(
    'packages/contract/src/problem.ts',
    '# Errors',
    'Every way a call can be refused. *Recoverable* says whether the same call may succeed later.',
    table(['status', 'Source', 'ReasonCode', 'Description', 'recoverable', 'when'], rows),
  );
}

function diagnosesPage(): string {
  const groups = Object.entries<Readonly<Record<string, DiagnosisRow>>>(diagnosisGroups);
  return page(
    'packages/contract/src/diagnosis/',
    '# Diagnoses',
    'What can be wrong between a caller and the service, and how it is mended: every sentence of the sandbox’s `Details` and of `whorl doctor`.',
    'Words in brackets are those of the case. *Noted* is what works here, and is refused by others.',
    ...groups.flatMap(([title, rows]) => [`## ${title}`, diagnosisTable(rows)]),
  );
}

function diagnosisTable(rows: Readonly<Record<string, DiagnosisRow>>): string {
  const lines = Object.entries(rows).map(([code, [fault, cure, grade]]) => [
    grade === 'note' ? `\`${code}\`, noted` : `\`${code}\``,
    literal(fault),
    literal(cure),
  ]);
  return table(['code', 'what is wrong', 'how it is mended'], lines);
}

/** As text: what looks like a tag or a link is none. */
const literal = (text: string): string => text.replace(/[<>[\]*_]/g, '\\$&');

function settingsPage(): string {
  const rows = Object.entries<SettingRow>(settingRows).map(([name, row]) => [
    `\`${name}\``,
    `\`${environmentName(name)}\``,
    row.default === '' ? 'not set' : `\`${row.default}\``,
    valuesOf(row),
    row.meaning,
  ]);
  return page(
    'packages/server/src/config/settings.ts',
    '# Settings',
    'A value comes from a flag, else from the environment, else from `settings.json` in the data folder, else from the default.',
    table(['setting', 'in the environment', 'default', 'values', 'meaning'], rows),
  );
}

function valuesOf(row: SettingRow): string {
  if (row.kind === 'number') return `${grouped(row.min)} to ${grouped(row.max)}`;
  if (row.oneOf.length > 0) return row.oneOf.map((word) => `\`${word}\``).join(', ');
  return row.form?.wanted ?? 'any text';
}

/** 3600000 → 3,600,000, the same on every machine. */
const grouped = (number: number): string => number.toLocaleString('en-GB');
