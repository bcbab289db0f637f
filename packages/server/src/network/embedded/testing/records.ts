/** Records as tests make them: whatever a log can hold. */
import fc from 'fast-check';
import type { Change } from '../../change.ts';
import { elementCodes, endKinds, linkCodes } from '../../kinds.ts';
import { type ElementRef, maxNameParts, type SeenLink } from '../../network.ts';
import { createStorageKey } from '../../storage-key.ts';
import { batch, call, importId, past, pseudonym, report } from '../../testing/calls.ts';
import {
  type Encoded,
  encodeCall,
  encodeErasure,
  encodeHistory,
  encodePruning,
  encodeReport,
} from '../record/encode.ts';

/** Identifiers of most tests. */
export const ids = createStorageKey(Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex'));
/** Identifiers under another key. */
export const otherIds = createStorageKey(Buffer.from('0f0e0d0c0b0a09080706050403020100', 'hex'));

const pseudonyms = fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }).map(pseudonym);
const instants = fc.integer({ min: 0, max: Date.UTC(2099, 11, 31) });
const tokens = fc
  .bigInt({ min: 0n, max: 2n ** 64n - 1n })
  .map((n) => n.toString(16).padStart(16, '0'));
const nameTokens = fc.record({ exact: tokens, root: tokens, phonetic: tokens });
const refs = fc.record({ kind: fc.constantFrom(...elementCodes), pseudonym: pseudonyms });
const kindsOfLink = fc.constantFrom(...linkCodes);

/** Links with their ends, of which other elements are beside. */
const links = fc
  .array(
    fc
      .tuple(kindsOfLink, pseudonyms, pseudonyms, fc.array(nameTokens, { maxLength: maxNameParts }))
      .map(([kind, from, to, name]): SeenLink => {
        const [[one = 'card'] = [], [other = 'name'] = []] = endKinds(kind);
        const ends = { from: { kind: one, pseudonym: from }, to: { kind: other, pseudonym: to } };
        return { kind, ...ends, ...(name.length > 0 && { name }) };
      }),
    { maxLength: 20 },
  )
  .chain((made) =>
    fc.record({
      links: fc.constant(made),
      elements: fc
        .array(refs, { maxLength: 30 })
        .map((more): ElementRef[] => [...more, ...made.flatMap(({ from, to }) => [from, to])]),
    }),
  );

const spends = fc.option(
  fc.record({
    currency: fc.integer({ min: 0, max: 999 }).map((n) => String(n).padStart(3, '0')),
    tenThousandths: fc.maxSafeNat(),
  }),
  { nil: undefined },
);

const purchases = fc
  .tuple(links, instants, spends)
  .map(([parts, atMs, spend]) => ({ ...parts, atMs, ...(spend && { spend }) }));

const texts = fc.string({ unit: 'grapheme', maxLength: 40 });

/** Calls with all that a call can have. */
export const calls = fc
  .record({
    id: fc.uuid(),
    projectId: texts,
    answer: fc.string({ unit: 'grapheme' }),
    signals: fc.dictionary(fc.string(), fc.oneof(fc.integer(), fc.string(), fc.boolean()), {
      noNullPrototype: true,
    }),
    model: texts,
  })
  .chain((rest) =>
    fc
      .tuple(purchases, fc.option(pseudonyms, { nil: undefined }))
      .map(([purchase, key]) =>
        call({ ...rest, ...purchase, ...(key !== undefined && { idempotencyKey: key }) }),
      ),
  );

/** Histories, of few purchases. */
export const histories = fc
  .record({
    projectId: texts,
    importId: fc.nat().map(importId),
    purchases: fc.array(
      fc
        .tuple(purchases, fc.nat(), fc.option(pseudonyms, { nil: undefined }))
        .map(([one, line, reference]) =>
          past({ ...one, line, ...(reference !== undefined && { reference }) }),
        ),
      { maxLength: 5 },
    ),
    throughLine: fc.nat(),
  })
  .map(batch);

const reports = fc
  .tuple(purchases, fc.constantFrom('reported' as const, 'withdrawn' as const))
  .map(([{ atMs, elements, links: joined }, change]) =>
    report({ purchaseAtMs: atMs, elements, links: joined, change }),
  );

/** Whatever a log can hold. */
export const encodedOnes: fc.Arbitrary<Encoded<Change>> = fc.oneof(
  calls.map((one) => encodeCall(one, ids)),
  histories.map((one) => encodeHistory(one, ids)),
  reports.map((one) => encodeReport(one, ids)),
  fc.array(refs, { maxLength: 300 }).map((elements) => encodeErasure(elements, ids)),
  fc.dictionary(fc.constantFrom(...elementCodes), instants).map((rule) => encodePruning(rule)),
);

/** Bytes as plain arrays: a view equals a copy. */
export function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return [...value];
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one)]));
}
