import type { AdminSchemas } from '@whorl/contract/admin';
import { type Column, table } from '../table.ts';
import { tell, tellAside } from '../tell.ts';
import type { Terminal } from '../terminal.ts';
import { openFolder } from './folder.ts';
import { type Written, writeOnce } from './write.ts';

/** Where files go, and which of them will surely be new. */
export interface HandOverOptions {
  readonly out: string;
  readonly force?: boolean | undefined;
  readonly names: readonly string[];
}

/**
 * Asks for files that are handed over once, and writes them.
 *
 * @param ask sends the request; the folder was tried by then
 * @throws UsageError before anything is asked for, HandOverLost, and what `ask` throws
 */
export async function handOver<Made extends { readonly files: readonly AdminSchemas['File'][] }>(
  { out, force = false, names }: HandOverOptions,
  ask: () => Promise<Made>,
): Promise<{ readonly made: Made; readonly written: Written }> {
  const folder = await openFolder({ out, force }, names);
  const made = await ask().catch(async (error: unknown) => {
    await folder.abandon();
    throw error;
  });
  return { made, written: await writeOnce(made.files, { out, force }) };
}

/** Says which file is what. */
export function tellWritten({ folder, files, detour }: Written, terminal: Terminal): void {
  const { say, style } = terminal;
  if (detour !== undefined) tellAside(detour, terminal);
  if (files.length === 0) return;
  say(`${style.bold('Written')} to ${folder}:`);
  const rows = files.map(({ path, secret, what }) => ({
    name: `  ${path.slice(folder.length + 1)}`,
    mark: secret ? 'secret' : '',
    what,
  }));
  const columns = files.some(({ secret }) => secret) ? [name, mark, sense] : [name, sense];
  for (const line of table({ columns, rows }, style)) say(line);
}

interface Line {
  readonly name: string;
  readonly mark: string;
  readonly what: string;
}

const name: Column<Line> = { title: '', of: (line) => line.name };
const mark: Column<Line> = { title: '', of: (line) => line.mark };
const sense: Column<Line> = { title: '', of: (line) => line.what };

/** Says that there is no second time. */
export function tellOnce({ files }: Written, terminal: Terminal): void {
  if (files.some(({ secret }) => secret))
    tell(
      'What is marked secret was handed over this once: the service does not keep it.',
      terminal,
    );
}
