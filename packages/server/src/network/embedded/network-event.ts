/** Something the operator should know. */
export interface NetworkEvent {
  /**
   * - `log-tail-cut`: the log ended in an unfinished batch, as a crash leaves it; it was cut off.
   * - `log-stopped`: writing failed in a way that only opening the network again can put right.
   * - `image-ignored`: an image of the table could not be read; an older one was taken, or the whole log replayed.
   * - `image-not-written`: it could not be; the next opening takes longer, and nothing is lost.
   * - `log-migrated`: it was of an earlier version, and was written anew; what was there is kept for a while.
   * - `erasure-not-finished`: what a crash left half erased could not be erased now either.
   * - `network-full`: the table has reached the memory that it was given; calls are refused.
   */
  readonly event:
    | 'log-tail-cut'
    | 'log-stopped'
    | 'image-ignored'
    | 'image-not-written'
    | 'log-migrated'
    | 'erasure-not-finished'
    | 'network-full';
  /** What happened, where, what to do. */
  readonly note: string;
  readonly err?: unknown;
}

/** Takes what the operator should know. */
export type Report = (event: NetworkEvent) => void;
