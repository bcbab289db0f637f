/** The suite that every registry passes: the promise of registry.ts, held to. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Registry, RegistryError } from '../registry.ts';
import { credentialRow, keyPairRow, projectRow } from './rows.ts';

/** One place where a registry is kept, opened as often as asked. */
export interface RegistryPlace {
  open(): Promise<Registry>;
}

/**
 * Describes a registry to vitest.
 *
 * @param name what it is called in the output
 * @param newPlace a new, empty place, every time
 *
 * @example
 * describeRegistry('JSON', async () => {
 *   const path = await newPath();
 *   return { open: () => openJsonRegistry(path) };
 * });
 */
export function describeRegistry(name: string, newPlace: () => Promise<RegistryPlace>): void {
  describe(`the ${name} registry`, () => {
    let place: RegistryPlace;
    let registry: Registry;
    beforeEach(async () => {
      place = await newPlace();
      registry = await place.open();
    });
    afterEach(() => registry.close());
    const current = () => registry;
    const reopen = async (): Promise<Registry> => {
      await registry.close();
      registry = await place.open();
      return registry;
    };
    describeLookUps(current);
    describeChanges(current);
    describeAnswers(current, reopen);
    describeLife(current, reopen);
  });
}

type Current = () => Registry;
type Reopen = () => Promise<Registry>;

function describeLookUps(current: Current): void {
  it('finds nothing while it is empty', async () => {
    const registry = current();
    expect(await registry.findProject('project-1')).toBeUndefined();
    expect(await registry.findProjectByName('shop 1')).toBeUndefined();
    expect(await registry.findCredential(credentialRow(1).sha256)).toBeUndefined();
    expect(await registry.listKeyPairs('project-1')).toEqual([]);
  });

  it('finds what was added as soon as it was', async () => {
    const registry = current();
    await registry.addProject(projectRow(1));
    expect(await registry.findProject('project-1')).toEqual(projectRow(1));
    expect(await registry.findProjectByName('shop 1')).toEqual(projectRow(1));
    await registry.addCredential(credentialRow(1));
    expect(await registry.findCredential(credentialRow(1).sha256)).toEqual(credentialRow(1));
    await registry.addKeyPair(keyPairRow(1));
    expect(await registry.listKeyPairs('project-1')).toEqual([keyPairRow(1)]);
  });

  it('finds by the whole name only, never by one that looks alike', async () => {
    const registry = current();
    const { sha256 } = credentialRow(0xab);
    await registry.addProject(projectRow(1));
    await registry.addCredential(credentialRow(0xab));
    for (const name of ['Shop 1', 'shop', ' shop 1', '', '__proto__', 'constructor'])
      expect(await registry.findProjectByName(name), name).toBeUndefined();
    for (const hash of [sha256.toUpperCase(), sha256.slice(1), '', '__proto__'])
      expect(await registry.findCredential(hash), hash).toBeUndefined();
  });

  it('lists a project’s own key pairs alone, in the order they came, revoked ones too', async () => {
    const registry = current();
    const other = keyPairRow(2, { projectId: 'project-2' });
    for (const pair of [keyPairRow(1), other, keyPairRow(3, { status: 'revoked' })])
      await registry.addKeyPair(pair);
    const pairs = await registry.listKeyPairs('project-1');
    expect(pairs).toEqual([keyPairRow(1), keyPairRow(3, { status: 'revoked' })]);
    expect(await registry.listKeyPairs('project-2')).toEqual([other]);
  });
}

function describeChanges(current: Current): void {
  it('shows a change to the next look-up, and to no other row', async () => {
    const registry = current();
    for (const number of [1, 2]) {
      await registry.addProject(projectRow(number));
      await registry.addCredential(credentialRow(number));
      await registry.addKeyPair(keyPairRow(number));
    }
    await registry.setProjectStatus('project-1', { status: 'suspended' });
    await registry.setProjectStatus('project-1', { entitled: false });
    await registry.setCredentialStatus(credentialRow(1).sha256, 'revoked');
    await registry.setKeyPairStatus(keyPairRow(1).requestKey.fingerprint, 'revoked');

    const suspended = projectRow(1, { status: 'suspended', entitled: false });
    const revoked = credentialRow(1, { status: 'revoked' });
    expect(await registry.findProject('project-1')).toEqual(suspended);
    expect(await registry.findProjectByName('shop 1')).toEqual(suspended);
    expect(await registry.findProject('project-2')).toEqual(projectRow(2));
    expect(await registry.findCredential(revoked.sha256)).toEqual(revoked);
    expect(await registry.findCredential(credentialRow(2).sha256)).toEqual(credentialRow(2));
    const pairs = await registry.listKeyPairs('project-1');
    expect(pairs).toEqual([keyPairRow(1, { status: 'revoked' }), keyPairRow(2)]);
  });

  it('refuses what is there already, and keeps what was there first', async () => {
    const registry = current();
    await registry.addProject(projectRow(1));
    await registry.addCredential(credentialRow(1));
    await registry.addKeyPair(keyPairRow(1));
    const again = [
      registry.addProject(projectRow(2, { id: 'project-1' })),
      registry.addProject(projectRow(2, { name: 'shop 1' })),
      registry.addCredential(credentialRow(1, { projectId: 'project-2' })),
      registry.addKeyPair(keyPairRow(1, { projectId: 'project-2' })),
    ];
    for (const refused of await Promise.allSettled(again))
      expect(refused).toMatchObject({ reason: expect.any(RegistryError) });
    expect(await registry.findProject('project-1')).toEqual(projectRow(1));
    expect(await registry.findProject('project-2')).toBeUndefined();
    expect(await registry.findCredential(credentialRow(1).sha256)).toEqual(credentialRow(1));
    expect(await registry.listKeyPairs('project-2')).toEqual([]);
  });

  it('refuses to change what is not there, and names it', async () => {
    const registry = current();
    await expect(registry.setProjectStatus('project-9', { entitled: true })).rejects.toThrow(
      'project-9',
    );
    await expect(registry.setCredentialStatus('c9', 'revoked')).rejects.toThrow(RegistryError);
    await expect(registry.setKeyPairStatus('a9', 'revoked')).rejects.toThrow(RegistryError);
  });

  it('goes on after a refused change', async () => {
    const registry = current();
    await expect(registry.setCredentialStatus('c9', 'revoked')).rejects.toThrow(RegistryError);
    await registry.addCredential(credentialRow(1));
    expect(await registry.findCredential(credentialRow(1).sha256)).toEqual(credentialRow(1));
  });
}

function describeAnswers(current: Current, reopen: Reopen): void {
  const isFrozen = (value: unknown): boolean =>
    typeof value !== 'object' ||
    value === null ||
    (Object.isFrozen(value) && Object.values(value).every(isFrozen));

  it('answers with what nobody can change, before and after it was opened anew', async () => {
    await current().addProject(projectRow(1));
    await current().addCredential(credentialRow(1));
    await current().addKeyPair(keyPairRow(1));
    await current().addKeyPair(keyPairRow(2));
    await current().setKeyPairStatus(keyPairRow(2).requestKey.fingerprint, 'revoked');
    for (const registry of [current, reopen]) {
      const { findProject, findCredential, listKeyPairs } = await registry();
      expect(isFrozen(await findProject('project-1'))).toBe(true);
      expect(isFrozen(await findCredential(credentialRow(1).sha256))).toBe(true);
      expect(isFrozen(await listKeyPairs('project-1'))).toBe(true);
      expect(isFrozen(await listKeyPairs('project-2'))).toBe(true);
    }
  });

  it('keeps a copy: whoever added a row may go on changing theirs', async () => {
    const mine = structuredClone(keyPairRow(1)) as { responseKey: { publicKeyPem: string } };
    await current().addKeyPair(mine as ReturnType<typeof keyPairRow>);
    mine.responseKey.publicKeyPem = 'another key\n';
    expect(await current().listKeyPairs('project-1')).toEqual([keyPairRow(1)]);
  });
}

function describeLife(current: Current, reopen: Reopen): void {
  it('finds everything again when it is opened anew', async () => {
    await current().addProject(projectRow(1));
    await current().addCredential(credentialRow(1));
    await current().addKeyPair(keyPairRow(1));
    await current().setProjectStatus('project-1', { entitled: false });
    await current().setCredentialStatus(credentialRow(1).sha256, 'suspended');
    const registry = await reopen();
    expect(await registry.findProject('project-1')).toEqual(projectRow(1, { entitled: false }));
    const suspended = credentialRow(1, { status: 'suspended' });
    expect(await registry.findCredential(suspended.sha256)).toEqual(suspended);
    expect(await registry.listKeyPairs('project-1')).toEqual([keyPairRow(1)]);
  });

  it('keeps every one of many changes made at once', async () => {
    const numbers = Array.from({ length: 50 }, (_, at) => at + 1);
    await Promise.all(numbers.map((number) => current().addCredential(credentialRow(number))));
    const registry = await reopen();
    for (const number of numbers)
      expect(await registry.findCredential(credentialRow(number).sha256)).toBeDefined();
  });

  it('takes only one of two additions of the same made at once', async () => {
    const added = await Promise.allSettled([
      current().addProject(projectRow(1)),
      current().addProject(projectRow(1, { name: 'another' })),
    ]);
    expect(added.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('keeps on closing what was begun, and refuses what comes after', async () => {
    const begun = current().addProject(projectRow(1));
    await current().close();
    await begun;
    await expect(current().addProject(projectRow(2))).rejects.toThrow(RegistryError);
    const registry = await reopen();
    expect(await registry.findProject('project-1')).toEqual(projectRow(1));
    expect(await registry.findProject('project-2')).toBeUndefined();
  });
}
