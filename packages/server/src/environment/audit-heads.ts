import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere } from '../config/durable-file.ts';
import type { AuditHead } from '../registry/audit.ts';
import type { ExportedHead, TrailName, TrailVerdict } from './house.ts';

/** The heads that were exported, a JSON object a line. Copies of it belong on another machine. */
const fileOf = (folder: string): string => join(folder, 'audit-heads.jsonl');

/** Where a trail's newest link is read. */
export type Heads = Readonly<Partial<Record<TrailName, () => Promise<AuditHead>>>>;

/**
 * Notes the newest link of every trail, where it is another than the last time: what is cut off a trail
 * later shows against it.
 *
 * @returns the heads that are new
 */
export async function exportHeads(
  folder: string,
  heads: Heads,
  nowMs: number,
): Promise<readonly ExportedHead[]> {
  const text = await read(folder);
  const known = headsIn(text);
  const fresh: ExportedHead[] = [];
  for (const [name, newest] of Object.entries(heads)) {
    const trail = name as TrailName;
    const { seq, mac } = await newest();
    const last = known.findLast((head) => head.trail === trail);
    if (seq > 0 && last?.mac !== mac) fresh.push({ trail, seq, mac });
  }
  const at = new Date(nowMs).toISOString();
  const lines = fresh.map((head) => `${JSON.stringify({ at, ...head })}\n`).join('');
  // What a crash left unfinished is ended first, so that the next line stands by itself.
  const start = text === '' || text.endsWith('\n') ? '' : '\n';
  if (lines !== '') await appendFile(fileOf(folder), start + lines, { mode: 0o600 });
  return fresh;
}

/** The heads that were exported so far. A line that a crash left unfinished is passed over. */
export const readExportedHeads = async (folder: string): Promise<readonly ExportedHead[]> =>
  headsIn(await read(folder));

/**
 * What is to be said of trails that were exported and are not there: their database was taken away. A trail
 * that is always there is made anew by a start, and its heads show that it was.
 */
export function lostTrails(
  exported: readonly ExportedHead[],
  present: readonly TrailName[],
): readonly TrailVerdict[] {
  const heads = exported.filter(({ trail }) => trail === 'production' && !present.includes(trail));
  const seq = Math.max(0, ...heads.map((head) => head.seq));
  if (seq === 0) return [];
  const sentence = `The trail is not there, but record ${seq} of it was exported: its database was taken away. Restore the folder from a copy.`;
  return [{ trail: 'production', verdict: { ok: false, seq, sentence } }];
}

const read = async (folder: string): Promise<string> => (await readIfThere(fileOf(folder))) ?? '';

const headsIn = (text: string): readonly ExportedHead[] =>
  text.split('\n').flatMap((line) => readHead(line) ?? []);

function readHead(line: string): ExportedHead | undefined {
  try {
    const { trail, seq, mac } = JSON.parse(line) as ExportedHead;
    return { trail, seq, mac };
  } catch {
    return undefined;
  }
}
