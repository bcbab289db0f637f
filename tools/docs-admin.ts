/** The reference page of the admin API: its operations and who may, and how it refuses. */
import { type AdminOperation, adminOperations, adminProblems } from '@whorl/contract/admin';
import { page, table } from './docs-page.ts';

/** Every page by its path from the root of the repository. */
export function adminReference(): Record<string, string> {
  return { 'docs/reference/admin-api.md': adminPage() };
}

function adminPage(): string {
  const operations = Object.entries(adminOperations);
  return page(
    'api/admin.yaml and packages/contract/src/admin/problem.ts',
    '# Admin API',
    'Every operation of the admin API and who may do it. [api/admin.yaml](../../api/admin.yaml) has bodies and answers; [the guide](../guides/admin-api.md) has examples.',
    '*Members only*: a developer may where they are a member of the project. *Tokens*: whether an automation token of such a role may. The folder’s owner acts as an admin on its socket.',
    ...tagsOf(operations).map(
      (tag) =>
        `## ${tag.charAt(0).toUpperCase()}${tag.slice(1)}\n\n${table(
          ['operation', 'request', 'sandbox', 'production', 'tokens', 'notes'],
          operations.filter(([, row]) => row.tag === tag).map(([id, row]) => rowOf(id, row)),
        )}`,
    ),
    '## Refusals',
    'A refusal is `{"code":"…","message":"…"}`; `faults` lists what is wrong with a body.',
    table(
      ['status', 'code', 'when'],
      Object.entries(adminProblems).map(([code, { status, when }]) => [
        String(status),
        `\`${code}\``,
        when,
      ]),
    ),
  );
}

const tagsOf = (operations: readonly (readonly [string, AdminOperation])[]): readonly string[] => [
  ...new Set(operations.map(([, { tag }]) => tag)),
];

const rowOf = (id: string, row: AdminOperation): readonly string[] => [
  `\`${id}\``,
  `\`${row.method} ${row.path}\``,
  who(row, 'sandbox'),
  row.path.includes('{environment}') ? who(row, 'production') : who(row, 'sandbox'),
  row.tokens ? 'yes' : 'no',
  [
    row.summary,
    ...(row.membersOnly ? ['members only'] : []),
    ...(row.door === 'local' ? ['on the machine itself'] : []),
    ...(row.door === 'sign-in' ? ['own sign-in with a second factor'] : []),
    ...(row.approvals > 0 ? [`${row.approvals} approvals`] : []),
  ].join('; '),
];

const allRoles = 6;

function who({ door, roles }: AdminOperation, environment: 'sandbox' | 'production'): string {
  if (door === 'public') return 'anybody';
  const may = roles[environment];
  if (may.length === allRoles) return 'everybody signed in';
  return may.length === 0 ? 'nobody' : may.join(', ');
}
