import type { Diagnosis } from '@whorl/contract';
import type { Content } from './content.ts';
import type { Role } from './role.ts';

/** A file, what it turned out to be, and what it is for. */
export interface ExaminedFile {
  /** As it was named. */
  readonly path: string;
  readonly content: Content;
  /** By the option, the configuration or the name. */
  readonly role?: Role | undefined;
  /** Whether others than its owner may read it. */
  readonly isOpenToOthers: boolean;
}

/** Everything that is examined together. */
export interface Collection {
  readonly files: readonly ExaminedFile[];
  readonly nowMs: number;
}

/** A fault of one file. */
export interface FileFault {
  readonly path: string;
  readonly diagnosis: Diagnosis;
}

/** The first file of a role. */
export const fileOf = (
  { files }: Pick<Collection, 'files'>,
  ...roles: readonly Role[]
): ExaminedFile | undefined => files.find(({ role }) => role !== undefined && roles.includes(role));
