import type { LiveLine } from '../live-line.ts';
import { type Progress, printProgress } from './progress.ts';

/** Where progress is shown. */
export interface ProgressBarOptions {
  readonly line: LiveLine;
  readonly sizeBytes?: number | undefined;
}

/** Shows how far an import is. It is told of every batch. */
export class ProgressBar {
  readonly #options: ProgressBarOptions;

  constructor(options: ProgressBarOptions) {
    this.#options = options;
  }

  /** Tells of what was read so far. */
  show({ rows, readBytes }: Pick<Progress, 'rows' | 'readBytes'>): void {
    const { line, sizeBytes } = this.#options;
    line.show((elapsedMs) => printProgress({ rows, elapsedMs, readBytes, sizeBytes }));
  }

  /** Takes the bar away, so that others can write there. It comes back with the next batch. */
  clear(): void {
    this.#options.line.clear();
  }
}
