import { hash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { AuditHead, AuditVerdict } from '../registry/audit.ts';
import type { Registry, RegistryReads } from '../registry/registry.ts';
import {
  decisionTold,
  type Expected,
  type ExpectedRows,
  type Facts,
  type Kind,
  noRows,
  replay,
} from './replay.ts';
import { authorityTold, credentialTold, keyPairTold, projectTold } from './told.ts';

/**
 * Checks an environment's trail, and its rows against what the trail tells of them: whoever can write the
 * database alone changes no row unnoticed.
 *
 * @param exported heads that were exported before: each must still be in its place
 * @example
 * const verdict = await verifyRegistry(environment.registry, await readExportedHeads(folder));
 */
export async function verifyRegistry(
  registry: Registry,
  exported: readonly AuditHead[],
): Promise<AuditVerdict> {
  const verdict = await registry.verifyAudit(exported);
  if (!verdict.ok) return verdict;
  const found = await reconcile(registry);
  if (found.length === 0) return verdict;
  return { ok: false, seq: verdict.head.seq, sentence: `${intro} ${mostOf(found).join(' ')}` };
}

const intro = 'The trail is whole, but what is stored is not what it tells.';
const mostFindings = 20;

function mostOf(found: readonly string[]): readonly string[] {
  if (found.length <= mostFindings) return found;
  const more = `${found.length - mostFindings} more are not named.`;
  return [...found.slice(0, mostFindings), more];
}

const attempts = 3;

/**
 * Replays the trail and compares.
 *
 * @returns what differs, one sentence each, with ids and fingerprints only
 */
export async function reconcile(registry: Registry): Promise<readonly string[]> {
  const told = { rows: noRows(), seq: 0 };
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const found = await compare(registry, told);
    // A step in between is told in the trail and done in the rows, of which one was seen without the other.
    if (found.length === 0 || (await registry.auditHead()).seq === told.seq) return found;
  }
  return registry.change((edits) => compare(edits, told));
}

interface Reading {
  readonly rows: ExpectedRows;
  /** The last record that was read. */
  seq: number;
}

async function compare(registry: RegistryReads, told: Reading): Promise<readonly string[]> {
  await readOn(registry, told);
  const found: string[] = [];
  for (const kind of Object.keys(stored) as Kind[])
    found.push(...(await compareKind(kind, told.rows[kind], stored[kind](registry))));
  return found;
}

const pageRecords = 500;

/** A page at a time: whoever calls meanwhile is served in between. */
async function readOn(registry: RegistryReads, told: Reading): Promise<void> {
  for (;;) {
    const page = await registry.listAudit({ after: told.seq, limit: pageRecords });
    for (const record of page) replay(told.rows, record);
    told.seq = page.at(-1)?.seq ?? told.seq;
    if (page.length < pageRecords) return;
    await setImmediate();
  }
}

interface Row {
  readonly id: string;
  readonly facts: Facts;
}

async function compareKind(
  kind: Kind,
  expected: ReadonlyMap<string, Expected>,
  rows: AsyncIterable<readonly Row[]>,
): Promise<readonly string[]> {
  const found: string[] = [];
  const missing = new Map(expected);
  for await (const page of rows) {
    for (const row of page) {
      missing.delete(row.id);
      found.push(...differencesOf(kind, row, expected.get(row.id)));
    }
    await setImmediate();
  }
  for (const [id, { seq }] of missing)
    found.push(`The ${names[kind]} ${id}, of which record ${seq} tells, is not there.`);
  return found;
}

function differencesOf(
  kind: Kind,
  { id, facts }: Row,
  expected: Expected | undefined,
): readonly string[] {
  if (expected === undefined) return [`The ${names[kind]} ${id} was added by no record.`];
  const members = new Set([...Object.keys(facts), ...Object.keys(expected.facts)]);
  const other = [...members].filter((member) => facts[member] !== expected.facts[member]);
  if (other.length === 0) return [];
  return [
    `The ${names[kind]} ${id} is not as record ${expected.seq} left it: ${other.join(', ')}.`,
  ];
}

const names: Readonly<Record<Kind, string>> = {
  project: 'project',
  credential: 'client certificate',
  keyPair: 'Client Encryption Key',
  authority: 'authority',
  approval: 'approval',
};

/** How what is stored is read, and what is to be compared of it. */
const stored: Readonly<Record<Kind, (registry: RegistryReads) => AsyncGenerator<readonly Row[]>>> =
  {
    async *project(registry) {
      for (const project of await registry.listProjects()) {
        const { id, status, entitled, sharedNetwork } = project;
        const network = sharedNetwork?.projectId;
        yield [{ id, facts: { ...projectTold(project), status, entitled, network } }];
      }
    },
    async *credential(registry) {
      for (const { id: projectId } of await registry.listProjects())
        yield (await registry.listCredentials({ projectId })).map((credential) => ({
          id: credential.sha256,
          facts: { ...credentialTold(credential), ...endOf(credential) },
        }));
    },
    async *keyPair(registry) {
      // All at once: those of one project may be answered from memory.
      yield (await registry.listKeyPairs()).map((pair) => ({
        id: pair.requestKey.fingerprint,
        facts: { ...keyPairTold(pair), ...endOf(pair) },
      }));
    },
    async *authority(registry) {
      yield (await registry.listAuthorities()).map((row) => {
        const { sha256: id, status, exportedAtMs } = row;
        const isOnline = row.wrappedPrivateKey !== undefined;
        return { id, facts: { ...authorityTold(row), status, isOnline, exportedAtMs } };
      });
    },
    async *approval(registry) {
      yield (await registry.listApprovals()).map((approval) => {
        const { id, operation, request, status, ...more } = approval;
        const requestHash = hash('sha256', request, 'hex');
        const decisions = approval.decisions.map(decisionTold).join('');
        const { requestedBy, requestedAtMs, expiresAtMs } = more;
        const asked = { operation, requestHash, requestedBy, requestedAtMs, expiresAtMs };
        const facts = { ...asked, status, decisions };
        return { id, facts };
      });
    },
  };

const endOf = ({
  status,
  revokedAtMs,
  revocationReason,
}: {
  readonly status: string;
  readonly revokedAtMs?: number;
  readonly revocationReason?: string;
}): Facts => ({ status, revokedAtMs, revocationReason });
