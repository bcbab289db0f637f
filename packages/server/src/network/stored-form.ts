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
  type SeenLink,
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
  const kinds = new Uint8Array(elements.length);
  for (const [n, { kind }] of elements.entries()) kinds[n] = codeOf(elementCodes, kind);
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
    names: storeNames(links),
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
  const place = (end: ElementRef): number => {
    const position = positionOf(end, all);
    return position < 0 ? all.push(end) - 1 : position;
  };
  const stored = new Uint32Array(links.length * 3);
  links.forEach(({ kind, from, to }, n) => {
    stored.set([codeOf(linkCodes, kind), place(from), place(to)], n * 3);
  });
  return { ...storeElements(all, ids), links: stored, nowMs };
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

/** Kind and pseudonym: elements of different kinds never mix. Mostly an end is one of the very elements. */
function positionOf(end: ElementRef, elements: readonly ElementRef[]): number {
  const position = elements.indexOf(end);
  if (position >= 0) return position;
  return elements.findIndex(
    ({ kind, pseudonym }) => kind === end.kind && pseudonym === end.pseudonym,
  );
}

function storeLinks(links: readonly LinkRef[], elements: readonly ElementRef[]): Uint8Array {
  const stored = new Uint8Array(links.length * 3);
  let at = 0;
  for (const { kind, from, to } of links) {
    const [first, second] = [positionOf(from, elements), positionOf(to, elements)];
    if (first < 0 || second < 0)
      throw new RangeError(`A ${kind} link joins an element that its call does not name.`);
    stored[at++] = codeOf(linkCodes, kind);
    stored[at++] = first;
    stored[at++] = second;
  }
  return stored;
}

/** By way of one text, since that costs a third of putting many small buffers together. */
function storeNames(links: readonly SeenLink[]): Uint8Array {
  let hex = '';
  for (const { name = [] } of links) {
    if (name.length > maxNameParts)
      throw new RangeError(`A name has at most ${maxNameParts} parts.`);
    hex += `0${name.length}`;
    for (const { exact, root, phonetic } of name)
      hex += token(exact) + token(root) + token(phonetic);
  }
  const bytes = Buffer.from(hex, 'hex');
  if (bytes.length * 2 === hex.length) return bytes;
  throw new RangeError('A token of a name is 16 hex digits; one is not.');
}

function token(digits: string): string {
  if (digits.length === 16) return digits;
  throw new RangeError('A token of a name is 16 hex digits; one is not.');
}

function tellPart(name: Uint8Array, part: number): NameTokens {
  const tokenAt = (n: number): string => {
    const from = part * nameTokensBytes + n * 8;
    return Buffer.from(name.subarray(from, from + 8)).toString('hex');
  };
  return { exact: tokenAt(0), root: tokenAt(1), phonetic: tokenAt(2) };
}
