/**
 * The life of a data folder: every operation of the admin API that changes something, in an order in which
 * each can be done.
 */
import { join } from 'node:path';
import {
  type AdminAnswer,
  type AdminSchemas,
  adminOperations,
  type OperationId,
} from '@whorl/contract/admin';
import type { AdminClient, AdminRequest } from '../support/admin.ts';
import { makeForeignClient } from '../support/foreign.ts';
import { fileOf } from '../support/integrator.ts';
import { makeRequest } from '../support/openssl.ts';
import { addOfficer, type Person } from '../support/people.ts';
import { totpCode } from '../support/totp.ts';
import { dev, letsDevIn, listsWhatWasRevoked, makeReady } from './admin-expectations.ts';

/** A folder that a service has, and what was learnt of it so far. */
export interface Life {
  /** Above the data folder; the master keys lie beside that. */
  readonly root: string;
  readonly owner: AdminClient;
  readonly baseUrl: string;
  readonly known: Known;
}

/** What one operation answered, and a later one needs. */
export interface Known {
  invitation: string;
  session: string;
  totpUri: string;
  officers: readonly Person[];
  token: string;
  credential: string;
  key: string;
  approval: Pick<AdminSchemas['Approval'], 'id' | 'requestHash'>;
  rootKey: string;
}

/** One operation of the life. */
export interface Step {
  readonly name: string;
  readonly id: OperationId;
  /** What has to be there first. */
  readonly prepare?: (life: Life) => Promise<void>;
  /** The request, for a folder that may be a copy: paths are under its root. */
  readonly request: (known: Known, root: string) => AdminRequest<OperationId>;
  readonly learn?: (known: Known, answer: never) => void;
  /** What a repeat may be answered when it was done, beside success and 409. */
  readonly again?: readonly number[];
  /** Whether what was sent is good once, though nothing came of it: a code. */
  readonly isSpent?: boolean;
  /** What must be right of a folder that was left in the middle of it, when it is opened … */
  readonly expectHere?: (admin: AdminClient, known: Known) => Promise<void>;
  /** … and when a service is started on it. */
  readonly expectAtStart?: (admin: AdminClient, dataDir: string) => Promise<void>;
}

/** Where keys lie: beside the data folder, as production wants it. */
export const masterKeyFile = (root: string): string => join(root, 'keys', 'master.key');
export const nextMasterKeyFile = (root: string): string => join(root, 'keys', 'next.key');

const { email, password, nextPassword } = dev;
const company = 'Shop Ltd';
const environment = 'production';
const csr = makeRequest('/O=Shop Ltd/CN=web1-Client-MTF-shop').csr;
const { certificate } = await makeForeignClient('till-1 of the bank');
const contacts = (['technical', 'security'] as const).map((purpose) => ({
  purpose,
  name: 'Bo',
  email: 'bo@shop.example',
}));

interface StepParts<Id extends OperationId>
  extends Pick<Step, 'prepare' | 'again' | 'isSpent' | 'expectHere' | 'expectAtStart'> {
  readonly request?: (known: Known, root: string) => AdminRequest<Id>;
  readonly learn?: (known: Known, answer: AdminAnswer<Id>) => void;
  /** Beside the operation's own name. */
  readonly what?: string;
}

const step = <Id extends OperationId>(id: Id, parts: NoInfer<StepParts<Id>> = {}): Step => {
  const { what, request = () => ({}), ...rest } = parts;
  return { name: what === undefined ? id : `${id} ${what}`, id, ...rest, request } as Step;
};

const inShop = { project: 'shop' } as const;

const people: readonly Step[] = [
  step('account.create-first', {
    request: () => ({ body: { email: 'ada@operator.example', name: 'Ada', password } }),
  }),
  step('account.invite', {
    request: () => ({ body: { email, name: 'Dev', role: 'developer' } }),
    learn: (known, { invitation }) => {
      known.invitation = invitation;
    },
  }),
  step('account.invite-again', {
    request: () => ({ account: email }),
    learn: (known, { invitation }) => {
      known.invitation = invitation;
    },
  }),
  step('invitation.accept', {
    request: ({ invitation }) => ({ body: { invitation, password } }),
    again: [401],
  }),
  step('session.create', {
    request: () => ({ body: { email, password } }),
    learn: (known, { token }) => {
      known.session = token;
    },
  }),
  step('totp.start', {
    request: ({ session }) => ({ bearer: session, body: { password } }),
    learn: (known, { uri }) => {
      known.totpUri = uri;
    },
  }),
  step('totp.confirm', {
    request: ({ session, totpUri }) => ({ bearer: session, body: { code: totpCode(totpUri) } }),
    again: [401],
    isSpent: true,
    expectHere: letsDevIn,
  }),
  step('password.change', {
    request: ({ session }) => ({
      bearer: session,
      body: { current: password, next: nextPassword },
    }),
    again: [401],
    expectHere: letsDevIn,
  }),
  step('session.end', { request: ({ session }) => ({ bearer: session }), again: [401] }),
  step('account.change', {
    what: 'a role',
    request: () => ({ account: email, body: { role: 'key-custodian' } }),
  }),
  step('token.create', {
    request: () => ({ body: { name: 'ci', role: 'developer' } }),
    learn: (known, { record }) => {
      known.token = record.id;
    },
  }),
  step('token.revoke', { request: ({ token }) => ({ token }) }),
];

const projects: readonly Step[] = [
  step('project.create', {
    request: () => ({ body: { name: 'shop', company, companyId: 'shop' } }),
  }),
  step('project.set-contacts', { request: () => ({ ...inShop, body: { contacts } }) }),
  step('project.set-status', {
    what: 'suspended',
    request: () => ({ ...inShop, body: { status: 'suspended' } }),
  }),
  step('project.set-status', {
    what: 'active',
    request: () => ({ ...inShop, body: { status: 'active' } }),
  }),
  step('project.add-member', { request: () => ({ ...inShop, account: email }) }),
  step('project.remove-member', { request: () => ({ ...inShop, account: email }) }),
  step('account.change', {
    what: 'suspended',
    request: () => ({ account: email, body: { status: 'suspended' } }),
  }),
];

const credentials: readonly Step[] = [
  step('credential.create', {
    what: 'for a request',
    request: () => ({ ...inShop, body: { csr } }),
    learn: (known, { credential }) => {
      known.credential = credential.sha256;
    },
  }),
  step('credential.rotate', {
    request: ({ credential }) => ({ ...inShop, credential, body: {} }),
  }),
  step('credential.revoke', {
    request: ({ credential }) => ({ ...inShop, credential, body: { reason: 'superseded' } }),
    expectAtStart: listsWhatWasRevoked,
  }),
  step('credential.create', {
    what: 'with a key made here',
    request: () => ({ ...inShop, body: { issue: {} } }),
  }),
  step('credential.create', {
    what: 'issued elsewhere',
    request: () => ({ ...inShop, body: { certificate } }),
  }),
  step('key.create', {
    request: () => ({ ...inShop, body: {} }),
    learn: (known, { keyPair }) => {
      known.key = keyPair.requestKey.fingerprint;
    },
  }),
  step('key.rotate', { request: ({ key }) => ({ ...inShop, key, body: {} }) }),
  step('key.revoke', { request: ({ key }) => ({ ...inShop, key, body: {} }) }),
];

const decide = (officer: number, decision: 'approve' | 'reject', what: string): Step =>
  step('approval.decide', {
    what,
    request: ({ approval, officers }) => ({
      environment,
      approval: approval.id,
      bearer: officers[officer]?.bearer ?? '',
      body: { decision, requestHash: approval.requestHash },
    }),
  });

const learnApproval = (known: Known, { id, requestHash }: AdminSchemas['Approval']): void => {
  known.approval = { id, requestHash };
};

const promote = (project: string): Step =>
  step('project.promote', { what: project, request: () => ({ project }), learn: learnApproval });

const production: readonly Step[] = [
  step('production.init', {
    prepare: async ({ owner, known }) => {
      known.officers = [await addOfficer(owner, 'bo'), await addOfficer(owner, 'cy')];
    },
  }),
  { ...promote('shop'), prepare: async (life) => makeReady(life, 'shop') },
  decide(0, 'approve', 'the first approval'),
  decide(1, 'approve', 'the last approval'),
  {
    ...promote('guest'),
    prepare: async (life) => {
      const body = { name: 'guest', company, companyId: 'guest', contacts };
      await life.owner.done('project.create', { body });
      await makeReady(life, 'guest');
    },
  },
  decide(0, 'reject', 'a rejection'),
  { ...promote('guest'), name: 'project.promote guest once more' },
  decide(0, 'approve', 'the first approval of guest'),
  decide(1, 'approve', 'the last approval of guest'),
  step('project.share-network', {
    request: () => ({ environment, project: 'guest', body: { with: 'shop' } }),
    learn: learnApproval,
  }),
  decide(0, 'approve', 'the first approval of sharing'),
  decide(1, 'approve', 'the last approval of sharing'),
  step('project.leave-network', { request: () => ({ environment, project: 'guest' }) }),
];

const history = { importId: 'a'.repeat(64), afterLine: 0, throughLine: 2 } as const;
const ann = { role: 'primaryEmail', members: { primaryEmail: 'ann@shop.example' } } as const;

const network: readonly Step[] = [
  step('network.import', {
    request: () => ({
      ...inShop,
      body: {
        ...history,
        rows: [1, 2].map((line) => ({ line, atMs: line, members: ann.members })),
      },
    }),
  }),
  step('network.show', { request: () => ({ ...inShop, body: ann }) }),
  step('network.backup', {
    request: (_, root) => ({ body: { folder: join(root, 'network-backup') } }),
  }),
  step('network.prune', { request: () => ({ body: { days: { ip: 90 } } }) }),
  step('network.erase', { request: () => ({ ...inShop, body: ann }) }),
];

const passphrase = 'nobody knows it, nobody will';

const keys: readonly Step[] = [
  step('authority.rotate-issuer', { expectAtStart: listsWhatWasRevoked }),
  step('authority.export-root', {
    request: () => ({ body: { passphrase } }),
    learn: (known, { files }) => {
      known.rootKey = fileOf(files, 'sandbox-client-root.key').toString();
    },
  }),
  step('authority.remove-root'),
  step('authority.restore-root', {
    request: ({ rootKey }) => ({ body: { key: rootKey, passphrase } }),
  }),
  step('master-key.rotate', {
    request: (_, root) => ({ body: { newKeyFile: nextMasterKeyFile(root) } }),
  }),
];

/** In the order in which they are done. */
export const steps: readonly Step[] = [
  ...people,
  ...projects,
  ...credentials,
  ...network,
  ...production,
  ...keys,
];

/** The operations that only read, or whose changes are none of the disk's. */
export const readers: readonly OperationId[] = (
  Object.entries(adminOperations) as [OperationId, { readonly method: string }][]
)
  .filter(([, { method }]) => method === 'GET')
  .map(([id]) => id);
