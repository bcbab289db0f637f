import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Project } from '../registry/registry.ts';
import { ask, decide } from './approvals.ts';
import { createCredential, revokeCredential, rotateCredential } from './client-credentials.ts';
import { createKeyPair, revokeKeyPair } from './key-pairs.ts';
import { changeProject, createProject, setMember } from './projects.ts';
import { reconcile, verifyRegistry } from './reconcile.ts';
import { openTestEnvironment, type TestEnvironment } from './testing/test-environment.ts';

const actor = 'ada';
const contacts = [{ name: 'Bo', email: 'bo@shop.example', purpose: 'security' }] as const;

let environment: TestEnvironment;
beforeEach(async () => {
  environment = await openTestEnvironment();
});
afterEach(() => environment.close());

const addProject = (name: string): Promise<Project> => {
  const wanted = { name, company: 'Shop Ltd', companyId: name, contacts: [], memberIds: ['bo'] };
  return createProject(environment, wanted, actor);
};

/** A project that everything was done to. */
async function addBusyProject(name: string): Promise<Project> {
  const project = await addProject(name);
  const step = (operation: string) => ({ project, actor, operation });
  const keyStore = 'modern';
  const reason = 'superseded';
  const old = await createCredential(environment, { keyStore }, step('credential.create'));
  const rotation = { ...step('credential.rotate'), wish: { keyStore } } as const;
  await rotateCredential(environment, old.credential, rotation);
  await revokeCredential(environment, old.credential, { reason, actor });
  const { keyPair } = await createKeyPair(environment, { keyStore }, step('key.create'));
  await createKeyPair(environment, { keyStore }, step('key.rotate'));
  await revokeKeyPair(environment, keyPair, { reason, actor });
  for (const change of [{ status: 'suspended' }, { contacts }] as const) {
    const operation = 'status' in change ? 'project.set-status' : 'project.set-contacts';
    await changeProject(environment, project, { operation, change, actor });
  }
  for (const [accountId, isMember] of [
    ['cy', true],
    ['bo', false],
    ['bo', true],
  ] as const)
    await setMember(environment, project, { accountId, isMember, actor });
  return project;
}

function write(sql: string): void {
  const database = new DatabaseSync(join(environment.folder, 'registry.sqlite'));
  database.exec(`pragma foreign_keys = off; ${sql}`);
  database.close();
}

describe('what is stored and what the trail tells', () => {
  it('are the same after any steps', async () => {
    await addBusyProject('shop');
    expect(await reconcile(environment.registry)).toEqual([]);
  });

  it('are the same while steps are done', async () => {
    const steps = Promise.all(['a', 'b', 'c', 'd'].map(addProject));
    const found = [reconcile, reconcile, reconcile].map((look) => look(environment.registry));
    expect(await Promise.all(found)).toEqual([[], [], []]);
    await steps;
  });

  it('are the same when approvals were asked for and decided', async () => {
    const request = { operation: 'project.promote', parameters: {}, body: {} };
    const { id, requestHash } = await ask(environment, request, 'ada');
    const step = { decision: 'approve', requestHash, mayDecide: async () => true } as const;
    for (const account of ['bo', 'cy'])
      await decide(environment, id, { ...step, account, perform: async () => undefined });
    expect(await reconcile(environment.registry)).toEqual([]);
    write(`update approvals set expiresAtMs = expiresAtMs + 1`);
    expect(await reconcile(environment.registry)).toEqual([
      expect.stringMatching(`^The approval ${id} is not as record \\d+ left it: expiresAtMs\\.$`),
    ]);
  });

  it('differ where a row was changed, and the difference tells nobody’s values', async () => {
    const { id } = await addBusyProject('shop');
    write(`update projects set company = 'Evil Ltd', contacts = '[]' where id = '${id}'`);
    expect(await reconcile(environment.registry)).toEqual([
      expect.stringMatching(
        `^The project ${id} is not as record \\d+ left it: company, contacts\\.$`,
      ),
    ]);
  });

  it('differ where a key was taken from its safe', async () => {
    const [root] = await environment.registry.listAuthorities();
    write(`update authorities set wrappedPrivateKey = null where sha256 = '${root?.sha256}'`);
    expect(await reconcile(environment.registry)).toEqual([
      `The authority ${root?.sha256} is not as record 1 left it: isOnline.`,
    ]);
  });
});

describe('a check of a whole registry', () => {
  it('names the trail’s own fault first, since nothing can be told by it', async () => {
    await addBusyProject('shop');
    write(`update projects set status = 'active';
      drop trigger audit_not_changed; update audit set actor = 'cy' where seq = 2`);
    const verdict = await verifyRegistry(environment.registry, []);
    expect(verdict).toMatchObject({ ok: false, seq: 2 });
  });

  it('names twenty differences, and says how many more there are', async () => {
    for (let count = 0; count < 23; count += 1) await addProject(`shop-${count}`);
    write(`update projects set companyId = 'other'`);
    const verdict = await verifyRegistry(environment.registry, []);
    const sentence = verdict.ok ? '' : verdict.sentence;
    expect(sentence.match(/ is not as record /g)).toHaveLength(20);
    expect(sentence).toMatch(/3 more are not named\.$/);
  });
});
