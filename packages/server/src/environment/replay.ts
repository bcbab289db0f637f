/** What the rows of a registry must be, as its audit trail tells it. */
import type { AuditRecord } from '../registry/audit.ts';
import { membersTold, type Told } from './told.ts';

/** The kinds of rows that the trail tells of. */
export type Kind = 'project' | 'credential' | 'keyPair' | 'authority' | 'approval';

/** What is known of a row; a member that is `undefined` is as good as none. */
export type Facts = Readonly<Record<string, Told[string] | undefined>>;

/** One row, as the trail tells it. */
export interface Expected {
  readonly facts: Facts;
  /** The last record that told something of it. */
  readonly seq: number;
}

/** Rows by their ids or fingerprints. */
export type ExpectedRows = Readonly<Record<Kind, Map<string, Expected>>>;

export const noRows = (): ExpectedRows => ({
  project: new Map(),
  credential: new Map(),
  keyPair: new Map(),
  authority: new Map(),
  approval: new Map(),
});

/** Does to the expected rows what a record says was done; the records come in their order. */
export function replay(rows: ExpectedRows, record: AuditRecord): void {
  const { operation } = record;
  const effect = operation.endsWith(askEnding) ? asks : effects.get(operation);
  if (record.target !== undefined) effect?.(rows, { ...record, target: record.target });
}

type Targeted = AuditRecord & { readonly target: string };
type Effect = (rows: ExpectedRows, record: Targeted) => void;

/** The row was added; what goes without saying is `unsaid`. */
const adds =
  (kind: Kind, unsaid: Facts): Effect =>
  (rows, { target, seq, details }) =>
    void rows[kind].set(target, { facts: { ...unsaid, ...details }, seq });

/** The row was changed; one that was never added stays unknown. */
const changes =
  (kind: Kind, change: (record: Targeted, facts: Facts) => Facts): Effect =>
  (rows, record) => {
    const { target, seq } = record;
    const known = rows[kind].get(target);
    if (known === undefined) return;
    const facts = { ...known.facts, ...change(record, known.facts) };
    rows[kind].set(target, { facts, seq });
  };

const revoked = ({ atMs, details }: Targeted): Facts => ({
  status: 'revoked',
  revokedAtMs: atMs,
  revocationReason: details?.reason,
});

const withMember = ({ details }: Targeted, facts: Facts): Facts => ({
  members: membersTold([...others(facts, details?.account), String(details?.account)]),
});

const withoutMember = ({ details }: Targeted, facts: Facts): Facts => ({
  members: membersTold(others(facts, details?.account)),
});

const others = ({ members }: Facts, account: unknown): readonly string[] =>
  String(members)
    .split(' ')
    .filter((member) => member !== '' && member !== account);

/** Of a role one is current; what a listener showed before is not kept. */
const addsAuthority: Effect = (rows, record) => {
  for (const [sha256, { facts, seq }] of rows.authority) {
    if (facts.role !== record.details?.role) continue;
    if (facts.role === 'server') rows.authority.delete(sha256);
    else rows.authority.set(sha256, { facts: { ...facts, status: 'former' }, seq });
  }
  adds('authority', { status: 'current', isOnline: true })(rows, record);
};

const askEnding = '.ask';

const asks: Effect = (rows, record) => {
  const { operation, actor: requestedBy, atMs: requestedAtMs } = record;
  const asked = { operation: operation.slice(0, -askEnding.length), requestedBy, requestedAtMs };
  adds('approval', { ...asked, status: 'pending', decisions: '' })(rows, record);
};

const decided = ({ actor, atMs, details }: Targeted, { decisions }: Facts): Facts => ({
  status: details?.status,
  decisions: `${decisions}${decisionTold({ by: actor, decision: String(details?.decision), atMs })}`,
});

/** One decision among several in one text. */
export const decisionTold = (one: {
  readonly by: string;
  readonly decision: string;
  readonly atMs: number;
}): string => `${one.by} ${one.decision} ${one.atMs};`;

const newProject = adds('project', { status: 'active', entitled: true });
const newCredential = adds('credential', { status: 'active' });
const newKeyPair = adds('keyPair', { status: 'active' });

/** By operation; what is not here changes no row. */
const effects = new Map<string, Effect>(
  Object.entries({
    'project.create': newProject,
    'project.promote': newProject,
    'project.import': newProject,
    'project.set-status': changes('project', ({ details }) => ({ status: details?.status })),
    'project.set-contacts': changes('project', ({ details }) => ({ contacts: details?.contacts })),
    'project.add-member': changes('project', withMember),
    'project.remove-member': changes('project', withoutMember),
    'project.share-network': changes('project', ({ details }) => ({ network: details?.with })),
    'project.leave-network': changes('project', () => ({ network: undefined })),
    'credential.create': newCredential,
    'credential.rotate': newCredential,
    'credential.import': newCredential,
    'credential.revoke': changes('credential', revoked),
    'key.create': newKeyPair,
    'key.rotate': newKeyPair,
    'key.import': newKeyPair,
    'key.revoke': changes('keyPair', revoked),
    'authority.create': addsAuthority,
    'authority.import': addsAuthority,
    'authority.rotate-issuer': addsAuthority,
    'authority.export-root': changes('authority', ({ atMs }) => ({ exportedAtMs: atMs })),
    'authority.remove-root': changes('authority', () => ({ isOnline: false })),
    'authority.restore-root': changes('authority', () => ({ isOnline: true })),
    'approval.decide': changes('approval', decided),
  }),
);
