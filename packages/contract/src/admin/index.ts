/** What both ends of the admin API agree on: `api/admin.yaml`, as types and tables. */
export type {
  components as AdminComponents,
  paths as AdminPaths,
} from '../generated/admin-openapi.ts';
export { parseAdminBody } from './body.ts';
export {
  type AdminAnswer,
  type AdminBody,
  type AdminOperation,
  type AdminSchemas,
  adminOperations,
  type OperationId,
  type PathParameter,
} from './operations.ts';
export { type AdminProblemCode, AdminRefusal, adminProblems } from './problem.ts';
