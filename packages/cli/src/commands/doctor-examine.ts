import { join } from 'node:path';
import type { CredentialFlags } from '../credentials.ts';
import { gatherFiles } from '../doctor/gather-files.ts';
import { judgeAll, type Verdict } from '../doctor/judge.ts';
import { isFolder, readFiles } from '../doctor/read-files.ts';
import { summaryOf, tellVerdicts } from '../doctor/report.ts';
import type { Role } from '../doctor/role.ts';
import { NotVerified, UsageError } from '../exit-codes.ts';
import { tell } from '../tell.ts';
import type { Terminal } from '../terminal.ts';

/** What `whorl doctor FILE…` was told. */
export interface ExamineOptions extends Omit<CredentialFlags, 'credentials' | 'baseUrl'> {
  readonly files: readonly string[];
  readonly keyStore?: string;
  readonly keyStorePasswordFile?: string;
}

/**
 * Examines files, each by itself and all together.
 *
 * @throws NotVerified where one has a fault, which was told by then
 */
export async function examineFiles(options: ExamineOptions, terminal: Terminal): Promise<void> {
  const wanted = await gatherFiles({
    paths: await pathsOf(options),
    roles: rolesOf(options),
    keyStorePasswordFile: options.keyStorePasswordFile,
  });
  const files = await readFiles(wanted);
  const verdicts = await judgeAll({ files, nowMs: Date.now() });
  tellVerdicts(verdicts, terminal);
  const summary = summaryOf(verdicts);
  if (verdicts.some(hasFault)) throw new NotVerified(`Found ${summary}.`);
  terminal.say();
  tell(`All is well: ${summary}.`, terminal);
}

const hasFault = ({ diagnoses }: Verdict): boolean => diagnoses.some(({ isNote }) => !isNote);

/** Without any, the demo's. */
async function pathsOf(options: ExamineOptions): Promise<readonly string[]> {
  const { files, data } = options;
  if (files.length > 0 || Object.keys(rolesOf(options)).length > 0) return files;
  const demo = join(data, 'demo');
  if (await isFolder(demo)) return [demo];
  throw new UsageError(
    `Name files or a folder: \`npx whorl doctor FILE…\`. There is no ${demo}, which is examined where nothing is named.`,
  );
}

function rolesOf(options: ExamineOptions): Readonly<Partial<Record<Role, string>>> {
  const { cert, key, ca, requestKey, responseKey, keyStore } = options;
  const all = { certificate: cert, privateKey: key, ca, requestKey, responseKey, keyStore };
  return Object.fromEntries(Object.entries(all).filter(([, path]) => path !== undefined));
}
