import type { Accounts } from '../accounts/accounts.ts';
import type { Clock } from '../config/clock.ts';
import type { AuditHead, AuditTrail, AuditVerdict } from '../registry/audit.ts';
import type { EnvironmentName } from '../registry/registry.ts';
import type { Log } from '../telemetry/log.ts';
import type { Actor, Environment } from './environment.ts';

/** The trails of a data folder: one an environment, and one for accounts, tokens and the master key. */
export type TrailName = EnvironmentName | 'accounts';

/** A head of one of the trails, as it is exported. */
export interface ExportedHead extends AuditHead {
  readonly trail: TrailName;
}

/** A trail, and what a check of it found. */
export interface TrailVerdict {
  readonly trail: TrailName;
  readonly verdict: AuditVerdict;
}

/** A data folder, opened: what the admin API works on. */
export interface House {
  readonly version: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly accounts: Accounts;
  /** Of what belongs to no environment. */
  readonly trail: AuditTrail;
  /** `undefined` for production while it was not set up. */
  environment(name: EnvironmentName): Environment | undefined;
  /** Why production does not start, one sentence each; none when it may. */
  unmetRequirements(): Promise<readonly string[]>;
  /** Sets production up, and starts it where a service runs. @throws StepRefused */
  initProduction(actor: Actor): Promise<void>;
  /**
   * Wraps every secret anew, under a new master key.
   *
   * @param newKeyFile on this machine; made where there is none
   * @throws StepRefused, MasterKeyError
   */
  rotateMasterKey(
    newKeyFile: string,
    actor: Actor,
  ): Promise<{ readonly rewrapped: number; readonly next: string }>;
  /**
   * Checks every trail against the heads that lie in the folder and those that are brought, and what the
   * environments keep against what their trails tell.
   */
  verifyAudit(brought: readonly ExportedHead[]): Promise<readonly TrailVerdict[]>;
}
