/** Prints a table of figures: name, value, what it means. */
export function printRows(
  title: string,
  rows: readonly (readonly [string, string, string])[],
): void {
  console.log(`\n${title}`);
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  for (const [name, value, meaning] of rows)
    console.log(
      `  ${name.padEnd(widths[0] ?? 0)}  ${value.padStart(widths[1] ?? 0)}  ${meaning}`.trimEnd(),
    );
}
