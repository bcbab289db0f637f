import { type Progress, printProgress } from './progress.ts';

/** Where progress is shown. */
export interface ProgressBarOptions {
  /** Standard error. */
  readonly err: { write(text: string): unknown; readonly isTTY?: boolean };
  /** Milliseconds, from whenever. */
  readonly now: () => number;
  /** With --json and --quiet nothing is shown. */
  readonly isSilent: boolean;
  readonly sizeBytes?: number | undefined;
}

/** What takes less than this needs no bar. */
const patienceMs = 2000;
const redrawMs = 200;
const lineMs = 10_000;

/** To the line's beginning, and whatever was on it is erased (ECMA-48 §8.3.41). */
const eraseLine = '\r\u001b[K';

/**
 * Shows how far an import is: in place on a terminal, otherwise as a line every ten seconds. It has no timer: it is
 * told of every batch.
 */
export class ProgressBar {
  readonly #options: ProgressBarOptions;
  readonly #startedMs: number;
  #nextMs: number;
  #isShown = false;

  constructor(options: ProgressBarOptions) {
    this.#options = options;
    this.#startedMs = options.now();
    this.#nextMs = this.#startedMs + (options.err.isTTY === true ? patienceMs : lineMs);
  }

  /** Tells of what was read so far. */
  show({ rows, readBytes }: Pick<Progress, 'rows' | 'readBytes'>): void {
    const { err, now, isSilent, sizeBytes } = this.#options;
    const nowMs = now();
    if (isSilent || nowMs < this.#nextMs) return;
    const elapsedMs = nowMs - this.#startedMs;
    const line = printProgress({ rows, elapsedMs, readBytes, sizeBytes });
    this.#isShown = err.isTTY === true;
    err.write(this.#isShown ? eraseLine + line : `${line}\n`);
    this.#nextMs = nowMs + (this.#isShown ? redrawMs : lineMs);
  }

  /** Takes the bar away, so that others can write there. It comes back with the next batch. */
  clear(): void {
    if (this.#isShown) this.#options.err.write(eraseLine);
    this.#isShown = false;
  }
}
