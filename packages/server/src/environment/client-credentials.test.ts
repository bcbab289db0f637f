import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeForeignClient } from '../../../../test/support/foreign.ts';
import type { Project } from '../registry/registry.ts';
import { createTurns } from '../turns.ts';
import { createCredential } from './client-credentials.ts';
import type { Elsewhere } from './environment.ts';
import { createKeyPair } from './key-pairs.ts';
import { createProject } from './projects.ts';
import { openTestEnvironment, type TestEnvironment } from './testing/test-environment.ts';

/** Two environments of one house. */
let places: readonly { readonly environment: TestEnvironment; readonly project: Project }[];
beforeAll(async () => {
  const opened: TestEnvironment[] = [];
  const alone = createTurns();
  const lookInto = (at: number): Elsewhere => ({
    issuers: () => ({}),
    knowsKey: async (fingerprint) =>
      (await opened[at]?.registry.findKeyUse(fingerprint)) !== undefined,
    alone,
  });
  opened.push(await openTestEnvironment({ elsewhere: lookInto(1) }));
  opened.push(await openTestEnvironment({ name: 'production', elsewhere: lookInto(0) }));
  const wanted = { name: 'a', company: 'A', companyId: 'a', contacts: [], memberIds: [] };
  places = await Promise.all(
    opened.map(async (environment) => ({
      environment,
      project: await createProject(environment, wanted, 'ada'),
    })),
  );
});
afterAll(() => Promise.all(places.map(({ environment }) => environment.close())));

/** Does the same in both at the same moment. @returns why the one was refused that was */
async function refusalOfOne(
  step: (environment: TestEnvironment, project: Project) => Promise<unknown>,
): Promise<string> {
  const tried = places.map(({ environment, project }) => step(environment, project));
  const refused = (await Promise.allSettled(tried)).filter(({ status }) => status === 'rejected');
  expect(refused).toHaveLength(1);
  return String((refused[0] as PromiseRejectedResult).reason);
}

describe('a key that is brought to both environments at the same moment', () => {
  it.each([1, 2, 3])('serves one of them: as a certificate, time %s', async (time) => {
    const { certificate } = await makeForeignClient(`till ${time}`);
    const told = await refusalOfOne((environment, project) =>
      createCredential(environment, { certificate }, { project, actor: 'ada', operation: 'test' }),
    );
    expect(told).toContain('used in the other environment');
  });

  it('serves one of them: as a response key', async () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const responseKey = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const wish = { responseKey, keyStore: 'modern' } as const;
    const told = await refusalOfOne((environment, project) =>
      createKeyPair(environment, wish, { project, actor: 'ada', operation: 'test' }),
    );
    expect(told).toContain('used in the other environment');
  });
});
