/** A step that cannot be done. The message says why, and what to do. */
export class StepRefused extends Error {
  override readonly name = 'StepRefused';
  readonly reason: 'not-found' | 'conflict' | 'invalid';

  constructor(reason: StepRefused['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}
