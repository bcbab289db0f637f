/**
 * The promise in its plainest form: every event in a list, every question answered by counting. Slow, and
 * too simple to be wrong in the way that a store can be.
 */
import {
  type CallRecord,
  type ElementRef,
  type Forgotten,
  type HistoryBatch,
  idempotencyWindowMs,
  type LinkRef,
  type NameTokens,
  type NetworkQuery,
  type NetworkSize,
  type Partner,
  type PruneRule,
  type Pseudonym,
  type RecordedAnswer,
} from '../../network.ts';
import { type LifeEvent, nothing } from './event.ts';
import { linksOf, namesOf, partnerIn } from './partners.ts';
import { gone, knownRefs, type Past, purchasesOf, reported, seen } from './past.ts';
import { standingReports } from './reports.ts';
import { type CountedSighting, sightingOf } from './sighting.ts';

/** What the oracle knows of an element. */
export interface CountedPortrait {
  readonly sighting: CountedSighting;
  readonly partners: readonly Partner[];
}

/** Answers as a network does, at once. */
export class Oracle {
  readonly #past: Past[number][] = [];
  readonly #calls: CallRecord[] = [];
  readonly #lines = new Map<string, number>();

  apply(event: LifeEvent): Forgotten {
    switch (event.type) {
      case 'call':
        this.#calls.push(event.call);
        this.#past.push(seen(event.call));
        return nothing;
      case 'history':
        this.#readOn(event.batch);
        return nothing;
      case 'report':
        this.#past.push(reported(event.report));
        return nothing;
      case 'erase':
        return this.#forget(event.elements);
      case 'prune':
        return this.#forget(this.#stale(event.rule));
    }
  }

  read({ elements, links, nowMs }: NetworkQuery) {
    const tell = (ref: ElementRef | LinkRef) => sightingOf(this.#past, ref, nowMs);
    return { elements: elements.map(tell), links: links.map(tell) };
  }

  linkedNames(
    elements: readonly ElementRef[],
    limit: number,
  ): readonly (readonly (readonly NameTokens[])[])[] {
    return elements.map((element) => namesOf(this.#past, element).slice(0, limit));
  }

  portray(
    element: ElementRef,
    { nowMs, limit }: { readonly nowMs: number; readonly limit: number },
  ): CountedPortrait | undefined {
    const sighting = sightingOf(this.#past, element, nowMs);
    const links = linksOf(this.#past, element);
    const listed = links.filter(
      (link) => links.filter(({ kind }) => kind === link.kind).indexOf(link) < limit,
    );
    const partners = listed.flatMap((link): Partner[] => {
      const of = sightingOf(this.#past, link, nowMs);
      return of ? [{ link: link.kind, element: partnerIn(link, element), sighting: of }] : [];
    });
    return sighting && { sighting, partners };
  }

  size(): Omit<NetworkSize, 'bytes'> {
    const known = knownRefs(this.#past);
    const links = known.filter((ref) => 'from' in ref).length;
    const byKind: Partial<Record<ElementRef['kind'] | LinkRef['kind'], number>> = {};
    for (const { kind } of known) byKind[kind] = (byKind[kind] ?? 0) + 1;
    return { elements: known.length - links, links, byKind };
  }

  countCalls(projectId: string): number {
    return this.#calls.filter((call) => call.projectId === projectId).length;
  }

  historyLine(projectId: string, importId: string): number {
    return this.#lines.get(`${projectId} ${importId}`) ?? 0;
  }

  recall(key: Pseudonym, nowMs: number): RecordedAnswer | undefined {
    const named = this.#calls.findLast(({ idempotencyKey }) => idempotencyKey === key);
    if (named === undefined || Math.abs(nowMs - named.atMs) >= idempotencyWindowMs)
      return undefined;
    return { id: named.id, answer: named.answer };
  }

  /** The instants of the purchases that are reported and not taken back. */
  standingReports(ref: ElementRef | LinkRef): readonly number[] {
    return standingReports(this.#past, ref);
  }

  #readOn({ projectId, importId, purchases, throughLine }: HistoryBatch): void {
    const line = this.historyLine(projectId, importId);
    const ahead = purchases.filter((purchase) => purchase.line > line);
    this.#past.push(...ahead.map(seen));
    this.#lines.set(`${projectId} ${importId}`, Math.max(line, throughLine));
  }

  #stale(rule: PruneRule): readonly ElementRef[] {
    return knownRefs(this.#past).filter((ref): ref is ElementRef => {
      if ('from' in ref) return false;
      const instants = purchasesOf(this.#past, ref).map(({ atMs }) => atMs);
      return Math.max(...instants) < (rule[ref.kind] ?? Number.NEGATIVE_INFINITY);
    });
  }

  #forget(elements: readonly ElementRef[]): Forgotten {
    const before = this.size();
    this.#past.push(gone(elements));
    const after = this.size();
    return { elements: before.elements - after.elements, links: before.links - after.links };
  }
}
