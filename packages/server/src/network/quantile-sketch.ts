/** What a sketch is made of, as plain values: how many zeros there are, and the count of each bin that holds something. */
export type QuantileSketchRow = readonly [
  zeros: number,
  bins: readonly (readonly [bin: number, count: number])[],
];

/** How far a quantile may be off, as a share of it. */
const relativeError = 0.01;

/** Each bin reaches this many times as far as the one before. */
const growth = (1 + relativeError) / (1 - relativeError);

const logGrowth = Math.log(growth);

/** Bins are made so many at a time, so that they are seldom moved. */
const binsAtOnce = 64;

/**
 * Quantiles of whole numbers that are not negative, each at most 1 % off: DDSketch (Masson, Rim and Lee, "DDSketch: A
 * Fast and Fully-Mergeable Quantile Sketch with Relative-Error Guarantees", VLDB 2019). Counts are exact. Numbers
 * up to 2⁵³ fall into 1,838 bins of 8 bytes; those from the least to the greatest that was added are kept.
 *
 * @example
 * const sketch = new QuantileSketch();
 * for (const amount of [100, 200, 300]) sketch.add(amount);
 * sketch.quantile(0.5); // 200, at most 1 % off
 */
export class QuantileSketch {
  #counts = new Float64Array();
  /** The bin that the first count is of. */
  #firstBin = 0;
  #zeros = 0;
  #count = 0;

  /** @param value a safe whole number, not negative */
  add(value: number, count = 1): void {
    this.#count += count;
    if (value === 0) this.#zeros += count;
    else this.#addToBin(Math.ceil(Math.log(value) / logGrowth), count);
  }

  /** Adds all that another holds. */
  merge(other: QuantileSketch): void {
    this.#addRow(other.toRow());
  }

  get count(): number {
    return this.#count;
  }

  /** What its bins take. */
  get bytes(): number {
    return this.#counts.byteLength;
  }

  /**
   * The value that a share of all values does not exceed; `undefined` of an empty sketch.
   *
   * @param share from 0, the least, to 1, the greatest
   */
  quantile(share: number): number | undefined {
    if (this.#count === 0) return undefined;
    const rank = share * (this.#count - 1);
    let through = this.#zeros;
    if (through > rank) return 0;
    for (let at = 0; at < this.#counts.length; at += 1) {
      through += this.#counts[at] ?? 0;
      if (through > rank) return middleOf(this.#firstBin + at);
    }
    return undefined;
  }

  /** Equal for sketches of the same values, in whatever order they came. */
  toRow(): QuantileSketchRow {
    const bins: (readonly [bin: number, count: number])[] = [];
    for (let at = 0; at < this.#counts.length; at += 1) {
      const count = this.#counts[at] ?? 0;
      if (count > 0) bins.push([this.#firstBin + at, count]);
    }
    return [this.#zeros, bins];
  }

  static fromRow(row: QuantileSketchRow): QuantileSketch {
    const sketch = new QuantileSketch();
    sketch.#addRow(row);
    return sketch;
  }

  #addRow([zeros, bins]: QuantileSketchRow): void {
    this.add(0, zeros);
    for (const [bin, count] of bins) {
      this.#addToBin(bin, count);
      this.#count += count;
    }
  }

  #addToBin(bin: number, count: number): void {
    if (!this.#has(bin)) this.#reach(bin);
    const at = bin - this.#firstBin;
    this.#counts[at] = (this.#counts[at] ?? 0) + count;
  }

  #has(bin: number): boolean {
    return bin >= this.#firstBin && bin < this.#firstBin + this.#counts.length;
  }

  /** Makes room for a bin, and for all between it and those that there are. */
  #reach(bin: number): void {
    const least = Math.floor(bin / binsAtOnce) * binsAtOnce;
    const isFirst = this.#counts.length === 0;
    const first = isFirst ? least : Math.min(least, this.#firstBin);
    const end = Math.max(least + binsAtOnce, isFirst ? 0 : this.#firstBin + this.#counts.length);
    const counts = new Float64Array(end - first);
    counts.set(this.#counts, isFirst ? 0 : this.#firstBin - first);
    this.#counts = counts;
    this.#firstBin = first;
  }
}

/** What is no further than the allowed share from both ends of a bin. */
const middleOf = (bin: number): number => (2 * growth ** bin) / (growth + 1);
