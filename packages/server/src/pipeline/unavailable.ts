import { diagnose, Refusal, type RefusalContext } from '@whorl/contract';

/** How long a caller is asked to wait after a transient failure of ours. */
const retryAfterSeconds = 1;

/** The refusal for a transient failure of ours: 503, worth a retry. */
export const unavailable = (
  fault: 'overloaded' | 'shutting-down' | 'store-down',
  context: Pick<RefusalContext, 'note' | 'cause'> = {},
): Refusal =>
  new Refusal([{ code: 'unavailable', diagnosis: diagnose(fault) }], {
    ...context,
    retryAfterSeconds,
  });

/** The promise's value; its rejection becomes 503, with the cause kept for the log. */
export async function orUnavailable<Value>(note: string, work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (cause) {
    throw unavailable('store-down', { note, cause });
  }
}
