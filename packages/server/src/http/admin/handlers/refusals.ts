import type { OperationId } from '@whorl/contract/admin';
import type { Asked, Handler } from '../asked.ts';
import { viewRefusal } from '../views.ts';
import { readLimit } from '../whole-number.ts';

/** What the sandbox refused of late. No role may ask it of production, which keeps none. */
export const refusalHandlers: {
  readonly [Id in Extract<OperationId, `refusal.${string}`>]: Handler<Id>;
} = {
  async 'refusal.list'(asked) {
    const { id, name } = asked.project();
    const records = recordsOf(asked, id);
    return { refusals: records.map((record) => ({ ...viewRefusal(record), project: name })) };
  },
  'refusal.list-unknown': async (asked) => ({
    refusals: recordsOf(asked, undefined).map(viewRefusal),
  }),
};

function recordsOf<Id extends OperationId>(
  { environment, query, house }: Asked<Id>,
  projectId: string | undefined,
) {
  const page = { limit: readLimit(query), nowMs: house.clock.nowMs() };
  return environment().refusals?.list(projectId, page) ?? [];
}
