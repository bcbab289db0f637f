import type { Kysely } from 'kysely';
import type { RegistryReads } from '../registry.ts';
import { auditHead, listAudit } from './audit-table.ts';
import { toApproval, toAuthority, toCredential, toKeyPair, toProject } from './rows.ts';
import type { Tables } from './schema.ts';

/** What a list is sorted by. */
const order = 'added';

/** The look-ups of a registry; of a transaction, they see what it changed. */
export function createReads(db: Kysely<Tables>): RegistryReads {
  return { ...projectReads(db), ...keyReads(db), ...otherReads(db) };
}

function projectReads(db: Kysely<Tables>) {
  const projects = () => db.selectFrom('projects').selectAll();
  return {
    findProject: async (id) => found(toProject, await one(projects().where('id', '=', id))),
    findProjectByName: async (name) =>
      found(toProject, await one(projects().where('name', '=', name))),
    listProjects: async () => list(toProject, await projects().orderBy(order).execute()),
  } satisfies Partial<RegistryReads>;
}

function keyReads(db: Kysely<Tables>) {
  const credentials = () => db.selectFrom('credentials').selectAll();
  const keyPairs = () => db.selectFrom('keyPairs').selectAll();
  return {
    findCredential: async (sha256) =>
      found(toCredential, await one(credentials().where('sha256', '=', sha256))),
    async listCredentials({ endsBeforeMs, ...about } = {}) {
      let wanted = credentials().orderBy(order);
      for (const [column, value] of Object.entries(about))
        wanted = wanted.where(column as keyof typeof about, '=', value);
      if (endsBeforeMs !== undefined) wanted = wanted.where('notAfterMs', '<', endsBeforeMs);
      return list(toCredential, await wanted.execute());
    },
    async listKeyPairs(projectId) {
      const all = keyPairs().orderBy(order);
      const wanted = projectId === undefined ? all : all.where('projectId', '=', projectId);
      return list(toKeyPair, await wanted.execute());
    },
    async findKeyUse(fingerprint) {
      const uses = db.selectFrom('keyUses').select(['projectId', 'use']);
      return found(
        (use) => Object.freeze({ ...use }),
        await one(uses.where('fingerprint', '=', fingerprint)),
      );
    },
  } satisfies Partial<RegistryReads>;
}

function otherReads(db: Kysely<Tables>) {
  const authorities = db.selectFrom('authorities').selectAll().orderBy(order);
  const approvals = () => db.selectFrom('approvals').selectAll();
  const trail = db.$pickTables<'audit'>();
  return {
    listAuthorities: async () => list(toAuthority, await authorities.execute()),
    findApproval: async (id) => found(toApproval, await one(approvals().where('id', '=', id))),
    listApprovals: async () => list(toApproval, await approvals().orderBy(order).execute()),
    listAudit: (options) => listAudit(trail, options),
    auditHead: () => auditHead(trail),
    async findNote(name) {
      const note = await one(db.selectFrom('notes').select('value').where('name', '=', name));
      return note?.value;
    },
  } satisfies Partial<RegistryReads>;
}

const one = <Row>(query: { executeTakeFirst(): Promise<Row> }): Promise<Row> =>
  query.executeTakeFirst();

const found = <Row, Answer>(
  answer: (row: Row) => Answer,
  row: Row | undefined,
): Answer | undefined => (row === undefined ? undefined : answer(row));

const list = <Row, Answer>(answer: (row: Row) => Answer, rows: readonly Row[]): readonly Answer[] =>
  Object.freeze(rows.map(answer));
