/** How generated reference pages look. */

/** A page with the notice of what it is generated from. */
export function page(source: string, ...parts: readonly string[]): string {
  const notice = `<!-- Generated from ${source} by \`npm run docs\`. Do not edit. -->`;
  return `${[notice, ...parts].join('\n\n')}\n`;
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
