import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Registry, RegistryError } from './registry.ts';
import { rememberLookUps } from './remembered.ts';
import { openSqliteRegistry } from './sqlite/sqlite-registry.ts';
import { credentialRow, keyPairRow, projectRow } from './testing/rows.ts';

let folder: string;
let stored: Registry;
/** The look-ups that reached the registry itself. */
let asked: string[];
let registry: Registry;

/** Tells what it is asked. */
function noting(of: Registry): Registry {
  const note = <Answer>(what: string, answer: Answer): Answer => {
    asked.push(what);
    return answer;
  };
  return {
    ...of,
    findProject: (id) => note(id, of.findProject(id)),
    findCredential: (sha256) => note(sha256, of.findCredential(sha256)),
    listKeyPairs: (id) => note(`pairs of ${id}`, of.listKeyPairs(id)),
  };
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whorl-remembered-'));
  const path = join(folder, 'registry.sqlite');
  stored = await openSqliteRegistry({ path, auditKey: Buffer.alloc(32) });
  asked = [];
  registry = rememberLookUps(noting(stored));
  await registry.change(async (edits) => {
    await edits.addProject(projectRow(1));
    await edits.addProject(projectRow(2));
    await edits.addCredential(credentialRow(1));
    await edits.addKeyPair(keyPairRow(1));
  });
});
afterEach(async () => {
  await registry.close();
  await rm(folder, { recursive: true });
});

const { sha256 } = credentialRow(1);
const lookUpAll = async () => [
  await registry.findCredential(sha256),
  await registry.findProject('project-1'),
  await registry.listKeyPairs('project-1'),
];
const revoke = () =>
  registry.change((edits) => edits.revokeCredential(sha256, { atMs: 1, reason: 'unspecified' }));

describe('remembered look-ups', () => {
  it('are asked of the registry once, until the next change', async () => {
    for (let call = 0; call < 3; call += 1)
      expect(await lookUpAll()).toEqual([credentialRow(1), projectRow(1), [keyPairRow(1)]]);
    expect(asked).toEqual([sha256, 'project-1', 'pairs of project-1']);
    await registry.change((edits) => edits.setNote('number', '1'));
    await lookUpAll();
    expect(asked).toHaveLength(6);
  });

  it('show a revocation to the next call', async () => {
    await lookUpAll();
    await revoke();
    expect((await registry.findCredential(sha256))?.status).toBe('revoked');
  });

  it('are forgotten when a change fails, too', async () => {
    await lookUpAll();
    await expect(registry.change((edits) => edits.addProject(projectRow(1)))).rejects.toThrow(
      RegistryError,
    );
    await lookUpAll();
    expect(asked).toHaveLength(6);
  });

  it('are not remembered when they began before a change ended', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const late = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
      const found = await answer;
      await held;
      return found;
    };
    registry = rememberLookUps({
      ...stored,
      findCredential: (hash) => late(stored.findCredential(hash)),
      findProject: (id) => late(stored.findProject(id)),
      listKeyPairs: (id) => late(stored.listKeyPairs(id)),
    });
    const before = lookUpAll();
    const found = registry.findCredential(sha256);
    await stored.findProject('project-1');
    await revoke();
    release();
    expect((await found)?.status, 'what it found was so when it began').toBe('active');
    await before;
    expect((await registry.findCredential(sha256))?.status).toBe('revoked');
  });

  it('keep nothing of strangers', async () => {
    for (let call = 0; call < 2; call += 1) {
      expect(await registry.findCredential('c9')).toBeUndefined();
      expect(await registry.findProject('project-9')).toBeUndefined();
      expect(await registry.listKeyPairs('project-2')).toEqual([]);
    }
    expect(asked).toHaveLength(6);
  });

  it('keep so many and no more: the oldest make room', async () => {
    const found = { ...stored, findProject: async (id: string) => projectRow(1, { id }) };
    registry = rememberLookUps(noting(found));
    const look = (number: number) => registry.findProject(`project-${number}`);
    for (let number = 0; number <= 10_000; number += 1) await look(number);
    asked = [];
    for (const number of [1, 10_000, 0]) await look(number);
    expect(asked).toEqual(['project-0']);
  });

  it('answer no more once the registry is closed', async () => {
    await lookUpAll();
    const closing = registry.close();
    await expect(registry.findProject('project-1')).rejects.toThrow(RegistryError);
    await closing;
    await expect(registry.listKeyPairs('project-1')).rejects.toThrow(RegistryError);
  });
});
