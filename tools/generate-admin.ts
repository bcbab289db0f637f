/** What is generated of the admin API beside its types and validators: the table of its operations. */

interface Operation {
  readonly operationId: string;
  readonly tags: readonly [string];
  readonly summary: string;
  readonly requestBody?: {
    readonly content: {
      readonly 'application/json': { readonly schema: { readonly $ref: string } };
    };
  };
  readonly responses: Readonly<Record<string, unknown>>;
  readonly 'x-roles'?: readonly string[];
  readonly 'x-production-roles'?: readonly string[];
  readonly 'x-door'?: 'public' | 'local' | 'sign-in';
  readonly 'x-tokens'?: 'refused';
  readonly 'x-members-only'?: boolean;
  readonly 'x-approvals'?: number;
  readonly 'x-body-bytes'?: number;
}

/** As much of api/admin.yaml as is read here. */
export interface AdminApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** How long a body may be, where its operation does not say otherwise. */
const usualBodyBytes = 64 * 1024;

const methods = ['get', 'post', 'put', 'patch', 'delete'];

/** The table, as TypeScript. */
export function printAdminOperations({ paths }: AdminApi): string {
  const rows = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => methods.includes(method))
      .map(([method, operation]) => rowOf(path, method, operation)),
  );
  const table = JSON.stringify(Object.fromEntries(rows), undefined, 2);
  return `export const adminOperations = ${table} as const;\n`;
}

const rowOf = (path: string, method: string, operation: Operation) =>
  [
    operation.operationId,
    {
      method: method.toUpperCase(),
      path,
      tag: operation.tags[0],
      summary: operation.summary,
      status: Number(Object.keys(operation.responses)[0]),
      door: operation['x-door'] ?? 'any',
      roles: {
        sandbox: operation['x-roles'] ?? [],
        production: operation['x-production-roles'] ?? operation['x-roles'] ?? [],
      },
      tokens: operation['x-tokens'] !== 'refused' && operation['x-door'] !== 'public',
      membersOnly: operation['x-members-only'] === true,
      approvals: operation['x-approvals'] ?? 0,
      bodyBytes: operation['x-body-bytes'] ?? usualBodyBytes,
      body:
        operation.requestBody?.content['application/json'].schema.$ref.split('/').at(-1) ?? null,
    },
  ] as const;
