import { WhorlError } from './errors.ts';

/** The end of a call, whatever comes first: its time is up, or somebody wants it no more. */
export interface Deadline {
  /** Aborted at the end, with the `WhorlError` that the call fails with as its reason. */
  readonly signal: AbortSignal;
  /** Whole milliseconds left, 0 at the end. */
  remainingMs(): number;
  /** To be called when the call is over: stops the clock and lets go of the caller's signals. */
  release(): void;
}

/** What may end a call. */
export interface DeadlineOptions {
  readonly timeoutMs: number;
  readonly signals: readonly AbortSignal[];
}

/** Starts the clock of one call. */
export function startDeadline({ timeoutMs, signals }: DeadlineOptions): Deadline {
  const controller = new AbortController();
  const endMs = performance.now() + timeoutMs;
  const timer = setTimeout(() => controller.abort(timedOut(`within ${timeoutMs} ms`)), timeoutMs);
  // AbortSignal.any would be shorter, but on Node 20 each call would stay behind in a signal that is
  // given to all of them.
  const releases = signals.map((signal) => follow(signal, controller));
  return {
    signal: controller.signal,
    remainingMs: () => Math.max(0, Math.round(endMs - performance.now())),
    release() {
      clearTimeout(timer);
      for (const release of releases) release();
    },
  };
}

function follow(signal: AbortSignal, controller: AbortController): () => void {
  const abort = () => controller.abort(endedBy(signal.reason));
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort, { once: true });
  return () => signal.removeEventListener('abort', abort);
}

/** The error that an aborted call fails with, by the reason of its signal. */
export function endedBy(reason: unknown): WhorlError {
  if (reason instanceof WhorlError) return reason;
  if (reason instanceof Error && reason.name === 'TimeoutError') return timedOut('in time');
  return new WhorlError('ABORTED', 'The call was aborted by its signal.', { cause: reason });
}

const timedOut = (when: string): WhorlError =>
  new WhorlError(
    'TIMEOUT',
    `The service gave no answer ${when}. It may have counted the call all the same: repeat it with the same idempotencyKey.`,
    { recoverable: true },
  );
