/** The doctor in this process, in a folder, with what it tells caught. */

import { readFailure, tellFailure } from '../../packages/cli/src/failure.ts';
import { createProgram } from '../../packages/cli/src/run.ts';
import { createTerminal } from '../../packages/cli/src/terminal.ts';

export interface ToldDiagnosis {
  readonly file: string;
  readonly code: string;
  readonly sentence: string;
  readonly isNote: boolean;
}

/** What the doctor told: to a program, and to a person. */
export interface Told {
  readonly files: readonly string[];
  readonly diagnoses: readonly ToldDiagnosis[];
  readonly failure: string | undefined;
  readonly out: string;
  readonly err: string;
}

/** Types `whorl doctor …` in a folder, once for a program and once for a person. */
export async function examine(typed: readonly string[], folder: string): Promise<Told> {
  const before = process.cwd();
  process.chdir(folder);
  try {
    const events = await type([...typed, '--json']);
    const words = await type(typed);
    const parsed = events.out
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
    const examined = parsed.filter(({ event }) => event === 'examined');
    return {
      files: examined.map(({ file }) => file),
      diagnoses: examined.flatMap(({ file, diagnoses }) =>
        diagnoses.map((one: object) => ({ file, ...one })),
      ),
      failure: parsed.find(({ event }) => event === 'error')?.message,
      out: events.out + words.out,
      err: events.err + words.err,
    };
  } finally {
    process.chdir(before);
  }
}

async function type(typed: readonly string[]): Promise<{ out: string; err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const terminal = createTerminal({
    json: typed.includes('--json'),
    out: { write: (text) => void out.push(text) },
    err: { write: (text) => void err.push(text) },
    noColor: true,
  });
  try {
    await createProgram(terminal).parseAsync(['doctor', ...typed], { from: 'user' });
  } catch (error) {
    tellFailure(readFailure(error), terminal);
  }
  return { out: out.join(''), err: err.join('') };
}
