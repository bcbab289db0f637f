import type { LinkKind } from '@whorl/engine';
import type {
  ElementRef,
  FraudReport,
  HistoryBatch,
  LinkRef,
  PruneRule,
  Purchase,
} from '../../network.ts';
import { batch, call, importId, name, past, pseudonym } from '../calls.ts';
import type { LifeEvent } from '../oracle/event.ts';
import { Oracle } from '../oracle/oracle.ts';
import { dayOf } from '../oracle/windows.ts';
import { currencies, elements, links, mayBePaid } from './population.ts';
import { reportOf } from './report-of.ts';
import type { Happening, HappeningOf, PurchaseSketch } from './sketch.ts';

/** Turns what is sketched into events: it knows what there is by then. */
export class Chronicle {
  readonly #oracle = new Oracle();
  readonly #links: readonly LinkRef[];
  readonly #purchases: Purchase[] = [];
  readonly #batches: HistoryBatch[] = [];
  readonly #reports: FraudReport[] = [];
  #calls = 0;

  constructor(linkKinds: readonly LinkKind[]) {
    this.#links = links.filter(({ kind }) => linkKinds.includes(kind));
  }

  /** @returns `undefined` where nothing can happen: no report is taken back before there is one */
  write(happening: Happening, nowMs: number): LifeEvent | undefined {
    const event = this.#eventOf(happening, nowMs);
    if (event !== undefined) this.#oracle.apply(event);
    return event;
  }

  #eventOf(happening: Happening, nowMs: number): LifeEvent | undefined {
    switch (happening.type) {
      case 'call':
        return this.#call(happening, nowMs);
      case 'history':
        return this.#history(happening, nowMs);
      case 'batch again': {
        const again = chosen(this.#batches, happening.which);
        return again && { type: 'history', batch: again };
      }
      case 'report':
        return this.#report(happening);
      case 'withdrawal':
        return this.#withdrawal(happening);
      case 'erasure': {
        const known = this.#purchases.flatMap((purchase) => purchase.elements);
        const all = [...known, ...elements];
        const erased = happening.which.flatMap((which) => chosen(all, which) ?? []);
        return { type: 'erase', elements: erased, nowMs };
      }
      case 'pruning':
        return this.#pruning(happening);
    }
  }

  /** Named calls take place by the clock: their retries are found by it. */
  #call({ purchase, project, key }: HappeningOf<'call'>, nowMs: number): LifeEvent {
    const bought = this.#purchase(purchase, nowMs);
    const named = key === undefined ? {} : { idempotencyKey: pseudonym(key), atMs: nowMs };
    this.#calls += 1;
    const id = `00000000-0000-4000-8000-${String(this.#calls).padStart(12, '0')}`;
    const answer = `{"id":"${id}"}`;
    const made = call({ ...bought, ...named, id, answer, projectId: `project-${project}` });
    this.#purchases.push(made);
    return { type: 'call', call: made };
  }

  /** Goes on where the history is, or some lines before: those have been counted. */
  #history(sketch: HappeningOf<'history'>, nowMs: number): LifeEvent {
    const id = importId(sketch.history);
    const read = this.#oracle.historyLine('project-0', id);
    const first = Math.max(1, read + 1 - sketch.overlap);
    const purchases = sketch.purchases.map((one, n) =>
      past({ ...this.#purchase(one, nowMs), line: first + n * (1 + (sketch.rejected % 2)) }),
    );
    const throughLine = Math.max(1, purchases.at(-1)?.line ?? read) + sketch.rejected;
    const next = batch({ projectId: 'project-0', importId: id, purchases, throughLine });
    this.#purchases.push(...purchases);
    this.#batches.push(next);
    return { type: 'history', batch: next };
  }

  /** Of what was bought some is left out, and something else is named that need not be known. */
  #report({ which, leftOut, other }: HappeningOf<'report'>): LifeEvent | undefined {
    const purchase = chosen(this.#purchases, which);
    const stranger = chosen(elements, other);
    if (purchase === undefined || stranger === undefined) return undefined;
    const named = purchase.elements.filter((_, n) => (leftOut & (1 << n)) === 0);
    const made = reportOf(purchase, [...named, stranger]);
    this.#reports.push(made);
    return { type: 'report', report: made };
  }

  /**
   * Only what stands is taken back, or what there is nothing to take off: of days that lie far back a store
   * may know no more than how many were reported.
   */
  #withdrawal({ which }: HappeningOf<'withdrawal'>): LifeEvent | undefined {
    const made = chosen(this.#reports, which);
    if (made === undefined) return undefined;
    const day = dayOf(made.purchaseAtMs);
    const isClear = (ref: ElementRef | LinkRef): boolean => {
      const days = this.#oracle.standingReports(ref).map(dayOf);
      return days.length === 0 || days.includes(day);
    };
    const clear = { atMs: made.purchaseAtMs, links: made.links.filter(isClear) };
    const taken = reportOf(clear, made.elements.filter(isClear));
    return { type: 'report', report: { ...taken, change: 'withdrawn' } };
  }

  #pruning({ kinds, which, laterMs }: HappeningOf<'pruning'>): LifeEvent | undefined {
    const purchase = chosen(this.#purchases, which);
    if (purchase === undefined) return undefined;
    const rows = kinds.map((n) => [chosen(elements, n)?.kind, purchase.atMs + laterMs] as const);
    return { type: 'prune', rule: Object.fromEntries(rows) as PruneRule };
  }

  #purchase({ delayMs, spend, ...sketch }: PurchaseSketch, nowMs: number): Purchase {
    const currency = currencies[spend?.currency ?? -1];
    const pairs = sketch.links.flatMap((n) => chosen(this.#links, n) ?? []);
    const single = sketch.elements.flatMap((n) => chosen(elements, n) ?? []);
    const parts = name(...Array.from({ length: 1 + sketch.name }, (_, n) => sketch.name + n));
    return {
      atMs: nowMs - delayMs,
      elements: [
        ...single.filter((one) => mayBePaid(one, currency)),
        ...pairs.flatMap(({ from, to }) => [from, to]),
      ],
      links: pairs.map((pair) => (pair.kind.endsWith('-name') ? { ...pair, name: parts } : pair)),
      ...(spend && currency && { spend: { currency, tenThousandths: spend.tenThousandths } }),
    };
  }
}

const chosen = <One>(from: readonly One[], which: number): One | undefined =>
  from[which % from.length];
