import type { AdminBody, OperationId } from '@whorl/contract/admin';
import {
  createKeyPair,
  findKeyPair,
  requestKeyFiles,
  revokeKeyPair,
} from '../../../environment/key-pairs.ts';
import { StepRefused } from '../../../environment/step-refused.ts';
import type { Asked, Handler } from '../asked.ts';
import { viewFile, viewKeyPair } from '../views.ts';

/** Pairs of encryption keys. */
export const keyHandlers: {
  readonly [Id in Extract<OperationId, `key.${string}`>]: Handler<Id>;
} = {
  async 'key.list'(asked) {
    const pairs = await asked.environment().registry.listKeyPairs(asked.project().id);
    return { keys: pairs.map(viewKeyPair) };
  },
  'key.create': (asked) => create(asked, 'key.create', asked.body),
  async 'key.rotate'(asked) {
    const old = await named(asked);
    if (old.status === 'revoked')
      throw new StepRefused('conflict', 'It was revoked. Make a new pair: `whorl key create`.');
    return create(asked, 'key.rotate', asked.body);
  },
  async 'key.revoke'(asked) {
    const { reason = 'unspecified' } = asked.body;
    const step = { reason, actor: asked.actor };
    return viewKeyPair(await revokeKeyPair(asked.environment(), await named(asked), step));
  },
  'key.download': async (asked) => ({
    files: requestKeyFiles(await named(asked)).map(viewFile),
  }),
};

async function create<Id extends OperationId>(
  asked: Asked<Id>,
  operation: Id,
  { responseKey, keyStore = 'modern' }: AdminBody<'key.create'>,
) {
  const wish = { keyStore, ...(responseKey !== undefined && { responseKey }) };
  const step = { project: asked.project(), actor: asked.actor, operation };
  const { keyPair, files } = await createKeyPair(asked.environment(), wish, step);
  return { keyPair: viewKeyPair(keyPair), files: files.map(viewFile) };
}

const named = <Id extends OperationId>(asked: Asked<Id>) =>
  findKeyPair(asked.environment().registry, asked.project(), asked.parameters.key ?? '');
