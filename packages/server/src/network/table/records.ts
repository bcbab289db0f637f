import { codeOf, elementCodes, erasedCode, linkCodes } from '../kinds.ts';
import { Blocks, type BlocksState } from './blocks.ts';
import { Elements, type IdWords } from './elements.ts';
import { type Ends, Links } from './links.ts';
import { listsOf, selfLinks } from './lists.ts';
import { Medians } from './medians.ts';
import type { SlotsState } from './slots.ts';

/** What an image needs of the records beside their memory. */
export interface RecordsState {
  readonly elements: SlotsState;
  readonly links: SlotsState;
  readonly blocks: BlocksState;
}

const categoryCode = codeOf(elementCodes, 'category');

/** Elements, links and what hangs on them: how they come, and how they go. */
export class Records {
  readonly blocks = new Blocks();
  readonly elements = new Elements(this.blocks);
  readonly links = new Links(this.elements, this.blocks);
  readonly medians = new Medians();
  /** How many there are, by code of the kind. */
  readonly elementCounts = elementCodes.map(() => 0);
  readonly linkCounts = linkCodes.map(() => 0);

  /** The slot of an element, which is made where there is none. */
  takeElement(kind: number, id: IdWords): number {
    const known = this.elements.find(kind, id);
    if (known !== 0) return known;
    this.#count(this.elementCounts, kind, 1);
    const slot = this.elements.add(kind, id);
    if (kind === categoryCode) this.medians.open(slot);
    return slot;
  }

  /** The slot of a link, which is made where there is none. */
  takeLink(kind: number, ends: Ends, name: Uint8Array): number {
    const known = this.links.find(kind, ends);
    if (known !== 0) return known;
    this.#count(this.linkCounts, kind, 1);
    return this.links.add(kind, ends, name);
  }

  /** Forgets an element and every link to it. @returns how many links there were */
  removeElement(slot: number): number {
    const kind = this.elements.kind(slot);
    const links = [...this.#linksOf(slot)];
    for (const link of links) {
      this.#count(this.linkCounts, this.links.kind(link), -1);
      this.links.remove(link);
    }
    this.elements.remove(slot);
    this.medians.delete(slot);
    this.#count(this.elementCounts, kind, -1);
    return links.length;
  }

  /** The memories that hold it all. */
  get memories() {
    return [this.elements.slots.memory, this.links.slots.memory, this.blocks.memory];
  }

  get bytes(): number {
    const rest = this.elements.index.bytes + this.links.index.bytes + this.medians.bytes;
    return this.memories.reduce((sum, { bytes }) => sum + bytes, rest);
  }

  /** How much of that waits for new records, since others were forgotten: what lies in slots. */
  get freeBytes(): number {
    const { elements, links, elementCounts, linkCounts } = this;
    return elements.slots.freeBytes(sum(elementCounts)) + links.slots.freeBytes(sum(linkCounts));
  }

  get state(): RecordsState {
    return {
      elements: this.elements.slots.state,
      links: this.links.slots.state,
      blocks: this.blocks.state,
    };
  }

  restoreState({ elements, links, blocks }: RecordsState): void {
    this.elements.slots.restoreState(elements);
    this.links.slots.restoreState(links);
    this.blocks.restoreState(blocks);
  }

  /** Makes anew what no image holds: indexes and counts. */
  reindex(): void {
    this.elements.reindex();
    this.links.reindex();
    for (let slot = 1; slot < this.elements.slots.end; slot += 1)
      this.#count(this.elementCounts, this.elements.kind(slot), 1);
    for (let slot = 1; slot < this.links.slots.end; slot += 1)
      this.#count(this.linkCounts, this.links.kind(slot), 1);
  }

  *#linksOf(slot: number): Generator<number> {
    const lists = listsOf[this.elements.kind(slot)] ?? [];
    for (const list of lists.keys()) yield* this.links.list(slot, list);
    for (const kind of selfLinks) {
      const link = this.links.find(kind, [slot, slot]);
      if (link !== 0) yield link;
    }
  }

  #count(counts: number[], kind: number, by: number): void {
    if (kind >= 0 && kind !== erasedCode) counts[kind] = (counts[kind] ?? 0) + by;
  }
}

const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0);
