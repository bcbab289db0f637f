import { hkdfSync } from 'node:crypto';
import { type ElementKind, nameParts } from '@whorl/engine';
import type { NameTokens, Pseudonym } from '../network/network.ts';
import { createMac, type Mac } from './mac.ts';

/** What has a pseudonym. */
export type PseudonymKind = ElementKind | 'idempotency-key' | 'reference';

/** A project's keys, derived and ready. */
export interface ProjectKeys {
  pseudonym(kind: PseudonymKind, canonical: string): Pseudonym;
  /**
   * What a name is compared by, under one element: of each of its parts, three tokens. An HMAC a token
   * is the dearest thing of a call, so that they are made only where they are needed.
   *
   * @param name canonical
   */
  nameTokens(element: Pseudonym, name: string): readonly NameTokens[];
  readonly device: Mac;
}

/** What a project's keys are derived from. */
export interface ProjectSecrets {
  readonly networkKey: Uint8Array;
  readonly deviceKey: Uint8Array;
}

/**
 * Derives a project's pseudonym keys: K = HKDF-SHA-256(network key, info 'whorl/v1/' + kind), a key
 * per kind, so that equal text under two kinds looks unrelated (RFC 5869).
 */
export function deriveProjectKeys({ networkKey, deviceKey }: ProjectSecrets): ProjectKeys {
  const macs = new Map<string, Mac>();
  function macFor(purpose: string): Mac {
    let mac = macs.get(purpose);
    if (mac === undefined) {
      mac = createMac(deriveKey(networkKey, purpose));
      macs.set(purpose, mac);
    }
    return mac;
  }
  return {
    pseudonym: (kind, canonical) => macFor(kind)(canonical).slice(0, 32) as Pseudonym,
    nameTokens: (element, name) => bindName(macFor('name-token'), { element, name }),
    device: createMac(deriveKey(deviceKey, 'device-id')),
  };
}

const deriveKey = (secret: Uint8Array, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `whorl/v1/${purpose}`, 32));

/** The byte that tells forms of a part apart: a word that sounds like another's spelling is not it. */
const formBytes = { exact: 0, root: 1, phonetic: 2 } as const;

const tokenDigits = 16;

/** Tokens are bound to the element: equal names under two elements look unrelated. */
function bindName(mac: Mac, { element, name }: { element: Pseudonym; name: string }) {
  const tokenOf = (form: keyof NameTokens) => {
    const bound = Buffer.from(`${element}0${formBytes[form]}`, 'hex');
    return (text: string): string => mac(text, bound).slice(0, tokenDigits);
  };
  const exact = tokenOf('exact');
  const root = tokenOf('root');
  const phonetic = tokenOf('phonetic');
  return nameParts(name).map(
    (part): NameTokens => ({
      exact: exact(part.exact),
      root: root(part.root),
      phonetic: phonetic(part.phonetic),
    }),
  );
}
