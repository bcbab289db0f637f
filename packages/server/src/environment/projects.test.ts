import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Project } from '../registry/registry.ts';
import { createProject, keyForGuest, leaveNetwork, projectRow, setMember } from './projects.ts';
import { shareNetwork } from './promotion.ts';
import { openTestEnvironment, type TestEnvironment } from './testing/test-environment.ts';

let production: TestEnvironment;
beforeAll(async () => {
  production = await openTestEnvironment({ name: 'production' });
});
afterAll(() => production.close());

const wanted = (name: string) => ({
  ...{ name, company: 'Shop Ltd', companyId: name },
  ...{ contacts: [], memberIds: [] },
});
const create = (name: string): Promise<Project> => createProject(production, wanted(name), 'ada');
const share = (guest: Project, host: Project): Promise<void> =>
  production.registry.change((edits) =>
    shareNetwork(edits, production, { guest: guest.id, host: host.id }),
  );
const find = async (project: Project): Promise<Project> =>
  (await production.registry.findProject(project.id)) as Project;

/** The key that names a project's elements on the network that it is on. */
const networkKeyOf = ({ id, wrappedNetworkKey, sharedNetwork }: Project): string =>
  production.keyring
    .unwrap(`network-key:${id}`, sharedNetwork?.wrappedNetworkKey ?? wrappedNetworkKey)
    .toString('hex');

const deviceKeyOf = ({ id, wrappedDeviceKey }: Project): string =>
  production.keyring.unwrap(`device-key:${id}`, wrappedDeviceKey).toString('hex');

describe('a new project', () => {
  it('has a network and device identifiers of its own', () => {
    const [one, other] = [
      projectRow(wanted('one'), production),
      projectRow(wanted('two'), production),
    ];
    const keys = [one, other].flatMap((row) => [networkKeyOf(row), deviceKeyOf(row)]);
    expect(new Set(keys).size).toBe(4);
    expect(() =>
      production.keyring.unwrap(`network-key:${other.id}`, one.wrappedNetworkKey),
    ).toThrow();
  });

  it('has members once each', async () => {
    const project = await create('team');
    const set = (accountId: string, isMember: boolean) =>
      setMember(production, project, { accountId, isMember, actor: 'ada' });
    await set('bo', true);
    await set('cy', true);
    expect((await set('bo', true)).memberIds).toEqual(['cy', 'bo']);
    expect((await set('bo', false)).memberIds).toEqual(['cy']);
    expect((await set('nobody', false)).memberIds).toEqual(['cy']);
  });
});

describe('a shared network', () => {
  it('is the host’s, under a key wrapped for the guest; leaving it gives the own one back', async () => {
    const [guest, host] = [await create('guest'), await create('host')];
    await share(guest, host);
    const shared = await find(guest);
    expect(networkKeyOf(shared)).toBe(networkKeyOf(host));
    expect(deviceKeyOf(shared)).toBe(deviceKeyOf(guest));
    const left = await leaveNetwork(production, shared, 'ada');
    expect(networkKeyOf(left)).toBe(networkKeyOf(guest));
    await expect(leaveNetwork(production, left, 'ada')).rejects.toThrow('own network already');
  });

  it('is not shared with oneself', async () => {
    const lonely = await create('lonely');
    await expect(share(lonely, lonely)).rejects.toThrow('on its own network already');
  });

  it('has no host that is a guest itself', async () => {
    const [first, second, third] = [await create('x1'), await create('x2'), await create('x3')];
    await share(second, first);
    await expect(share(third, second)).rejects.toThrow(/x2 is on another project's network/);
    expect((await find(third)).sharedNetwork).toBeUndefined();
    expect(() => keyForGuest(first, third, production.keyring)).not.toThrow();
  });
});
