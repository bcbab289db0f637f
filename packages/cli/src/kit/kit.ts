import type { AdminSchemas } from '@whorl/contract/admin';
import type { KitConfig } from './kit-config.ts';

/** A file as the service hands it over, and as kits are made of. */
export type KitFile = AdminSchemas['File'];

/** What a kit is made of, whoever made the credentials. */
export interface Kit {
  readonly config: KitConfig;
  /** The credentials that lie in the kit itself. */
  readonly credentials: readonly KitFile[];
  /** The public Client Encryption Key, a PEM certificate. */
  readonly requestKey: string;
  /** The transaction that is sent, as JSON. */
  readonly request: string;
  /** Where the kit will be, an absolute path. */
  readonly folder: string;
}

/** A text file that anybody may read. */
export const textFile = (name: string, content: string, what: string): KitFile => ({
  ...{ name, content, what, encoding: 'utf8', secret: false },
});

/** JSON as people read it. */
export const printed = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
