import { expect, it } from 'vitest';
import type { UnderTest } from './contract.ts';
import { conflictOf, isFrozen } from './expectations.ts';
import { projectRow } from './rows.ts';

export function describeProjects({ current }: UnderTest): void {
  it('finds nothing while it is empty', async () => {
    const registry = current();
    expect(await registry.findProject('project-1')).toBeUndefined();
    expect(await registry.findProjectByName('shop-1')).toBeUndefined();
    expect(await registry.listProjects()).toEqual([]);
    expect(await registry.listCredentials()).toEqual([]);
    expect(await registry.listKeyPairs()).toEqual([]);
    expect(await registry.listAuthorities()).toEqual([]);
    expect(await registry.listApprovals()).toEqual([]);
    expect(await registry.findNote('number')).toBeUndefined();
  });

  it('finds a project with every field it was given, and none that it was not', async () => {
    const registry = current();
    const full = projectRow(2, {
      sharedNetwork: { projectId: 'project-1', wrappedNetworkKey: 'wk1.shared' },
      promotedFrom: 'project-0',
      status: 'suspended',
      entitled: false,
    });
    await registry.change(async (edits) => {
      await edits.addProject(projectRow(1));
      await edits.addProject(full);
    });
    expect(await registry.findProject('project-1')).toStrictEqual(projectRow(1));
    expect(await registry.findProjectByName('shop-2')).toStrictEqual(full);
    expect(await registry.listProjects()).toStrictEqual([projectRow(1), full]);
  });

  it('finds a project by its whole name or id only, never by one that looks alike', async () => {
    const registry = current();
    await registry.change((edits) => edits.addProject(projectRow(1)));
    for (const name of ['Shop-1', 'shop', ' shop-1', 'shop-1\0', 'shop-%', '', '__proto__', "'"]) {
      expect(await registry.findProjectByName(name), name).toBeUndefined();
      expect(await registry.findProject(name), name).toBeUndefined();
    }
  });

  it('lists projects in the order they came, whatever they are called', async () => {
    const registry = current();
    for (const number of [3, 1, 2])
      await registry.change((edits) => edits.addProject(projectRow(number)));
    const names = (await registry.listProjects()).map(({ name }) => name);
    expect(names).toEqual(['shop-3', 'shop-1', 'shop-2']);
  });

  it('keeps any text as it is', async () => {
    const company = `O’Neill & "Søn" <b>;'--\u{1f6d2}\n\0 end`;
    await current().change((edits) => edits.addProject(projectRow(1, { company })));
    expect((await current().findProject('project-1'))?.company).toBe(company);
  });

  it('takes an id once and a name once, and says which there is', async () => {
    const registry = current();
    await registry.change((edits) => edits.addProject(projectRow(1)));
    const sameId = projectRow(2, { id: 'project-1' });
    const sameName = projectRow(2, { name: 'shop-1' });
    expect(await conflictOf(registry, (edits) => edits.addProject(sameId))).toContain('project-1');
    expect(await conflictOf(registry, (edits) => edits.addProject(sameName))).toContain('shop-1');
    expect(await registry.listProjects()).toEqual([projectRow(1)]);
  });

  it('changes what is asked of a project, and nothing else', async () => {
    const registry = current();
    await registry.change(async (edits) => {
      await edits.addProject(projectRow(1));
      await edits.addProject(projectRow(2));
    });
    const changes = [
      { status: 'suspended' },
      { entitled: false },
      { contacts: [{ name: 'Bo', email: 'bo@example.com', purpose: 'security' }] },
      { memberIds: ['account-9', 'account-1'] },
      { wrappedNetworkKey: 'wk1.n', wrappedDeviceKey: 'wk1.d' },
      { sharedNetwork: { projectId: 'project-2', wrappedNetworkKey: 'wk1.s' } },
      {},
    ] as const;
    let expected = projectRow(1);
    for (const change of changes) {
      await registry.change((edits) => edits.changeProject('project-1', change));
      expected = { ...expected, ...change };
      expect(await registry.findProject('project-1')).toStrictEqual(expected);
    }
    await registry.change((edits) => edits.changeProject('project-1', { sharedNetwork: null }));
    const { sharedNetwork, ...alone } = expected;
    expect(await registry.findProject('project-1')).toStrictEqual(alone);
    expect(await registry.findProject('project-2')).toStrictEqual(projectRow(2));
  });

  it('refuses to change a project that is not there, or to share the network of one', async () => {
    const registry = current();
    await registry.change((edits) => edits.addProject(projectRow(1)));
    const sharedNetwork = { projectId: 'project-9', wrappedNetworkKey: 'wk1.s' };
    for (const [id, change] of [
      ['project-9', { entitled: true }],
      ['project-9', {}],
      ['project-1', { sharedNetwork }],
    ] as const)
      expect(await conflictOf(registry, (edits) => edits.changeProject(id, change))).toContain(
        'project-9',
      );
  });

  it('answers with what nobody can change, and keeps a copy of what it was given', async () => {
    const registry = current();
    const memberIds = [...projectRow(1).memberIds];
    await registry.change((edits) => edits.addProject({ ...projectRow(1), memberIds }));
    memberIds.push('account-2');
    expect(await registry.findProject('project-1')).toEqual(projectRow(1));
    expect(isFrozen(await registry.findProject('project-1'))).toBe(true);
    expect(isFrozen(await registry.findProjectByName('shop-1'))).toBe(true);
    expect(isFrozen(await registry.listProjects())).toBe(true);
  });
}
