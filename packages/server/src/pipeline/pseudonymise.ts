import { hash, hkdfSync } from 'node:crypto';
import {
  type DeviceIds,
  type ElementKind,
  type ElementRole,
  type LinkKind,
  linkKinds,
  linkRoles,
  type Subject,
} from '@whorl/engine';
import type { ElementRef, LinkRef, Pseudonym } from '../network/network.ts';

/** A subject as the network may know it: who it is about can no longer be read from it. */
export interface Pseudonyms {
  readonly elements: Readonly<Partial<Record<ElementRole, ElementRef>>>;
  readonly links: Readonly<Partial<Record<LinkKind, LinkRef>>>;
  readonly deviceIds?: DeviceIds;
}

/** An HMAC-SHA-256 under a fixed key: hex digits of the whole tag. */
type Mac = (message: string) => string;

/** A project's keys, derived and ready. */
export interface ProjectKeys {
  pseudonym(kind: ElementKind | 'idempotency-key', canonical: string): Pseudonym;
  readonly device: Mac;
}

/**
 * Derives a project's pseudonym keys: K = HKDF-SHA-256(network key, info 'whorl/v1/' + kind), a key
 * per kind, so that equal text under two kinds looks unrelated (RFC 5869).
 */
export function deriveProjectKeys(secrets: {
  readonly networkKey: Uint8Array;
  readonly deviceKey: Uint8Array;
}): ProjectKeys {
  const macs = new Map<string, Mac>();
  return {
    pseudonym(kind, canonical) {
      let mac = macs.get(kind);
      if (mac === undefined) {
        mac = createMac(deriveKey(secrets.networkKey, kind));
        macs.set(kind, mac);
      }
      return mac(canonical).slice(0, 32) as Pseudonym;
    },
    device: createMac(deriveKey(secrets.deviceKey, 'device-id')),
  };
}

const deriveKey = (secret: Uint8Array, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `whorl/v1/${purpose}`, 32));

/** Replaces every element of the subject by its keyed pseudonym. */
export function pseudonymise(subject: Subject, keys: ProjectKeys): Pseudonyms {
  const elements: Partial<Record<ElementRole, ElementRef>> = {};
  for (const [role, { kind, canonical }] of Object.entries(subject.elements))
    elements[role as ElementRole] = { kind, pseudonym: keys.pseudonym(kind, canonical) };
  const deviceIds = identifyDevice(subject, keys);
  return { elements, links: linksOf(elements), ...(deviceIds && { deviceIds }) };
}

function linksOf(elements: Pseudonyms['elements']): Pseudonyms['links'] {
  const links: Partial<Record<LinkKind, LinkRef>> = {};
  for (const kind of linkKinds) {
    const [fromRole, toRole] = linkRoles[kind];
    const from = elements[fromRole];
    const to = elements[toRole];
    // An element is no partner of its own: equal addresses say nothing about others.
    if (from && to && from.pseudonym !== to.pseudonym) links[kind] = { kind, from, to };
  }
  return links;
}

function identifyDevice({ elements }: Subject, keys: ProjectKeys): DeviceIds | undefined {
  if (elements.device === undefined) return undefined;
  const uDeviceId = `UDID-${keys.device(`udid ${elements.device.canonical}`).slice(0, 32)}`;
  if (elements.account === undefined) return { uDeviceId };
  const paired = keys.device(`account ${uDeviceId} ${elements.account.canonical}`);
  return { uDeviceId, accountDeviceId: paired.slice(0, 32) };
}

const blockBytes = 64;
const digestBytes = 32;

/**
 * HMAC as two one-shot hashes over padded keys (RFC 2104 §2): half the cost of `createHmac`, which
 * builds an object with a context for every message.
 */
function createMac(key: Uint8Array): Mac {
  const inner = pad(key, 0x36);
  const outer = Buffer.concat([pad(key, 0x5c), Buffer.alloc(digestBytes)]);
  return (message) => {
    // As text, since the platform hands out a text twice as fast as a buffer of its own.
    const digest = hash('sha256', Buffer.concat([inner, Buffer.from(message)]), 'binary');
    outer.write(digest, blockBytes, 'latin1');
    return hash('sha256', outer, 'hex');
  };
}

const pad = (key: Uint8Array, byte: number): Buffer =>
  Buffer.from(Uint8Array.from({ length: blockBytes }, (_, index) => (key[index] ?? 0) ^ byte));
