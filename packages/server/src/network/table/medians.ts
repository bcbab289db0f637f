import { QuantileSketch, type QuantileSketchRow } from '../quantile-sketch.ts';

/** What an entry of a map takes beside the memory of its sketch. */
const entryBytes = 256;

/**
 * The amounts of categories, by their slots. There are few, unless somebody makes them up: what they take is
 * known, so that it counts as the table's memory.
 */
export class Medians {
  readonly #sketches = new Map<number, QuantileSketch>();
  #bytes = 0;

  /** What they take on the heap, about. */
  get bytes(): number {
    return this.#bytes;
  }

  open(slot: number): void {
    this.#keep(slot, new QuantileSketch());
  }

  /** Adds an amount, where the slot is of a category. */
  add(slot: number, tenThousandths: number): void {
    const sketch = this.#sketches.get(slot);
    if (sketch === undefined) return;
    const before = sketch.bytes;
    sketch.add(tenThousandths);
    this.#bytes += sketch.bytes - before;
  }

  get(slot: number): QuantileSketch | undefined {
    return this.#sketches.get(slot);
  }

  delete(slot: number): void {
    const sketch = this.#sketches.get(slot);
    if (sketch === undefined) return;
    this.#bytes -= entryBytes + sketch.bytes;
    this.#sketches.delete(slot);
  }

  /** Plain values, for an image. */
  rows(): readonly (readonly [slot: number, row: QuantileSketchRow])[] {
    return Array.from(this.#sketches, ([slot, sketch]) => [slot, sketch.toRow()] as const);
  }

  restore(rows: ReturnType<Medians['rows']>): void {
    for (const [slot, row] of rows) this.#keep(slot, QuantileSketch.fromRow(row));
  }

  #keep(slot: number, sketch: QuantileSketch): void {
    this.#sketches.set(slot, sketch);
    this.#bytes += entryBytes + sketch.bytes;
  }
}
