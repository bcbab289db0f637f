import type { Project } from '../registry/registry.ts';
import type { Actor } from './environment.ts';

/** Where a step belongs, and who does it. */
export interface Step {
  readonly project: Project;
  readonly actor: Actor;
  readonly operation: string;
}
