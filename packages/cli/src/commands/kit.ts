import { resolve } from 'node:path';
import type { AdminApi } from '../admin/client.ts';
import { type AdminOptions, type EnvironmentName, withAdmin } from '../admin/with-admin.ts';
import { UsageError } from '../exit-codes.ts';
import { foldIndented } from '../fold.ts';
import { openFolder, type Place } from '../hand-over/folder.ts';
import { tellOnce, tellWritten } from '../hand-over/hand-over.ts';
import { type Written, writeFiles, writeOnce } from '../hand-over/write.ts';
import { expectOurs, type GivenFlags, isGiven, readBaseUrl, readGiven } from '../kit/given.ts';
import type { Kit } from '../kit/kit.ts';
import { kitFiles, namesOf } from '../kit/kit-files.ts';
import { type LanguageName, type LanguageRow, languages } from '../kit/languages.ts';
import { findBaseUrl, type MadeNames, madeFiles, makeCredentials } from '../kit/made.ts';
import { quoted, retyped } from '../retyped.ts';
import { tellAside, tellNext } from '../tell.ts';
import type { Terminal } from '../terminal.ts';

/** What `whorl kit` was told. */
export interface KitOptions extends AdminOptions, GivenFlags {
  readonly environment: EnvironmentName;
  readonly for: LanguageName;
  readonly out?: string;
  readonly force?: boolean;
}

/** Writes a folder that calls as it is. */
export async function kit(options: KitOptions, terminal: Terminal): Promise<void> {
  checkName(options.project);
  const finished = isGiven(options) ? await ofGiven(options) : await ofMade(options, terminal);
  tell(finished, { options, terminal });
}

interface Finished {
  readonly facts: Omit<Kit, 'request'>;
  readonly written: Written;
  readonly made: MadeNames;
}

/** A name goes into file names and texts; the service's own are of this form. */
function checkName(project: string): void {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(project)) return;
  throw new UsageError(
    'The project’s name is letters, digits, dots, hyphens and underscores, at most 64; a kit without a project of Whorl may have any such name.',
  );
}

const placeOf = (options: KitOptions): Place => {
  const { out = `${options.project}-${options.for}`, force = false } = options;
  return { out, force };
};

/** Of credentials that are there. No admin API is asked. */
async function ofGiven(options: KitOptions): Promise<Finished> {
  const place = placeOf(options);
  const where = { row: languages[options.for], folder: resolve(place.out) };
  const facts = await readGiven(options, where);
  const files = await kitFiles(facts, options.for);
  const names = files.map(({ name }) => name);
  const folder = await openFolder(place, names);
  const written = await writeFiles(files, place).catch(async (error: unknown) => {
    await folder.abandon();
    throw error;
  });
  return { facts, written, made: {} };
}

/** Of credentials that are made for it, and handed over this once. */
async function ofMade(options: KitOptions, terminal: Terminal): Promise<Finished> {
  const place = placeOf(options);
  const given = options.baseUrl === undefined ? undefined : readBaseUrl(options.baseUrl);
  if (given !== undefined) expectOurs(given);
  return withAdmin({ ...options, terminal }, async ({ api }) => {
    const baseUrl = given ?? (await findBaseUrl(api, options.environment));
    const names = [...namesOf(options.for), ...Object.values(madeFiles(languages[options.for]))];
    const folder = await openFolder(place, names);
    const made: MadeNames = {};
    try {
      const facts = await makeFacts(api, { options, baseUrl, made });
      const written = await writeOnce(await kitFiles(facts, options.for), place);
      return { facts, written, made };
    } catch (error) {
      await folder.abandon();
      tellLost(made, { options, terminal });
      throw error;
    }
  });
}

interface Making {
  readonly options: KitOptions;
  readonly baseUrl: string;
  readonly made: MadeNames;
}

async function makeFacts(
  api: AdminApi,
  { options, baseUrl, made }: Making,
): Promise<Finished['facts']> {
  const { environment, project } = options;
  const row = languages[options.for];
  const asked = { owner: { environment, project }, row, made };
  const { facts, ...credentials } = await makeCredentials(api, asked);
  const config = { project, ...facts, environment, baseUrl, files: madeFiles(row) };
  return { ...credentials, config, folder: resolve(placeOf(options).out) };
}

interface Telling {
  readonly options: KitOptions;
  readonly terminal: Terminal;
}

/** Says what there is now in the service, although there is no kit. */
function tellLost(made: MadeNames, { options, terminal }: Telling): void {
  const { credential, key } = made;
  const { project } = options;
  const commands = [
    credential && `credential revoke ${credential} --project ${quoted(project)}`,
    key && `key revoke ${key} --project ${quoted(project)}`,
  ].filter((command) => command !== undefined && command !== '');
  if (commands.length === 0) return;
  terminal.emit('kit-lost', { ...made });
  const what = key === undefined ? 'A certificate was' : 'A certificate and a pair of keys were';
  tellAside(`${what} made, and no kit of them. Revoke what nobody has:`, terminal);
  for (const command of commands) terminal.complain(`  ${retyped(String(command), options)}`);
}

function tell({ facts, written, made }: Finished, { options, terminal }: Telling): void {
  const row: LanguageRow = languages[options.for];
  const { config } = facts;
  const steps = row.steps(config);
  terminal.emit('kit', { ...config, language: options.for, ...made, ...written, steps });
  terminal.say(`${terminal.style.bold(`A kit for ${row.title}`)}, which calls ${config.baseUrl}`);
  terminal.say();
  tellWritten(written, terminal);
  tellOnce(written, terminal);
  tellSteps({ row, steps, folder: written.folder }, terminal);
}

interface Steps {
  readonly row: LanguageRow;
  readonly steps: readonly string[];
  readonly folder: string;
}

function tellSteps({ row, steps, folder }: Steps, terminal: Terminal): void {
  if (row.isApp !== true) {
    tellNext({ why: `Next, in ${folder}:`, commands: steps }, terminal);
    return;
  }
  terminal.say(`\n${terminal.style.bold('Next:')}`);
  for (const step of steps) for (const line of foldIndented(step, 2)) terminal.say(line);
}
