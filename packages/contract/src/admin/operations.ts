import type { components, operations } from '../generated/admin-openapi.ts';
import { adminOperations as table } from '../generated/admin-operations.ts';

/** The id of an operation: `project.create`. */
export type OperationId = keyof typeof table;

export type AdminSchemas = components['schemas'];
type Role = AdminSchemas['Role'];

/** One operation of the admin API: where it is, and who may. */
export interface AdminOperation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With its parameters in braces: `/v1/{environment}/projects`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  /** Of the answer when all is well. */
  readonly status: number;
  /**
   * `public` needs no sign-in; `local` is for the folder's owner on its socket; `sign-in` takes a person's
   * own session even there.
   */
  readonly door: 'any' | 'public' | 'local' | 'sign-in';
  readonly roles: { readonly sandbox: readonly Role[]; readonly production: readonly Role[] };
  /** Whether a token may. */
  readonly tokens: boolean;
  /** Developers may only where they are members of the project. */
  readonly membersOnly: boolean;
  /** How many security officers must approve first. */
  readonly approvals: number;
  /** How long the body may be. */
  readonly bodyBytes: number;
  /** The schema of the body, where one is read. */
  readonly body: string | null;
}

/** Every operation there is, generated from api/admin.yaml. */
export const adminOperations: Readonly<Record<OperationId, AdminOperation>> = table;

type Json<T> = T extends { content: { 'application/json': infer Body } } ? Body : undefined;

/** What an operation is sent. */
export type AdminBody<Id extends OperationId> = operations[Id] extends {
  requestBody: infer Request;
}
  ? Json<Request>
  : undefined;

type Responses<Id extends OperationId> = operations[Id]['responses'];

/** What an operation answers when all is well; `undefined` for an answer without content. */
export type AdminAnswer<Id extends OperationId> = {
  [Status in keyof Responses<Id>]: Status extends number ? Json<Responses<Id>[Status]> : never;
}[keyof Responses<Id>];

/** The names that paths have in braces. */
export type PathParameter =
  | 'environment'
  | 'project'
  | 'account'
  | 'token'
  | 'credential'
  | 'key'
  | 'approval'
  | 'call'
  | 'import'
  | 'trail';
