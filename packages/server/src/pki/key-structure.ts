/**
 * What a key is, told by the structure and the OIDs of its DER alone. OpenSSL is not asked: over a private DSA key of 46,000 bits, which
 * fits into what people may bring, it computes for half a minute.
 */
import { partsOfSequence, readValue, tags, type Value } from './der.ts';

/** By the OID's contents in hex (RFC 3279 §2.3, RFC 4055 §1.2, RFC 8410 §3): the kinds as the platform calls them. */
const kinds = {
  '2a864886f70d010101': 'rsa',
  '2a864886f70d01010a': 'rsa-pss',
  '2a8648ce3d0201': 'ec',
  '2b656e': 'x25519',
  '2b656f': 'x448',
  '2b6570': 'ed25519',
  '2b6571': 'ed448',
  '2a8648ce380401': 'dsa',
  '2a864886f70d010301': 'dh',
  '2a8648ce3e0201': 'dh',
} as const;

/** A kind of key. */
export type KeyKind = (typeof kinds)[keyof typeof kinds];

/** A key as it lies in its DER. */
export interface KeyStructure<Form extends string> {
  readonly form: Form;
  /** `undefined` where it is unknown here, or cannot be seen. */
  readonly kind: KeyKind | undefined;
  /** The key alone, without what follows it. */
  readonly der: Buffer;
  /** The numbers of an RSA key. */
  readonly numbers: readonly Value[];
}

type Parts = readonly Value[];

/** How a form is told, and what can be told of a key in it, by the parts of its SEQUENCE. */
interface FormRow {
  readonly is: (parts: Parts) => boolean;
  readonly kind: (parts: Parts) => KeyKind | undefined;
  readonly numbers: (parts: Parts) => Parts;
}

const { integer, bitString, octetString, oid, sequence } = tags;

const beginsWith = (parts: Parts, wanted: readonly number[]): boolean =>
  wanted.every((tag, index) => parts[index]?.tag === tag);

const integers = (count: number): readonly number[] => Array(count).fill(integer);

const isVersion = (part: Value | undefined): boolean =>
  part?.tag === integer && part.contents.length === 1 && (part.contents[0] ?? 2) < 2;

const oidIn = (algorithm: Value | undefined): string => {
  const [first] = partsOfSequence(algorithm);
  return first?.tag === oid ? first.contents.toString('hex') : '';
};

const kindIn = (algorithm: Value | undefined): KeyKind | undefined => {
  const found = oidIn(algorithm);
  return Object.hasOwn(kinds, found) ? kinds[found as keyof typeof kinds] : undefined;
};

/** PBES1, PBES2 (RFC 8018 §A) and the schemes of PKCS#12 (RFC 7292 §C). */
const isPasswordBased = (algorithm: Value | undefined): boolean =>
  /^2a864886f70d01(05|0c01)..$/.test(oidIn(algorithm));

const none = { kind: () => undefined, numbers: () => [] };

const privateForms = {
  pkcs8: {
    is: (parts) => isVersion(parts[0]) && beginsWith(parts, [integer, sequence, octetString]),
    kind: ([, algorithm]) => kindIn(algorithm),
    numbers: ([, , key]) => partsOfSequence(key && readValue(key.contents)),
  },
  encrypted: {
    is: (parts) => beginsWith(parts, [sequence, octetString]) && isPasswordBased(parts[0]),
    ...none,
  },
  pkcs1: {
    is: (parts) => isVersion(parts[0]) && beginsWith(parts, integers(9)),
    kind: () => 'rsa',
    numbers: (parts) => parts,
  },
  sec1: {
    is: (parts) => isVersion(parts[0]) && beginsWith(parts, [integer, octetString]),
    kind: () => 'ec',
    numbers: () => [],
  },
  /** What OpenSSL writes for DSA: no standard has it. */
  dsa: {
    is: (parts) => isVersion(parts[0]) && beginsWith(parts, integers(6)) && parts.length === 6,
    kind: () => 'dsa',
    numbers: () => [],
  },
} as const satisfies Record<string, FormRow>;

const publicForms = {
  spki: {
    is: (parts) => beginsWith(parts, [sequence, bitString]) && oidIn(parts[0]) !== '',
    kind: ([algorithm]) => kindIn(algorithm),
    // The first byte of a BIT STRING says how many bits at its end are unused.
    numbers: ([, key]) => partsOfSequence(key && readValue(key.contents.subarray(1))),
  },
  pkcs1: {
    is: (parts) => beginsWith(parts, integers(2)) && parts.length === 2,
    kind: () => 'rsa',
    numbers: (parts) => parts,
  },
} as const satisfies Record<string, FormRow>;

function tell<Form extends string>(
  der: Uint8Array,
  forms: Readonly<Record<Form, FormRow>>,
): KeyStructure<Form> | undefined {
  const value = readValue(der);
  const parts = partsOfSequence(value);
  const form = (Object.keys(forms) as Form[]).find((name) => forms[name].is(parts));
  if (value === undefined || form === undefined) return undefined;
  const { kind, numbers } = forms[form];
  return { form, kind: kind(parts), der: value.whole, numbers: numbers(parts) };
}

/** Tells a private key of any form, encrypted ones too; `undefined` for anything else. Pure, and reads nothing of it but its structure. */
export const tellPrivateKey = (der: Uint8Array) => tell(der, privateForms);

/** Tells a public key, SubjectPublicKeyInfo or PKCS#1; `undefined` for anything else. Pure. */
export const tellPublicKey = (der: Uint8Array) => tell(der, publicForms);

/** The SubjectPublicKeyInfo of a certificate (RFC 5280 §4.1); `undefined` where it is not where it should be. Pure. */
export function spkiOf(certificate: Uint8Array): Buffer | undefined {
  const [tbs] = partsOfSequence(readValue(certificate));
  const parts = partsOfSequence(tbs);
  return parts[parts[0]?.tag === tags.context0 ? 6 : 5]?.whole;
}
