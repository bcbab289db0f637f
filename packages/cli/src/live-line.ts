/** Where a line of what is going on is shown, and when. */
export interface LiveLineOptions {
  /** Standard error. */
  readonly err: { write(text: string): unknown; readonly isTTY?: boolean };
  /** Milliseconds, from whenever. */
  readonly now: () => number;
  /** With --json nothing is shown. */
  readonly isSilent: boolean;
}

/** What takes less than this needs no line. */
const patienceMs = 2000;
const redrawMs = 200;
const lineMs = 10_000;

/** To the line's beginning, and whatever was on it is erased (ECMA-48 §8.3.41). */
const eraseLine = '\r\u001b[K';

/**
 * A line of what is going on: in place on a terminal, otherwise a new one every ten seconds. It has no timer: it is
 * told as often as one likes.
 */
export class LiveLine {
  readonly #options: LiveLineOptions;
  readonly #startedMs: number;
  #nextMs: number;
  #isShown = false;

  constructor(options: LiveLineOptions) {
    this.#options = options;
    this.#startedMs = options.now();
    this.#nextMs = this.#startedMs + (options.err.isTTY === true ? patienceMs : lineMs);
  }

  /** @param print is asked only when it is time for a line; it is given how long this goes on */
  show(print: (elapsedMs: number) => string): void {
    const { err, now, isSilent } = this.#options;
    const nowMs = now();
    if (isSilent || nowMs < this.#nextMs) return;
    const line = print(nowMs - this.#startedMs);
    this.#isShown = err.isTTY === true;
    err.write(this.#isShown ? eraseLine + line : `${line}\n`);
    this.#nextMs = nowMs + (this.#isShown ? redrawMs : lineMs);
  }

  /** Takes the line away, so that others can write there. It comes back when it is shown again. */
  clear(): void {
    if (this.#isShown) this.#options.err.write(eraseLine);
    this.#isShown = false;
  }
}
