/** The reference pages that come from the tables of errors and settings. */
import { type ProblemRow, problems } from '@whorl/contract';
import {
  environmentName,
  type SettingRow,
  settingRows,
} from '../packages/server/src/config/settings.ts';
import { page, table } from './docs-page.ts';

/** Every page by its path from the root of the repository. */
export function serviceReference(): Record<string, string> {
  return {
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
