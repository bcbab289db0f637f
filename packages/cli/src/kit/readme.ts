import { visible } from '../visible.ts';
import type { KitConfig } from './kit-config.ts';
import type { LanguageRow } from './languages.ts';

/** The five lines that say what a kit is and how it is run. */
export function readme(config: KitConfig, row: LanguageRow): string {
  const { baseUrl, project, environment } = config;
  const [first, second] = row.steps(config).map((step) => (row.isApp ? step : `\`${step}\``));
  const lines = [
    `# ${project}: ${row.title}, ${environment}`,
    `One sealed call to ${baseUrl}. It needs ${row.needs}; \`config.json\` names every file. Private keys stay out of version control.`,
    `A refusal is explained, and \`npx whorl doctor .\` says what to mend. ${row.isApp ? 'Two steps' : 'In this folder'}:`,
    `1. ${first}`,
    `2. ${second}`,
  ];
  // Paths of private keys may be called anything.
  return lines.map((line) => `${visible(line)}\n`).join('');
}
