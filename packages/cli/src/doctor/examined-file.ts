import type { Diagnosis } from '@whorl/contract';
import type { Content } from './content.ts';
import type { Role } from './role.ts';

/** A file, what it turned out to be, and what it is for. */
export interface BroughtFile {
  /** As it was named. */
  readonly path: string;
  readonly content: Content;
  /** By the option, the configuration or the name. */
  readonly role?: Role | undefined;
  /** Whether others than its owner may read it. */
  readonly isOpenToOthers: boolean;
}

/** Everything that was brought, examined together. */
export interface Collection {
  readonly files: readonly BroughtFile[];
  readonly nowMs: number;
}

/** A fault of one file. */
export interface Finding {
  readonly path: string;
  readonly diagnosis: Diagnosis;
}

/** The first file of a role. */
export const fileOf = ({ files }: Collection, ...roles: readonly Role[]): BroughtFile | undefined =>
  files.find(({ role }) => role !== undefined && roles.includes(role));
