/** A record whose members are left out rather than `undefined`. */
export type Present<Members> = {
  readonly [Name in keyof Members]?: Exclude<Members[Name], undefined>;
};

/** Copies the members that are there, and freezes the copy. */
export function present<Members extends object>(members: Members): Present<Members> {
  const kept = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.freeze(Object.fromEntries(kept)) as Present<Members>;
}
