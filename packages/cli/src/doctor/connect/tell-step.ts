import type { Diagnosis } from '@whorl/contract';
import { columns, fold, foldIndented } from '../../fold.ts';
import { tell } from '../../tell.ts';
import type { Style, Terminal } from '../../terminal.ts';
import type { Step, StepName } from './step.ts';

/** How steps are called on a terminal. */
const titles: Readonly<Record<StepName, string>> = {
  url: 'URL',
  files: 'files',
  name: 'name',
  connection: 'connection',
  tls: 'TLS',
  asked: 'asks for',
  call: 'call',
  answer: 'answer',
  clock: 'clock',
};

const textColumn = 14;
const timeWidth = '12345.6 ms'.length;
/** Of what stands beside the time. */
const firstWidth = columns - textColumn - timeWidth - 1;

/** Says how a step went: a line or more for a person, an event for a program. */
export function tellStep(step: Step, terminal: Terminal): void {
  emit(step, terminal);
  for (const line of printStep(step, terminal.style)) terminal.say(line);
  for (const { sentence } of step.notes)
    for (const line of foldIndented(`note: ${sentence}.`, textColumn)) terminal.say(line);
  if (step.fault !== undefined) tellFault(step.fault, terminal);
}

function emit(
  { name, state, durationMs, facts, notes, fault }: Step,
  { emit: to }: Terminal,
): void {
  const ok = state !== 'fault';
  const skipped = state === 'skipped' && { skipped: true };
  const said = { ...(notes.length > 0 && { notes }), ...(fault && { diagnosis: fault }) };
  to('step', { name, ok, durationMs, ...skipped, ...facts, ...said });
}

const marks = {
  ok: ({ good }: Style) => good('✓'),
  fault: ({ bad }: Style) => bad('✗'),
  skipped: ({ dim }: Style) => dim('–'),
} as const satisfies Record<Step['state'], (style: Style) => string>;

/** The lines of one step: its mark, its name, what was seen, and its time at the right. */
export function printStep({ name, state, found, durationMs }: Step, style: Style): string[] {
  const [seen = '', ...more] = found;
  const [first = '', ...rest] = fold(seen, firstWidth);
  const title = `${marks[state](style)} ${style.bold(titles[name].padEnd(textColumn - 2))}`;
  const time = state === 'skipped' ? '' : `${durationMs.toFixed(1)} ms`;
  const gap = ' '.repeat(Math.max(1, columns - textColumn - first.length - time.length));
  return [
    (title + first + gap + style.dim(time)).trimEnd(),
    ...[...rest, ...more].flatMap((text) => foldIndented(text, textColumn)),
  ];
}

function tellFault({ fault, cure }: Diagnosis, terminal: Terminal): void {
  terminal.say();
  tell(`What is wrong: ${fault}.`, terminal);
  tell(`To mend it: ${cure}.`, terminal);
}
