import {
  type DeviceIds,
  isNameLink,
  type LinkRole,
  linkRows,
  type RememberedRole,
  type Spend,
  type Subject,
} from '@whorl/engine';
import type { ElementRef, LinkRef, NameTokens } from '../network/network.ts';
import type { ProjectKeys } from './project-keys.ts';

/** A subject as the network may know it: who it is about can no longer be read from it. */
export interface Pseudonyms {
  readonly elements: Readonly<Partial<Record<RememberedRole, ElementRef>>>;
  readonly links: Readonly<Partial<Record<LinkRole, LinkRef>>>;
  /** Of each link to a name: makes what the name is compared by, the first time that it is asked. */
  readonly nameTokens: Readonly<Partial<Record<LinkRole, () => readonly NameTokens[]>>>;
  readonly spend?: Spend;
  readonly deviceIds?: DeviceIds;
}

/** Replaces every element of the subject by its keyed pseudonym. */
export function pseudonymise(subject: Subject, keys: ProjectKeys): Pseudonyms {
  const elements: Partial<Record<RememberedRole, ElementRef>> = {};
  for (const [role, { kind, canonical }] of Object.entries(subject.elements))
    elements[role as RememberedRole] = { kind, pseudonym: keys.pseudonym(kind, canonical) };
  const { spend } = subject;
  const deviceIds = identifyDevice(subject, keys);
  return {
    elements,
    ...linksOf(subject, { elements, keys }),
    ...(spend && { spend }),
    ...(deviceIds && { deviceIds }),
  };
}

interface Keyed {
  readonly elements: Pseudonyms['elements'];
  readonly keys: ProjectKeys;
}

function linksOf(subject: Subject, { elements, keys }: Keyed) {
  const links: Partial<Record<LinkRole, LinkRef>> = {};
  const nameTokens: Partial<Record<LinkRole, () => readonly NameTokens[]>> = {};
  for (const row of linkRows) {
    const { [row.from]: from, [row.to]: to } = elements;
    const name = subject.elements[row.to];
    if (!from || !to || !name || isSame(from, to)) continue;
    links[row.role] = { kind: row.kind, from, to };
    if (isNameLink(row.kind))
      nameTokens[row.role] = once(() => keys.nameTokens(from.pseudonym, name.canonical));
  }
  return { links, nameTokens };
}

/** An element is no partner of its own: equal addresses say nothing about others. */
const isSame = (one: ElementRef, other: ElementRef): boolean =>
  one.kind === other.kind && one.pseudonym === other.pseudonym;

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function identifyDevice({ elements }: Subject, keys: ProjectKeys): DeviceIds | undefined {
  if (elements.device === undefined) return undefined;
  const uDeviceId = `UDID-${keys.device(`udid ${elements.device.canonical}`).slice(0, 32)}`;
  if (elements.account === undefined) return { uDeviceId };
  const paired = keys.device(`account ${uDeviceId} ${elements.account.canonical}`);
  return { uDeviceId, accountDeviceId: paired.slice(0, 32) };
}
