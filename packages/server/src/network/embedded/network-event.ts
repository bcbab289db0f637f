/** Something the operator should know. */
export interface NetworkEvent {
  /**
   * - `log-tail-cut`: the log ended in an unfinished batch, as a crash leaves it; it was cut off.
   * - `log-stopped`: writing failed in a way that only opening the network again can put right.
   * - `image-ignored`: the table's image could not be read; the whole log was replayed instead.
   * - `image-not-written`: it could not be; the next opening takes longer, and nothing is lost.
   */
  readonly event: 'log-tail-cut' | 'log-stopped' | 'image-ignored' | 'image-not-written';
  /** What happened, where, what to do. */
  readonly note: string;
  readonly err?: unknown;
}

/** Takes what the operator should know. */
export type Report = (event: NetworkEvent) => void;
