import { JournalUnavailable } from '../journal.ts';

/** How long after the log grew it is followed: calls that come meanwhile share the work. */
const followMs = 100;

/** Does a piece of work again and again: soon after it was said to be needed, and before a question. */
export class Follower {
  readonly #work: () => Promise<void>;
  readonly #onFailure: (error: unknown) => void;
  #last: Promise<void> = Promise.resolve();
  #waiting: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(work: () => Promise<void>, onFailure: (error: unknown) => void) {
    this.#work = work;
    this.#onFailure = onFailure;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Takes no time. */
  soon(): void {
    if (this.#timer !== undefined || this.#isClosed) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.now().catch(this.#onFailure);
    }, followMs).unref();
  }

  /**
   * Resolves when work is done that began after this: what is under way may have begun too early.
   *
   * @throws JournalUnavailable after it was closed, and what the work throws
   */
  now(): Promise<void> {
    this.#waiting ??= this.#begin();
    return this.#waiting;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#last;
  }

  #begin(): Promise<void> {
    const begun = this.#last.then(() => {
      this.#waiting = undefined;
      if (this.#isClosed) throw new JournalUnavailable('The journal is closed.');
      return this.#work();
    });
    this.#last = begun.catch(() => undefined);
    return begun;
  }
}
