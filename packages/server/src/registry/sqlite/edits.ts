import type { KeyObject } from 'node:crypto';
import type { Transaction } from 'kysely';
import {
  type Approval,
  type KeyUse,
  RegistryConflict,
  type RegistryEdits,
  type RevocationReason,
} from '../registry.ts';
import { appendAudit } from './audit-table.ts';
import { insertOr } from './faults.ts';
import { createReads } from './reads.ts';
import {
  fromApproval,
  fromAuthority,
  fromCredential,
  fromDecisions,
  fromKeyPair,
  fromProject,
  fromSharedNetwork,
} from './rows.ts';
import type { Tables } from './schema.ts';

type Changes = Transaction<Tables>;

/** What a step may do in its transaction. */
export const createEdits = (changes: Changes, auditKey: KeyObject): RegistryEdits => ({
  ...createReads(changes),
  ...projectEdits(changes),
  ...credentialEdits(changes),
  ...keyPairEdits(changes),
  ...authorityEdits(changes),
  ...approvalEdits(changes),
  async setNote(name, value) {
    const note = changes.insertInto('notes').values({ name, value });
    await note.onConflict((known) => known.column('name').doUpdateSet({ value })).execute();
  },
  audit: (entry) => appendAudit(changes.$pickTables<'audit'>(), entry, auditKey),
});

function projectEdits(changes: Changes) {
  return {
    async addProject(project) {
      const taken = {
        'projects.id': `There is a project with the id ${project.id} already.`,
        'projects.name': `There is a project ${project.name} already. Choose another name.`,
        'FOREIGN KEY': noProject(project.sharedNetwork?.projectId),
      };
      const row = changes.insertInto('projects').values(fromProject(project));
      await insertOr(taken, () => row.execute());
    },
    async changeProject(id, { entitled, contacts, memberIds, sharedNetwork, ...plain }) {
      const columns = {
        // Named in any case, since an UPDATE that sets nothing is none.
        id,
        ...plain,
        ...(entitled !== undefined && { entitled: entitled ? (1 as const) : (0 as const) }),
        ...(contacts !== undefined && { contacts: JSON.stringify(contacts) }),
        ...(memberIds !== undefined && { memberIds: JSON.stringify(memberIds) }),
        ...(sharedNetwork !== undefined && fromSharedNetwork(sharedNetwork)),
      };
      const unknown = { 'FOREIGN KEY': noProject(sharedNetwork?.projectId) };
      const update = changes.updateTable('projects').set(columns).where('id', '=', id);
      await expectOne(() => insertOr(unknown, () => update.executeTakeFirst()), noProject(id));
    },
  } satisfies Partial<RegistryEdits>;
}

function credentialEdits(changes: Changes) {
  return {
    async addCredential(credential) {
      const { sha256, projectId, keyFingerprint } = credential;
      await addKeyUse(changes, {
        fingerprint: keyFingerprint,
        projectId,
        use: 'client-certificate',
      });
      const taken = { 'credentials.sha256': `The certificate ${sha256} is registered already.` };
      const row = changes.insertInto('credentials').values(fromCredential(credential));
      await insertOr(taken, () => row.execute());
    },
    async revokeCredential(sha256, revocation) {
      const update = changes.updateTable('credentials').set(revoked(revocation));
      const wanted = update.where('sha256', '=', sha256).where('status', '<>', 'revoked');
      await expectOne(() => wanted.executeTakeFirst(), notThere('certificate', sha256));
    },
    async setCredentialStatus(sha256, status) {
      const update = changes.updateTable('credentials').set({ status });
      const wanted = update.where('sha256', '=', sha256).where('status', '<>', 'revoked');
      await expectOne(() => wanted.executeTakeFirst(), notThere('certificate', sha256));
    },
  } satisfies Partial<RegistryEdits>;
}

function keyPairEdits(changes: Changes) {
  const named = (fingerprint: string) =>
    changes.updateTable('keyPairs').where('fingerprint', '=', fingerprint);
  return {
    async addKeyPair(pair) {
      const { projectId, requestKey, responseKey } = pair;
      const { fingerprint } = requestKey;
      await addKeyUse(changes, { fingerprint, projectId, use: 'request-key' });
      await addKeyUse(changes, {
        fingerprint: responseKey.fingerprint,
        projectId,
        use: 'response-key',
      });
      await changes.insertInto('keyPairs').values(fromKeyPair(pair)).execute();
    },
    async revokeKeyPair(fingerprint, revocation) {
      const wanted = named(fingerprint).set(revoked(revocation)).where('status', '=', 'active');
      await expectOne(() => wanted.executeTakeFirst(), notThere('key', fingerprint));
    },
    async rewrapKeyPair(fingerprint, wrappedPrivateKey) {
      const wanted = named(fingerprint).set({ wrappedPrivateKey });
      await expectOne(() => wanted.executeTakeFirst(), `There is no key ${fingerprint}.`);
    },
  } satisfies Partial<RegistryEdits>;
}

function authorityEdits(changes: Changes) {
  return {
    async addAuthority(authority) {
      const { role, sha256, status } = authority;
      if (status === 'current') {
        const current = changes.updateTable('authorities').set({ status: 'former' });
        await current.where('role', '=', role).where('status', '=', 'current').execute();
      }
      const taken = { 'authorities.sha256': `The authority ${sha256} is there already.` };
      const row = changes.insertInto('authorities').values(fromAuthority(authority));
      await insertOr(taken, () => row.execute());
      const shownBefore = changes.deleteFrom('authorities').where('role', '=', 'server');
      await shownBefore.where('status', '=', 'former').execute();
    },
    async changeAuthority(sha256, change) {
      const update = changes.updateTable('authorities').set({ sha256, ...change });
      const wanted = update.where('sha256', '=', sha256);
      await expectOne(() => wanted.executeTakeFirst(), `There is no authority ${sha256}.`);
    },
  } satisfies Partial<RegistryEdits>;
}

function approvalEdits(changes: Changes) {
  return {
    async addApproval(approval) {
      const taken = { 'approvals.id': `There is an approval ${approval.id} already.` };
      const row = changes.insertInto('approvals').values(fromApproval(approval));
      await insertOr(taken, () => row.execute());
    },
    async changeApproval(id, { status, decisions }) {
      const update = changes
        .updateTable('approvals')
        .set({ status, decisions: fromDecisions(decisions) })
        .where('id', '=', id)
        .where('status', '=', 'pending')
        .where('decisions', '=', before(decisions));
      const sentence = `The approval ${id} is not as it was: somebody decided meanwhile. Look again.`;
      await expectOne(() => update.executeTakeFirst(), sentence);
    },
  } satisfies Partial<RegistryEdits>;
}

/** What one decision less was kept as; before none there was nothing. */
const before = (decisions: Approval['decisions']): string =>
  decisions.length === 0 ? '' : fromDecisions(decisions.slice(0, -1));

interface NewUse {
  readonly fingerprint: string;
  readonly projectId: string;
  readonly use: KeyUse;
}

const kinds: Readonly<Record<KeyUse, string>> = {
  'client-certificate': 'the key of a client certificate',
  'request-key': 'a Client Encryption Key',
  'response-key': 'a response key',
};

/** A certificate may be renewed over its key; any other key is for once. */
async function addKeyUse(changes: Changes, use: NewUse): Promise<void> {
  const { fingerprint, projectId } = use;
  const row = changes.insertInto('keyUses').values(use);
  const once = row.onConflict((known) => known.column('fingerprint').doNothing());
  const { numInsertedOrUpdatedRows } = await insertOr({ 'FOREIGN KEY': noProject(projectId) }, () =>
    once.executeTakeFirst(),
  );
  if (numInsertedOrUpdatedRows === 1n) return;
  const known = await createReads(changes).findKeyUse(fingerprint);
  const isRenewal = use.use === 'client-certificate' && known?.use === use.use;
  if (known === undefined || (isRenewal && known.projectId === projectId)) return;
  const whose = known.projectId === projectId ? 'this project' : 'another project';
  throw new RegistryConflict(
    `The key ${fingerprint} is ${kinds[known.use]} of ${whose} already. Use a new one.`,
  );
}

const revoked = (revocation: { readonly atMs: number; readonly reason: RevocationReason }) => ({
  status: 'revoked' as const,
  revokedAtMs: revocation.atMs,
  revocationReason: revocation.reason,
});

const noProject = (id = ''): string => `There is no project with the id ${id}.`;

const notThere = (what: string, fingerprint: string): string =>
  `There is no ${what} ${fingerprint}, or it was revoked already.`;

/** The row count is what tells whether a row was as the edit expected it. */
async function expectOne(
  update: () => Promise<{ readonly numUpdatedRows: bigint }>,
  sentence: string,
): Promise<void> {
  const { numUpdatedRows } = await update();
  if (numUpdatedRows !== 1n) throw new RegistryConflict(sentence);
}
