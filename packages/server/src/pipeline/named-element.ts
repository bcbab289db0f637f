import type { RequestMembers } from '@whorl/contract';
import { type RememberedRole, toSubject } from '@whorl/engine';
import type { ElementRef } from '../network/network.ts';
import type { ProjectKeys } from './project-keys.ts';

/** An element as a person names it: by the members that give it in a call. */
export interface NamedElement {
  readonly role: RememberedRole;
  readonly members: RequestMembers;
}

/**
 * Finds the element that members give, as a call with them would: in its canonical form, under its pseudonym.
 *
 * @returns nothing where they do not give one of that role
 */
export function findElement(
  { role, members }: NamedElement,
  keys: ProjectKeys,
): ElementRef | undefined {
  const element = toSubject(members).elements[role];
  if (element === undefined) return undefined;
  const { kind, canonical } = element;
  return { kind, pseudonym: keys.pseudonym(kind, canonical) };
}
