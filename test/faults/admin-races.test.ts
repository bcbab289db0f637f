/**
 * Two people do the same step at the same moment, over connections of their own: where it can happen once,
 * one of them does it and the other is told; where it can happen twice, it does, whole.
 */
import { generateKeyPairSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OperationId } from '@whorl/contract/admin';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdminReply, type AdminRequest, adminClient } from '../support/admin.ts';
import { makeForeignClient } from '../support/foreign.ts';
import { addIntegrator, fileOf } from '../support/integrator.ts';
import { makeRequest } from '../support/openssl.ts';
import { addOfficer, addPerson, type Person } from '../support/people.ts';
import {
  addReadyProject,
  promote,
  startTestProduction,
  type TestProduction,
} from '../support/production.ts';
import { readRevocationLists } from '../support/revocation-lists.ts';
import { startTestSandbox } from '../support/sandbox.ts';
import { totpCode } from '../support/totp.ts';

const environment = 'production';
const company = 'Shop Ltd';
const password = 'a long pass phrase of nobody';

let place: TestProduction;
beforeAll(async () => {
  place = await startTestProduction();
});
afterAll(() => place.close());

/** Sends two requests at once. Each is a connection of its own. */
function both<Id extends OperationId>(
  id: Id,
  one: AdminRequest<Id>,
  other = one,
  dataDir = place.sandbox.dataDir,
): Promise<readonly AdminReply<Id>[]> {
  const clients = [adminClient({ dataDir }), adminClient({ dataDir })] as const;
  return Promise.all([clients[0].call(id, one), clients[1].call(id, other)]);
}

const statusesOf = (replies: readonly { readonly status: number }[]) =>
  replies.map(({ status }) => status).sort();

/** @returns what the one who did it was answered */
function oneOf<Id extends OperationId>(
  replies: readonly AdminReply<Id>[],
  told = 409,
): AdminReply<Id> {
  const [done, ...more] = replies.filter(({ status }) => status < 300);
  const refused = replies.filter(({ status }) => status >= 300);
  expect(statusesOf(refused), JSON.stringify(refused)).toEqual([told]);
  expect(refused[0]?.problem.message).toMatch(/^[A-Z].*\.$/s);
  expect(more).toEqual([]);
  return done as AdminReply<Id>;
}

/** How often the trail says that it was done. */
async function countDone(
  operation: OperationId,
  target: string,
  trail = 'sandbox',
): Promise<number> {
  const { records } = await place.owner.done('audit.list', { trail, query: { limit: '1000' } });
  return records.filter((record) => record.operation === operation && record.target === target)
    .length;
}

async function newProject(name: string): Promise<string> {
  const body = { name, company, companyId: name };
  return (await place.owner.done('project.create', { body })).id;
}

describe('of people', () => {
  it('the first admin is made once', async () => {
    const sandbox = await startTestSandbox();
    const first = (name: string) => ({
      body: { email: `${name}@operator.example`, name, password },
    });
    const replies = await both('account.create-first', first('a'), first('b'), sandbox.dataDir);
    const { id } = oneOf(replies).body;
    const { accounts } = await adminClient({ dataDir: sandbox.dataDir }).done('account.list');
    expect(accounts.map((account) => account.id)).toEqual([id]);
    await sandbox.close();
  });

  it('nobody is invited twice', async () => {
    const invited = (name: string) =>
      ({ body: { email: 'once@operator.example', name, role: 'viewer' } }) as const;
    const { account } = oneOf(await both('account.invite', invited('a'), invited('b'))).body;
    expect(await countDone('account.invite', account.id, 'accounts')).toBe(1);
  });

  it('an invitation is taken up once', async () => {
    const { owner } = place;
    const email = 'taken@operator.example';
    const body = { email, name: 'T', role: 'viewer' } as const;
    const { invitation } = await owner.done('account.invite', { body });
    const take = (own: string) => ({ body: { invitation, password: own } });
    const replies = await both('invitation.accept', take(password), take(`${password} else`));
    oneOf(replies, 401);
    const mine = replies[0]?.status === 200 ? password : `${password} else`;
    await owner.done('session.create', { body: { email, password: mine } });
  });

  it('of two new invitations one is good', async () => {
    const { owner } = place;
    const { account } = await addPerson(owner, 'again', 'viewer');
    const replies = await both('account.invite-again', { account: account.id });
    expect(statusesOf(replies)).toEqual([201, 201]);
    const tries = await Promise.all(
      replies.map(({ body: { invitation } }) =>
        owner.call('invitation.accept', { body: { invitation, password } }),
      ),
    );
    oneOf(tries, 401);
  });

  it('a change that each makes alone leaves an admin; both would leave none', async () => {
    const sandbox = await startTestSandbox();
    const owner = adminClient({ dataDir: sandbox.dataDir });
    const ada = await owner.done('account.create-first', {
      body: { email: 'ada@operator.example', name: 'Ada', password },
    });
    const { account } = await addPerson(owner, 'bea', 'admin');
    const suspend = (id: string) => ({ account: id, body: { status: 'suspended' } }) as const;
    oneOf(await both('account.change', suspend(ada.id), suspend(account.id), sandbox.dataDir));
    const { accounts } = await owner.done('account.list');
    expect(accounts.map(({ status }) => status).sort()).toEqual(['active', 'suspended']);
    await sandbox.close();
  });

  it('a code of an authenticator is good once', async () => {
    const { owner } = place;
    const { bearer, account } = await addPerson(owner, 'coded', 'security-officer');
    const { uri } = await owner.done('totp.start', { bearer, body: { password } });
    const code = totpCode(uri);
    oneOf(await both('totp.confirm', { bearer, body: { code } }), 401);
    const totp = totpCode(uri, Date.now() + 30_000);
    const signIn = { body: { email: account.email, password, totp } };
    const { body } = oneOf(await both('session.create', signIn), 401);
    expect(body.account.hasTotp).toBe(true);
  });

  it('of two beginnings of a second factor one can be finished', async () => {
    const { owner } = place;
    const { bearer, account } = await addPerson(owner, 'begun', 'viewer');
    const replies = await both('totp.start', { bearer, body: { password } });
    expect(statusesOf(replies)).toEqual([200, 200]);
    const confirmations = [];
    for (const { body } of replies)
      confirmations.push(
        await owner.call('totp.confirm', { bearer, body: { code: totpCode(body.uri) } }),
      );
    expect(statusesOf(confirmations)).toContain(204);
    const { accounts } = await owner.done('account.list');
    expect(accounts.find(({ id }) => id === account.id)?.hasTotp).toBe(true);
  });

  it('a password is changed by one of two', async () => {
    const { owner } = place;
    const { bearer, account } = await addPerson(owner, 'changing', 'viewer');
    const change = (next: string) => ({ bearer, body: { current: password, next } });
    const next = [`${password} one`, `${password} two`] as const;
    const replies = await both('password.change', change(next[0]), change(next[1]));
    oneOf(replies, 401);
    const mine = replies[0]?.status === 204 ? next[0] : next[1];
    await owner.done('session.create', { body: { email: account.email, password: mine } });
  });

  it('a session ends, whoever ends it', async () => {
    const { owner } = place;
    const { bearer } = await addPerson(owner, 'leaving', 'viewer');
    expect([204, 401]).toContain(statusesOf(await both('session.end', { bearer }))[1]);
    expect((await owner.call('project.list', { bearer })).status).toBe(401);
  });

  it('tokens are made as often as they are asked for, and end as well', async () => {
    const { owner } = place;
    const body = { name: 'ci', role: 'viewer' } as const;
    const made = await both('token.create', { body });
    expect(new Set(made.map((reply) => reply.body.token)).size).toBe(2);
    const token = made[0]?.body.record.id ?? '';
    expect(statusesOf(await both('token.revoke', { token }))).toEqual([204, 204]);
    const { tokens } = await owner.done('token.list');
    expect(tokens.find(({ id }) => id === token)?.status).toBe('revoked');
  });
});

describe('of projects', () => {
  it('a name is taken once', async () => {
    const wanted = (companyId: string) => ({ body: { name: 'named', company, companyId } });
    const { id } = oneOf(await both('project.create', wanted('a'), wanted('b'))).body;
    expect(await countDone('project.create', id)).toBe(1);
  });

  it('the later of two changes stands, whole', async () => {
    const { owner } = place;
    const project = await newProject('changed');
    const contacts = (name: string) => [
      { name, email: `${name}@shop.example`, purpose: 'technical' as const },
    ];
    await both(
      'project.set-contacts',
      { project, body: { contacts: contacts('a') } },
      { project, body: { contacts: contacts('b') } },
    );
    await both(
      'project.set-status',
      { project, body: { status: 'suspended' } },
      { project, body: { status: 'active' } },
    );
    const found = await owner.done('project.show', { project });
    expect([contacts('a'), contacts('b')]).toContainEqual(found.contacts);
    const { records } = await owner.done('audit.list', {
      trail: 'sandbox',
      query: { limit: '1000' },
    });
    const last = records.findLast(({ operation }) => operation === 'project.set-status');
    expect(found.status).toBe(last?.details?.status);
  });

  it('two members that are added are both in it, and taken off both', async () => {
    const { owner, officers } = place;
    const project = await newProject('joined');
    const [one, other] = officers.map(({ account }) => ({ project, account: account.id }));
    await both('project.add-member', one ?? {}, other);
    const { memberIds } = await owner.done('project.show', { project });
    expect(memberIds).toHaveLength(2);
    await both('project.remove-member', one ?? {}, other);
    expect((await owner.done('project.show', { project })).memberIds).toEqual([]);
  });
});

describe('of certificates', () => {
  it('one that was issued elsewhere is registered once, and for one project', async () => {
    const [project, other] = [await newProject('bank-a'), await newProject('bank-b')];
    const { certificate } = await makeForeignClient('till 1');
    const twice = { certificate };
    const { body } = oneOf(await both('credential.create', { project, body: twice }));
    expect(await countDone('credential.create', body.credential.sha256)).toBe(1);
    const apart = { certificate: (await makeForeignClient('till 2')).certificate };
    oneOf(
      await both('credential.create', { project, body: apart }, { project: other, body: apart }),
    );
  });

  it('a name belongs to one project', async () => {
    const { owner } = place;
    for (const name of ['same-a', 'same-b'])
      await owner.done('project.create', { body: { name, company, companyId: 'same' } });
    const request = (project: string) => {
      const { csr } = makeRequest('/O=Shop Ltd/CN=web1-Client-MTF-same');
      return { project, body: { csr } };
    };
    oneOf(await both('credential.create', request('same-a'), request('same-b')));
  });

  it('what can be issued twice is issued twice, each good', async () => {
    const project = await newProject('issued');
    const { csr } = makeRequest('/O=Shop Ltd/CN=web1-Client-MTF-issued');
    const replies = [
      ...(await both('credential.create', { project, body: { issue: {} } })),
      ...(await both('credential.create', { project, body: { csr } })),
    ];
    expect(statusesOf(replies)).toEqual([201, 201, 201, 201]);
    const [first] = replies.map(({ body }) => body.credential.sha256);
    const successors = await both('credential.rotate', {
      project,
      credential: first ?? '',
      body: {},
    });
    expect(statusesOf(successors)).toEqual([201, 201]);
    const { credentials } = await place.owner.done('credential.list', { project });
    expect(new Set(credentials.map(({ serial }) => serial)).size).toBe(6);
    expect(credentials.every(({ status }) => status === 'active')).toBe(true);
  });

  it('one is revoked once', async () => {
    const { owner } = place;
    const project = await newProject('revoked');
    const { credential } = await owner.done('credential.create', { project, body: { issue: {} } });
    const asked = { project, credential: credential.sha256 };
    const replies = await both(
      'credential.revoke',
      { ...asked, body: { reason: 'superseded' } },
      { ...asked, body: { reason: 'key-compromise' } },
    );
    const { revocationReason } = oneOf(replies).body;
    const { credentials } = await owner.done('credential.list', { project });
    expect(credentials[0]).toMatchObject({ status: 'revoked', revocationReason });
    expect(await countDone('credential.revoke', credential.sha256)).toBe(1);
  });

  it('two that are revoked at once are both on the published list', async () => {
    const { owner, sandbox } = place;
    const project = await newProject('listed');
    const issue = () => owner.done('credential.create', { project, body: { issue: {} } });
    const made = [await issue(), await issue()].map(({ credential }) => credential);
    const [one, other] = made.map(({ sha256 }) => ({ project, credential: sha256, body: {} }));
    expect(statusesOf(await both('credential.revoke', one ?? {}, other))).toEqual([200, 200]);
    const lists = readRevocationLists(
      await readFile(join(sandbox.dataDir, 'sandbox', 'revocation-list.pem'), 'utf8'),
    );
    const listed = lists.flatMap(({ serials }) => serials);
    expect(listed).toEqual(expect.arrayContaining(made.map(({ serial }) => serial)));
  });

  it('one that is revoked while it is rotated leaves a successor or none', async () => {
    const { owner } = place;
    const project = await newProject('crossing');
    const { credential } = await owner.done('credential.create', { project, body: { issue: {} } });
    const asked = { project, credential: credential.sha256, body: {} };
    const [rotated, revoked] = await Promise.all([
      owner.call('credential.rotate', asked),
      owner.call('credential.revoke', asked),
    ]);
    expect(revoked.status).toBe(200);
    expect([201, 409]).toContain(rotated.status);
    const { credentials } = await owner.done('credential.list', { project });
    expect(credentials).toHaveLength(rotated.status === 201 ? 2 : 1);
  });
});

describe('of keys', () => {
  const responseKey = (): string =>
    generateKeyPairSync('rsa', { modulusLength: 2048 })
      .publicKey.export({ type: 'spki', format: 'pem' })
      .toString();

  it('one that is brought serves one pair of one project', async () => {
    const [project, other] = [await newProject('keys-a'), await newProject('keys-b')];
    const body = { responseKey: responseKey() };
    oneOf(await both('key.create', { project, body }));
    const next = { responseKey: responseKey() };
    oneOf(await both('key.create', { project, body: next }, { project: other, body: next }));
  });

  it('one that is brought to both environments serves one of them', async () => {
    const project = 'keys-apart';
    await addReadyProject(place, project);
    await promote(place, project);
    const asked = { project, body: { responseKey: responseKey() } };
    oneOf(await both('key.create', asked, { environment, ...asked }));
    for (const round of [1, 2, 3]) {
      const { certificate } = await makeForeignClient(`till ${round} everywhere`);
      const body = { certificate };
      oneOf(await both('credential.create', { project, body }, { environment, project, body }));
    }
  });

  it('pairs are made and rotated as often as they are asked for', async () => {
    const project = await newProject('pairs');
    const made = await both('key.create', { project, body: {} });
    const key = made[0]?.body.keyPair.requestKey.fingerprint ?? '';
    const rotated = await both('key.rotate', { project, key, body: {} });
    expect(statusesOf([...made, ...rotated])).toEqual([201, 201, 201, 201]);
    const { keys } = await place.owner.done('key.list', { project });
    expect(new Set(keys.map(({ requestKey }) => requestKey.fingerprint)).size).toBe(4);
  });

  it('a pair is revoked once', async () => {
    const project = await newProject('key-revoked');
    const { keyPair } = await place.owner.done('key.create', { project, body: {} });
    const key = keyPair.requestKey.fingerprint;
    oneOf(await both('key.revoke', { project, key, body: {} }));
    expect(await countDone('key.revoke', key)).toBe(1);
  });
});

describe('of what waits for approval', () => {
  const decision = (
    { id, requestHash }: { readonly id: string; readonly requestHash: string },
    { bearer }: Person,
    wanted: 'approve' | 'reject' = 'approve',
  ) => ({ environment, approval: id, bearer, body: { decision: wanted, requestHash } }) as const;

  it('a promotion is asked for once, and an officer decides once', async () => {
    const { officers } = place;
    await addReadyProject(place, 'asked');
    const asked = oneOf(await both('project.promote', { project: 'asked' })).body;
    oneOf(await both('approval.decide', decision(asked, officers[0])));
    expect(await countDone('approval.decide', asked.id, environment)).toBe(1);
  });

  it('the last approval has it done once, though two give it', async () => {
    const { owner, officers } = place;
    await addReadyProject(place, 'last');
    const asked = await owner.done('project.promote', { project: 'last' });
    const third = await addOfficer(owner, 'dee');
    await owner.done('approval.decide', decision(asked, officers[0]));
    oneOf(await both('approval.decide', decision(asked, officers[1]), decision(asked, third)));
    const { projects } = await owner.done('project.list', { environment });
    expect(projects.filter(({ name }) => name === 'last')).toHaveLength(1);
  });

  it('one rejection is enough, whenever it comes', async () => {
    const { owner, officers } = place;
    await addReadyProject(place, 'torn');
    const asked = await owner.done('project.promote', { project: 'torn' });
    const [approve, reject] = [
      decision(asked, officers[0]),
      decision(asked, officers[1], 'reject'),
    ];
    const replies = await both('approval.decide', approve, reject);
    expect(replies[1]?.status).toBe(200);
    const found = await owner.done('approval.show', { environment, approval: asked.id });
    expect(found.status).toBe('rejected');
  });

  it('a network is shared once and left once', async () => {
    const { owner, officers } = place;
    for (const name of ['guest', 'host']) {
      await addReadyProject(place, name);
      await promote(place, name);
    }
    const request = { environment, project: 'guest', body: { with: 'host' } } as const;
    const asked = oneOf(await both('project.share-network', request)).body;
    for (const officer of officers) await owner.done('approval.decide', decision(asked, officer));
    const left = oneOf(await both('project.leave-network', { environment, project: 'guest' })).body;
    expect(left.network).toBe('own');
    expect(await countDone('project.leave-network', left.id, environment)).toBe(1);
  });
});

describe('of authorities and the service', () => {
  it('a new issuer is made by one of two', async () => {
    const { authorities } = oneOf(await both('authority.rotate-issuer', {})).body;
    const issuers = authorities.filter(({ role }) => role === 'client-issuer');
    expect(issuers.map(({ status }) => status).sort()).toEqual(['current', 'former']);
    await addIntegrator(place.owner, { project: 'demo' });
  });

  it('the root’s key is exported for both, removed by one, and brought back', async () => {
    const { owner } = place;
    const passphrase = 'nobody knows it, nobody will';
    const exports = await both('authority.export-root', { body: { passphrase } });
    expect(statusesOf(exports)).toEqual([200, 200]);
    expect(oneOf(await both('authority.remove-root', {})).body.rootKey).toBe('offline');
    const [one, other] = exports.map(({ body }) => ({
      body: { key: fileOf(body.files, 'sandbox-client-root.key').toString(), passphrase },
    }));
    const back = await both('authority.restore-root', one as never, other);
    expect(statusesOf(back)).toEqual([200, 200]);
    expect(await owner.done('authority.show')).toMatchObject({ rootKey: 'online' });
  });

  it('production is set up once, and runs for both', async () => {
    const flags = { productionPort: '0', masterKeyFile: place.masterKeyFile };
    const other = await startTestSandbox({ flags });
    const owner = adminClient({ dataDir: other.dataDir });
    const replies = await both('production.init', {}, {}, other.dataDir);
    expect(statusesOf(replies)).toEqual([201, 201]);
    const { records } = await owner.done('audit.list', { trail: environment });
    const operations = records.map(({ operation }) => operation);
    expect(operations.filter((name) => name === 'production.init')).toHaveLength(1);
    const { authorities } = await owner.done('authority.show', { environment });
    expect(authorities.map(({ role }) => role).sort()).toEqual([
      'client-issuer',
      'client-root',
      'server',
      'server-root',
    ]);
    await other.close();
  });

  it('the master key is rotated by one of two', async () => {
    const { masterKeyFile, owner } = place;
    const asked = (name: string) => ({ body: { newKeyFile: `${masterKeyFile}.${name}` } });
    oneOf(await both('master-key.rotate', asked('one'), asked('two')));
    await addIntegrator(owner, { project: 'demo' });
    const { records } = await owner.done('audit.list', {
      trail: 'accounts',
      query: { limit: '1000' },
    });
    const rotations = records.filter(({ operation }) => operation === 'master-key.rotate');
    expect(rotations).toHaveLength(1);
  });
});
