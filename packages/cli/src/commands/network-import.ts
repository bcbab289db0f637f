import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { answerOf } from '../admin/client.ts';
import { withAdmin } from '../admin/with-admin.ts';
import { NotFinished, NotVerified, UsageError } from '../exit-codes.ts';
import { foldIndented } from '../fold.ts';
import { type FileBytes, findFile } from '../history/file-bytes.ts';
import { importIdOf } from '../history/import-id.ts';
import { parseMapping } from '../history/mapping.ts';
import { type ReadOptions, readHistory } from '../history/read-history.ts';
import { count, summarise } from '../history/tally.ts';
import { type Brought, bring } from '../history-import/bring.ts';
import type { Destination } from '../history-import/deliver.ts';
import { resume } from '../history-import/resume.ts';
import { many } from '../many.ts';
import { readNamed } from '../read-text.ts';
import { tell, tellAside } from '../tell.ts';
import type { Terminal } from '../terminal.ts';
import type { ProjectOptions } from './project.ts';

/** What `whorl network import` was told. */
export interface ImportOptions extends ProjectOptions {
  /** A path, or `-` for standard input. */
  readonly file: string;
  readonly map?: readonly string[];
  /** JSON file of fields and columns. */
  readonly mapping?: string;
  readonly delimiter?: 'comma' | 'semicolon' | 'tab';
  readonly timeZone?: string;
  readonly currency?: string;
  readonly amountMinor?: boolean;
  /** Where rejected rows are told of. */
  readonly rejects?: string;
}

/**
 * Counts a project's history. It can be stopped at any moment: typed again it goes on, and counts nothing twice.
 *
 * @throws UsageError for a file that cannot be read; NotFinished when it was stopped; NotVerified when no row was
 * good
 */
export async function importHistory(options: ImportOptions, terminal: Terminal): Promise<void> {
  const { environment, project } = options;
  const reading = await readingOf(options);
  const file = await findFile(options.file);
  await refuseOnto(options.file, rejectsPath(options));
  await tryBeginning(file, reading);
  await withAdmin({ ...options, terminal }, async ({ api }) => {
    const path = { environment, project };
    // Whether it may be brought there is known before a long file is read.
    const { name } = await answerOf(
      api.GET('/v1/{environment}/projects/{project}', { params: { path } }),
    );
    const importId = await importIdOf(file, reading);
    const counted = importId === undefined ? 0 : await countedThrough({ api, path, importId });
    if (counted > 0) tellAside(`Lines 1 to ${count(counted)} were counted before.`, terminal);
    const destination = { api, path, importId: importId ?? randomBytes(32).toString('hex') };
    const resumed = await resume(counted, rejectsPath(options));
    try {
      const done = await bring({ file, reading, destination, ...resumed, terminal });
      const isResumable = importId !== undefined;
      report({ ...done, name, isResumable, rejectsPath: rejectsPath(options) }, terminal);
    } finally {
      await resumed.rejects.close();
    }
  });
}

/** Told of in the history itself, its rejected rows would replace it. */
async function refuseOnto(file: string, rejects: string): Promise<void> {
  const [one, other] = await Promise.all([file, rejects].map((path) => stat(path).catch(() => {})));
  if (one === undefined || other === undefined || file === '-') return;
  if (one.dev === other.dev && one.ino === other.ino)
    throw new UsageError(`${rejects} is the history itself. Name another file with --rejects.`);
}

/** A mapping that does not fit is told before the whole file is read for its name. */
async function tryBeginning(file: FileBytes, reading: ReadOptions): Promise<void> {
  if (file.sizeBytes === undefined) return;
  const history = readHistory({ name: file.name, chunks: file.read() }, reading);
  await history.next();
  await history.return(undefined);
}

async function readingOf(options: ImportOptions): Promise<ReadOptions> {
  const { map, mapping: name, delimiter, timeZone, currency, amountMinor } = options;
  const file = name === undefined ? undefined : { name, text: await readNamed('--mapping', name) };
  return {
    mapping: parseMapping({ ...(map && { map }), ...(file && { file }) }),
    delimiter: delimiter && delimiters[delimiter],
    timeZone,
    currency,
    amountMinor,
  };
}

const delimiters = { comma: ',', semicolon: ';', tab: '\t' } as const;

const rejectsPath = ({ file, rejects }: ImportOptions): string =>
  rejects ?? `${file === '-' ? 'history' : basename(file)}.rejects.csv`;

async function countedThrough({ api, path, importId }: Destination): Promise<number> {
  const params = { path: { ...path, import: importId } };
  const route = '/v1/{environment}/projects/{project}/network/imports/{import}';
  return (await answerOf(api.GET(route, { params }))).throughLine;
}

function report(
  { tally, counted, throughLine, elapsedMs, name, rejectsPath: path, ...more }: Reported,
  terminal: Terminal,
): void {
  const { rows, rejected, reasons } = tally.tally;
  const rate = Math.round((rows * 1000) / Math.max(elapsedMs, 1));
  const seconds = Math.max(1, Math.round(elapsedMs / 100)) / 10;
  const file = rejected === 0 ? {} : { rejectsFile: path };
  terminal.emit('import', {
    project: name,
    rows,
    counted,
    rejected,
    throughLine,
    seconds,
    ...file,
  });
  const [sum = '', ...why] = summarise({ rows, rejected, reasons }, path);
  tell(sum, terminal);
  for (const line of why.flatMap((one) => foldIndented(one, 2))) terminal.say(line);
  const speed = `in ${seconds} s, ${count(rate)} rows a second`;
  tell(`Counted ${many(counted, 'purchase')} of ${name}, ${speed}.`, terminal);
  if (more.isStopped)
    throw new NotFinished(`Stopped; lines 1 to ${count(throughLine)} are counted. ${next(more)}`);
  if (rows > 0 && rows === rejected) throw new NotVerified('No row could be counted.');
}

const next = ({ isResumable }: Pick<Reported, 'isResumable'>): string =>
  isResumable
    ? 'The same command goes on from there.'
    : 'Standard input cannot be gone on with: typed again, all of it counts anew. Import a file instead.';

interface Reported extends Brought {
  readonly name: string;
  readonly isResumable: boolean;
  readonly rejectsPath: string;
}
