import { resolve } from 'node:path';
import type { AdminBody, AdminSchemas } from '@whorl/contract/admin';
import { answerOf } from '../admin/client.ts';
import { type EnvironmentOptions, withAdmin } from '../admin/with-admin.ts';
import { confirm } from '../ask.ts';
import { type Detail, sayDetails } from '../details.ts';
import { NotVerified, UsageError } from '../exit-codes.ts';
import { count } from '../history/tally.ts';
import { many } from '../many.ts';
import { tell } from '../tell.ts';
import type { Terminal } from '../terminal.ts';
import { printBytes, printTimeUs } from '../units.ts';

/** What reads or writes a whole network takes as long as it is large. */
const timeoutMs = 60 * 60_000;

/** Shows how much a network holds. */
export async function showStats(options: EnvironmentOptions, terminal: Terminal): Promise<void> {
  const { environment } = options;
  await withAdmin({ ...options, terminal, doing: 'Reading the network' }, async ({ api }) => {
    const params = { path: { environment } };
    const stats = await answerOf(api.GET('/v1/{environment}/network', { params }));
    terminal.emit('network', { environment, ...stats });
    const { elements, links, bytes, byKind, calls, sinceStart } = stats;
    const rows: readonly Detail[] = [
      ['elements', count(elements)],
      ['links', count(links)],
      ['memory', printBytes(bytes)],
      ['look-ups', tellLatency(sinceStart.read)],
      ['calls recorded', tellLatency(sinceStart.record)],
    ];
    sayDetails(rows, terminal);
    sayCounts('Not done:', Object.entries(sinceStart.refusals).filter(isSome), terminal);
    sayCounts('By kind:', Object.entries(byKind), terminal);
    sayCounts(
      'Calls answered, by project:',
      calls.map((one) => [one.project, one.calls]),
      terminal,
    );
  });
}

const isSome = ([, number]: readonly [string, number]): boolean => number > 0;

/** `1,204 since the start: half in 41 µs, 99 % in 1.2 ms` */
function tellLatency({ count: answered, p50Us, p99Us }: AdminSchemas['Latency']): string {
  const since = `${count(answered)} since the start`;
  if (p50Us === undefined || p99Us === undefined) return since;
  return `${since}: half in ${printTimeUs(p50Us)}, 99 % in ${printTimeUs(p99Us)}`;
}

function sayCounts(
  title: string,
  counts: readonly (readonly [name: string, number: number])[],
  terminal: Terminal,
): void {
  if (counts.length === 0) return;
  terminal.say(terminal.style.bold(title));
  sayDetails(
    counts.map(([name, number]) => [name, count(number)]),
    terminal,
  );
}

/** What `whorl network prune` was told. */
export interface PruneOptions extends EnvironmentOptions {
  /** Each `kind=days`. */
  readonly keep: readonly string[];
  readonly yes?: boolean;
}

/** Forgets what was not seen for a while. */
export async function prune(options: PruneOptions, terminal: Terminal): Promise<void> {
  const { environment, yes } = options;
  const days = readRetention(options.keep);
  const rule = Object.entries(days).map(([kind, kept]) => `${kind} after ${kept} days`);
  await confirm({
    question: `Forget in ${environment} what was not seen: ${rule.join(', ')}? It cannot be undone.`,
    yes,
  });
  await withAdmin({ ...options, terminal, timeoutMs, doing: 'Forgetting' }, async ({ api }) => {
    const params = { path: { environment } };
    const body = { days };
    const done = await answerOf(api.POST('/v1/{environment}/network/pruning', { params, body }));
    terminal.emit('pruned', { ...done });
    tell(`Forgotten: ${many(done.elements, 'element')} and ${many(done.links, 'link')}.`, terminal);
  });
}

type Days = AdminBody<'network.prune'>['days'];

/** @throws UsageError */
function readRetention(kept: readonly string[]): Days {
  const pairs = kept.map((text) => {
    const [, kind, days] = /^([A-Za-z]+)=(\d{1,5})$/.exec(text) ?? [];
    if (kind !== undefined) return [kind, Number(days)] as const;
    throw new UsageError('--keep is kind=days, such as --keep ip=90.');
  });
  return Object.fromEntries(pairs);
}

/** What commands about a backup are told. */
export interface FolderOptions extends EnvironmentOptions {
  /** On the machine of the service. */
  readonly folder: string;
  readonly yes?: boolean;
}

/** Copies a network to a new folder, while calls are served. */
export async function backUp(options: FolderOptions, terminal: Terminal): Promise<void> {
  const { environment } = options;
  await withAdmin(
    { ...options, terminal, as: 'owner', timeoutMs, doing: 'Copying' },
    async ({ api }) => {
      const params = { path: { environment } };
      // The service may have been started elsewhere: what it is told is whole.
      const body = { folder: resolve(options.folder) };
      const made = await answerOf(api.POST('/v1/{environment}/network/backup', { params, body }));
      terminal.emit('network-backup', { ...made });
      const { folder, elements, links, bytes } = made;
      tell(
        `${folder} holds ${many(elements, 'element')} and ${many(links, 'link')}, ${printBytes(bytes)}.`,
        terminal,
      );
    },
  );
}

/** Puts a backup in the place of a network. */
export async function restore(options: FolderOptions, terminal: Terminal): Promise<void> {
  const { environment, yes } = options;
  const folder = resolve(options.folder);
  const question = `Put ${folder} in the place of the network of ${environment}? What was counted since is lost.`;
  await confirm({ question, yes });
  await withAdmin(
    { ...options, terminal, as: 'owner', timeoutMs, doing: 'Restoring' },
    async ({ api }) => {
      const params = { path: { environment } };
      const body = { folder };
      const done = await answerOf(api.POST('/v1/{environment}/network/restore', { params, body }));
      terminal.emit('network-restored', { ...done });
      const again =
        done.erasedAgain === 0
          ? ''
          : ` Erased after it was made, and again now: ${many(done.erasedAgain, 'element')}.`;
      tell(
        `Back: ${many(done.elements, 'element')} and ${many(done.links, 'link')}.${again}`,
        terminal,
      );
    },
  );
}

/** Looks at every record. @throws NotVerified */
export async function verify(options: EnvironmentOptions, terminal: Terminal): Promise<void> {
  const { environment } = options;
  await withAdmin(
    { ...options, terminal, timeoutMs, doing: 'Looking at every record' },
    async ({ api }) => {
      const params = { path: { environment } };
      const verdict = await answerOf(
        api.POST('/v1/{environment}/network/verification', { params }),
      );
      terminal.emit('network-verdict', { ...verdict });
      for (const fault of verdict.faults) tell(`- ${fault}`, terminal);
      if (!verdict.ok)
        throw new NotVerified(
          'The network is not as it must be. Restore it from a backup: `npx whorl network restore --help`.',
        );
      tell('Every record is as it must be.', terminal);
    },
  );
}

/** Writes every stored identifier anew, under a new storage key. */
export async function rekey(
  options: EnvironmentOptions & { readonly yes?: boolean },
  terminal: Terminal,
): Promise<void> {
  const { environment, yes } = options;
  const question = `Write every identifier of ${environment}’s network anew, under a new storage key, and destroy the old key?`;
  await confirm({ question, yes });
  await withAdmin(
    { ...options, terminal, as: 'owner', timeoutMs, doing: 'Writing anew' },
    async ({ api }) => {
      const params = { path: { environment } };
      const path = '/v1/{environment}/network/storage-key/rotation';
      const done = await answerOf(api.POST(path, { params }));
      terminal.emit('network-rekeyed', { ...done });
      tell(
        `Written anew: ${many(done.elements, 'element')} and ${many(done.records, 'record')} of the log. Backups that were made before open with their own keys.`,
        terminal,
      );
    },
  );
}
