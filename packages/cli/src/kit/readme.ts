import { quoted } from '../retyped.ts';
import { visible } from '../visible.ts';
import type { Kit } from './kit.ts';
import type { LanguageRow } from './languages.ts';

/**
 * The five lines that say what a kit is and how it is run. The doctor is asked in Whorl's own folder: anywhere else
 * `npx` would fetch whatever has that name on a registry.
 */
export function readme(
  { config, folder }: Pick<Kit, 'config' | 'folder'>,
  row: LanguageRow,
): string {
  const { baseUrl, project, environment } = config;
  const [first, second] = row.steps(config).map((step) => (row.isApp ? step : `\`${step}\``));
  const lines = [
    `# ${project}: ${row.title}, ${environment}`,
    `One sealed call to ${baseUrl}. It needs ${row.needs}; \`config.json\` names every file. Private keys stay out of version control.`,
    `A refusal is explained; what to mend, \`npx whorl doctor ${quoted(folder)}\` says, typed in Whorl's own folder. ${row.isApp ? 'Two steps' : 'In this one'}:`,
    `1. ${first}`,
    `2. ${second}`,
  ];
  // Paths of private keys may be called anything.
  return lines.map((line) => `${visible(line)}\n`).join('');
}
