import type { AdminAnswer, AdminBody, OperationId, PathParameter } from '@whorl/contract/admin';
import type { ApprovableRequest } from '../../environment/approvals.ts';
import type { Environment } from '../../environment/environment.ts';
import type { House } from '../../environment/house.ts';
import type { Project, RegistryEdits } from '../../registry/registry.ts';
import type { Asker, Door } from './actor.ts';

/** One request of the admin API: parsed, and allowed. */
export interface Asked<Id extends OperationId> {
  readonly house: House;
  readonly asker: Asker;
  /** As the audit trail names whoever asks. */
  readonly actor: string;
  readonly door: Door;
  /** The bearer token that was sent, for what is done to one's own session. */
  readonly bearer: string;
  readonly parameters: Readonly<Partial<Record<PathParameter, string>>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: AdminBody<Id>;
  /** The environment that the path names. @throws AdminRefusal where it was not set up */
  environment(): Environment;
  /** The project that the path names. */
  project(): Project;
}

/** Does an operation and answers with its view. */
export type Handler<Id extends OperationId> = (asked: Asked<Id>) => Promise<AdminAnswer<Id>>;

/**
 * An operation that waits for approval: checked when it is asked for, done in the transaction of the last
 * approval.
 */
export interface ApprovedStep {
  /**
   * Whether it may be asked for.
   *
   * @returns what is approved, to the letter: with ids for names, which could be others' by then
   */
  check(asked: Asked<OperationId>): Promise<unknown>;
  perform(house: House, request: ApprovableRequest, edits: RegistryEdits): Promise<void>;
}
