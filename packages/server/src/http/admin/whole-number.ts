import { AdminRefusal } from '@whorl/contract/admin';

/** A parameter of a query, and what it may be. */
interface Bounds {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** Where it is not given. */
  readonly usual: number;
}

type Query = Readonly<Record<string, string>>;

/** Reads a whole number out of a query. @throws AdminRefusal `invalid` */
export function readWholeNumber(query: Query, { name, least, most, usual }: Bounds): number {
  const text = query[name];
  if (text === undefined) return usual;
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  throw new AdminRefusal('invalid', `${name} must be a whole number from ${least} to ${most}.`);
}

/** Reads how many are asked for. @throws AdminRefusal `invalid` */
export const readLimit = (query: Query): number =>
  readWholeNumber(query, { name: 'limit', least: 1, most: 1000, usual: 100 });
