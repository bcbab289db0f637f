/** From what the promise speaks of to what tables and logs hold, and back. */
import {
  type Change,
  type HistoryChange,
  idBytes,
  nameTokensBytes,
  type ReportChange,
  type Sighted,
} from './change.ts';
import { codeOf, elementCodes, kindOf, linkCodes } from './kinds.ts';
import {
  type ElementPortrait,
  type ElementRef,
  type FraudReport,
  type HistoryBatch,
  type LinkRef,
  maxNameParts,
  type NameTokens,
  type NetworkQuery,
  type PruneRule,
  type Pseudonym,
  type Purchase,
} from './network.ts';
import { checkSighted } from './table/check.ts';
import type { StoredPortrait, StoredQuery } from './table/table.ts';

/** How pseudonyms become identifiers at rest, many at once, and back. */
export interface IdForm {
  /** @param pseudonyms 16 bytes each */
  seal(pseudonyms: Uint8Array): Uint8Array;
  open(ids: Uint8Array): Uint8Array;
}

/** Identifiers that are the pseudonyms: of what is never at rest. */
export const plainIds: IdForm = { seal: (pseudonyms) => pseudonyms, open: (ids) => ids };

/** Kinds and identifiers. @throws RangeError for a pseudonym that is none */
export function storeElements(elements: readonly ElementRef[], ids: IdForm) {
  const pseudonyms = Buffer.from(elements.map(({ pseudonym }) => pseudonym).join(''), 'hex');
  if (pseudonyms.length !== elements.length * idBytes)
    throw new RangeError('A pseudonym is 32 hex digits; one is not.');
  const kinds = Uint8Array.from(elements, ({ kind }) => codeOf(elementCodes, kind));
  return { kinds, ids: ids.seal(pseudonyms) };
}

/**
 * What is counted of a purchase.
 *
 * @throws RangeError for one that cannot be counted (see {@link checkSighted})
 */
export function storePurchase(purchase: Purchase, ids: IdForm): Sighted {
  const { atMs, elements, links, spend } = purchase;
  const sighted: Sighted = {
    atMs,
    ...storeElements(elements, ids),
    links: storeLinks(links, elements),
    names: storeNames(links.map(({ name = [] }) => name)),
    spend: spend && {
      currency: Number(spend.currency),
      tenThousandths: spend.tenThousandths,
    },
  };
  checkSighted(sighted);
  return sighted;
}

/** @throws RangeError as {@link storePurchase} */
export function storeHistory(batch: HistoryBatch, ids: IdForm): HistoryChange {
  const { projectId, importId, throughLine, purchases } = batch;
  if (purchases.length > mostPurchases)
    throw new RangeError(`A batch has at most ${mostPurchases} purchases.`);
  return {
    type: 'history',
    projectId,
    importId,
    throughLine,
    purchases: purchases.map((purchase) => ({
      ...storePurchase(purchase, ids),
      line: purchase.line,
    })),
  };
}

const mostPurchases = 10_000;

/** @throws RangeError as {@link storePurchase} */
export function storeReport(report: FraudReport, ids: IdForm): ReportChange {
  const { purchaseAtMs: atMs, elements, links, change } = report;
  const sighted = storePurchase({ atMs, elements, links }, ids);
  return { type: 'report', ...sighted, by: change === 'reported' ? 1 : -1 };
}

export const storePruneRule = (rule: PruneRule): Change => ({
  type: 'prune',
  before: Object.entries(rule).map(
    ([kind, atMs]) => [codeOf<string>(elementCodes, kind), atMs] as const,
  ),
});

/**
 * A question. Ends of links that it does not ask for are added behind the elements that it does: the first
 * answers are what was asked.
 */
export function storeQuery({ elements, links, nowMs }: NetworkQuery, ids: IdForm): StoredQuery {
  const all = [...elements];
  const positions = links.flatMap(({ kind, from, to }) => [
    codeOf(linkCodes, kind),
    ...[from, to].map((end) => {
      const position = positionOf(end, all);
      return position < 0 ? all.push(end) - 1 : position;
    }),
  ]);
  return { ...storeElements(all, ids), links: Uint32Array.from(positions), nowMs };
}

/** Names as their tokens tell them. */
export const tellNames = (names: readonly Uint8Array[]): readonly (readonly NameTokens[])[] =>
  names.map((name) =>
    Array.from({ length: name.length / nameTokensBytes }, (_, part) => tellPart(name, part)),
  );

/** A portrait whose partners are pseudonyms again. */
export function tellPortrait({ sighting, partners }: StoredPortrait, ids: IdForm): ElementPortrait {
  const pseudonyms = Buffer.from(ids.open(Buffer.concat(partners.map(({ id }) => id))));
  return {
    sighting,
    partners: partners.map(({ link, kind, sighting: seen }, n) => {
      const pseudonym = pseudonyms.toString('hex', n * idBytes, (n + 1) * idBytes) as Pseudonym;
      return { link, element: { kind: kindOf(elementCodes, kind), pseudonym }, sighting: seen };
    }),
  };
}

/** Kind and pseudonym: elements of different kinds never mix. */
const positionOf = (end: ElementRef, elements: readonly ElementRef[]): number =>
  elements.findIndex(({ kind, pseudonym }) => kind === end.kind && pseudonym === end.pseudonym);

function storeLinks(links: readonly LinkRef[], elements: readonly ElementRef[]): Uint8Array {
  const positions = links.flatMap(({ kind, from, to }) => {
    const ends = [from, to].map((end) => positionOf(end, elements));
    if (ends.some((position) => position < 0))
      throw new RangeError(`A ${kind} link joins an element that its call does not name.`);
    return [codeOf(linkCodes, kind), ...ends];
  });
  return Uint8Array.from(positions);
}

function storeNames(names: readonly (readonly NameTokens[])[]): Uint8Array {
  return Buffer.concat(
    names.map((parts) => {
      const tokens = parts.map(({ exact, root, phonetic }) => exact + root + phonetic).join('');
      const bytes = Buffer.from(tokens, 'hex');
      if (parts.length > maxNameParts || bytes.length !== parts.length * nameTokensBytes)
        throw new RangeError(`A name has at most ${maxNameParts} parts, of 16 hex digits a token.`);
      return Buffer.concat([Buffer.of(parts.length), bytes]);
    }),
  );
}

function tellPart(name: Uint8Array, part: number): NameTokens {
  const token = (n: number): string => {
    const from = part * nameTokensBytes + n * 8;
    return Buffer.from(name.subarray(from, from + 8)).toString('hex');
  };
  return { exact: token(0), root: token(1), phonetic: token(2) };
}
