import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere } from '../config/durable-file.ts';
import type { AuditHead } from '../registry/audit.ts';
import type { ExportedHead, TrailName } from './house.ts';

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
  const known = await readExportedHeads(folder);
  const fresh: ExportedHead[] = [];
  for (const [name, read] of Object.entries(heads)) {
    const trail = name as TrailName;
    const { seq, mac } = await read();
    const last = known.findLast((head) => head.trail === trail);
    if (seq > 0 && last?.mac !== mac) fresh.push({ trail, seq, mac });
  }
  const at = new Date(nowMs).toISOString();
  const lines = fresh.map((head) => `${JSON.stringify({ at, ...head })}\n`).join('');
  if (lines !== '') await appendFile(fileOf(folder), lines, { mode: 0o600 });
  return fresh;
}

/** The heads that were exported so far. A line that a crash left unfinished is passed over. */
export async function readExportedHeads(folder: string): Promise<readonly ExportedHead[]> {
  const text = (await readIfThere(fileOf(folder))) ?? '';
  return text.split('\n').flatMap((line) => readHead(line) ?? []);
}

function readHead(line: string): ExportedHead | undefined {
  try {
    const { trail, seq, mac } = JSON.parse(line) as ExportedHead;
    return { trail, seq, mac };
  } catch {
    return undefined;
  }
}
