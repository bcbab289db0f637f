import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Contact, Project } from '../registry/registry.ts';
import { revokeCredential } from './client-credentials.ts';
import { revokeKeyPair } from './key-pairs.ts';
import { changeProject } from './projects.ts';
import { checklist, checkPromotion, likenessOf, promote } from './promotion.ts';
import {
  addTestCaller,
  openTestEnvironment,
  type TestEnvironment,
} from './testing/test-environment.ts';

const dayMs = 24 * 60 * 60_000;
const contact = (purpose: Contact['purpose']): Contact => ({
  ...{ name: 'Bo', email: 'bo@shop.example', purpose },
});
const contacts = [contact('technical'), contact('security')];

let atMs = Date.UTC(2026, 10, 24);
const clock = { nowMs: () => atMs, monotonicMs: () => 0, sleep: async () => undefined };
const calls = new Map<string, number>();
let sandbox: TestEnvironment;
let production: TestEnvironment;
beforeAll(async () => {
  sandbox = await openTestEnvironment({ clock, calls });
  production = await openTestEnvironment({ name: 'production', clock });
});
afterAll(() => Promise.all([sandbox.close(), production.close()]));

async function change(
  project: Project,
  edit: Pick<Project, 'contacts'> | Pick<Project, 'status'>,
): Promise<Project> {
  const step = { operation: 'test', change: edit, actor: 'test' };
  return changeProject(sandbox, project, step);
}

/** A project that did all that is asked. */
async function addReady(name: string) {
  const caller = await addTestCaller(sandbox, name);
  calls.set(caller.project.id, 10);
  return { ...caller, project: await change(caller.project, { contacts }) };
}

const undone = async (project: Project) =>
  (await checklist(sandbox, project)).filter(({ done }) => !done).map(({ id }) => id);

describe('the checklist', () => {
  it('has nothing left for a project that did everything', async () => {
    expect(await undone((await addReady('done')).project)).toEqual([]);
  });

  it('asks for every one of them', async () => {
    const { project, client, keyPair } = await addReady('lacking');
    calls.set(project.id, 9);
    expect(await undone(project)).toEqual(['calls']);
    calls.set(project.id, 10);
    const half = await change(project, { contacts: [contact('technical')] });
    expect(await undone(half)).toEqual(['security-contact']);
    expect(await undone(await change(project, { contacts: [] }))).toEqual([
      'technical-contact',
      'security-contact',
    ]);
    const suspended = await change(await change(project, { contacts }), { status: 'suspended' });
    expect(await undone(suspended)).toEqual(['status']);
    const whole = await change(project, { status: 'active' });
    const step = { reason: 'superseded', actor: 'test' } as const;
    await revokeCredential(sandbox, client.credential, step);
    await revokeKeyPair(sandbox, keyPair, step);
    expect(await undone(whole)).toEqual(['client-certificate', 'key-pair']);
  });

  it('does not take a certificate that is over', async () => {
    const { project } = await addReady('old');
    atMs += sandbox.settings.clientCertificateDays * dayMs + 1_000;
    expect(await undone(project)).toEqual(['client-certificate']);
    atMs -= sandbox.settings.clientCertificateDays * dayMs + 1_000;
  });
});

describe('a promotion', () => {
  it('is refused with all that is left to do, in sentences', async () => {
    const { project } = await addTestCaller(sandbox, 'early');
    await expect(checkPromotion(sandbox, production.registry, project)).rejects.toThrow(
      /^early is not ready\. Make 10 calls .* Name a technical contact.* Name a security contact/,
    );
  });

  it('takes names and people over, and nothing that was issued or keyed', async () => {
    const { project } = await addReady('shop');
    await checkPromotion(sandbox, production.registry, project);
    const step = { likeness: likenessOf(project), promotedFrom: project.id };
    await production.registry.change((edits) => promote(edits, production, step));
    const there = await production.registry.findProjectByName('shop');
    const { name, company, companyId } = project;
    expect(there).toMatchObject({ name, company, companyId, contacts, promotedFrom: project.id });
    expect(there?.id).not.toBe(project.id);
    expect(there?.wrappedNetworkKey).not.toBe(project.wrappedNetworkKey);
    expect(await production.registry.listCredentials()).toEqual([]);
    expect(await production.registry.listKeyPairs()).toEqual([]);
    await expect(checkPromotion(sandbox, production.registry, project)).rejects.toThrow(
      'Production has a project shop already.',
    );
  });
});
