import { certificateFingerprint, type Diagnosis, spkiFingerprint } from '@whorl/contract';
import { foldIndented } from '../fold.ts';
import type { Terminal } from '../terminal.ts';
import { dayOf, visible } from '../visible.ts';
import { isoOf } from './certificate-words.ts';
import { describe } from './content.ts';
import type { ExaminedFile } from './examined-file.ts';
import type { Verdict } from './judge.ts';
import { publicKeyOf } from './keys.ts';
import { type Role, roleTitles } from './role.ts';

/** Tells what each file is and what is wrong with it, then how many faults there are. */
export function tellVerdicts(verdicts: readonly Verdict[], terminal: Terminal): void {
  for (const verdict of verdicts) {
    terminal.emit('examined', eventOf(verdict));
    tellOne(verdict, terminal);
  }
}

function tellOne({ file, diagnoses }: Verdict, { say, style }: Terminal): void {
  const isGood = diagnoses.every(({ isNote }) => isNote);
  const mark = isGood ? style.good('✓') : style.bad('✗');
  say(`${mark} ${style.bold(visible(file.path))}  ${titleOf(file)}`);
  const { name, until, kid, certificate } = factsOf(file);
  const whose = [name && visible(name), until && `until ${until}`].filter(Boolean).join(', ');
  if (whose !== '') say(style.dim(`  ${whose}`));
  if (kid !== undefined) say(style.dim(`  kid         ${kid}`));
  if (certificate !== undefined) say(style.dim(`  certificate ${certificate}`));
  for (const diagnosis of diagnoses) tellDiagnosis(diagnosis, { say, style });
}

const titleOf = ({ role, content }: ExaminedFile): string =>
  role === undefined ? describe(content) : `${roleTitles[role]}: ${describe(content)}`;

function tellDiagnosis(
  { fault, cure, isNote }: Diagnosis,
  { say, style }: Pick<Terminal, 'say' | 'style'>,
): void {
  const [first = '', ...rest] = foldIndented(`${fault}.`, 6);
  const mark = isNote ? style.bold('!') : style.bad('✗');
  say(`    ${mark} ${isNote ? first.trimStart() : style.bold(first.trimStart())}`);
  for (const line of rest) say(isNote ? line : style.bold(line));
  // Without a full stop: a cure may end in a command to copy.
  for (const line of foldIndented(`To mend it: ${cure}`, 6)) say(line);
}

/** What is known of the first key or certificate of a file. */
interface Facts {
  readonly name?: string | undefined;
  readonly until?: string | undefined;
  /** Of its public key, where that can be a `kid`. */
  readonly kid?: string | undefined;
  readonly certificate?: string | undefined;
}

/** Both fingerprints, each by its name: which is which is what takes people days. */
function factsOf({ role, content }: ExaminedFile): Facts {
  const [certificate] = content.certificates;
  const key = role !== undefined && withoutKid.includes(role) ? undefined : publicKeyOf(content);
  return {
    ...(certificate && {
      name: /^CN=(.*)$/m.exec(certificate.subject)?.[1],
      until: dayOf(isoOf(certificate.validTo)),
    }),
    ...(key && { kid: spkiFingerprint(key) }),
    ...(certificate && { certificate: certificateFingerprint(certificate.raw) }),
  };
}

const withoutKid: readonly Role[] = ['ca', 'certificate', 'privateKey', 'keyStore'];

const eventOf = ({ file, diagnoses }: Verdict): Readonly<Record<string, unknown>> => ({
  file: file.path,
  what: describe(file.content),
  ...(file.role !== undefined && { role: file.role }),
  ...factsOf(file),
  diagnoses,
});

/** All in one sentence: `2 faults and 1 note in 7 files`. */
export function summaryOf(verdicts: readonly Verdict[]): string {
  const all = verdicts.flatMap(({ diagnoses }) => diagnoses);
  const notes = all.filter(({ isNote }) => isNote).length;
  const faults = all.length - notes;
  const found = [counted(faults, 'fault'), ...(notes > 0 ? [counted(notes, 'note')] : [])];
  return `${found.join(' and ')} in ${counted(verdicts.length, 'file')}`;
}

const counted = (count: number, noun: string): string =>
  `${count === 0 ? 'no' : count} ${noun}${count === 1 ? '' : 's'}`;
