/** From the sandbox to production: two people, two environments, and nothing of one good in the other. */
import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addIntegrator, fileOf } from '../support/integrator.ts';
import { makeRequest } from '../support/openssl.ts';
import { addOfficer, addPerson } from '../support/people.ts';
import { plainAgent, post } from '../support/post.ts';
import {
  addReadyProject,
  promote,
  startTestProduction,
  type TestProduction,
} from '../support/production.ts';
import { exampleTransaction } from '../support/transactions.ts';

const environment = 'production';
const transaction = exampleTransaction('minimal') as never;

let place: TestProduction;
beforeAll(async () => {
  place = await startTestProduction();
});
afterAll(() => place.close());

const decide = (approval: string, bearer: string, requestHash: string) =>
  place.owner.call('approval.decide', {
    environment,
    approval,
    bearer,
    body: { decision: 'approve', requestHash },
  });

describe('a promotion', () => {
  it('takes a checklist, and two security officers who did not ask', async () => {
    const { owner, officers } = place;
    const project = 'promoted';
    await owner.done('project.create', {
      body: { name: project, company: 'Shop Ltd', companyId: project },
    });
    const early = await owner.call('project.promote', { project });
    expect(early).toMatchObject({ status: 409, problem: { code: 'conflict' } });
    expect(early.problem.message).toContain('10 calls');
    expect(await owner.done('project.checklist', { project })).toMatchObject({ ready: false });

    await addReadyProject(place, 'ready');
    const { id, requestHash } = await owner.done('project.promote', { project: 'ready' });
    const again = await owner.call('project.promote', { project: 'ready' });
    expect(again.problem.code).toBe('conflict');
    const first = await decide(id, officers[0].bearer, requestHash);
    expect(first.body).toMatchObject({ status: 'pending', needed: 1 });
    expect((await decide(id, officers[0].bearer, requestHash)).status).toBe(409);
    const second = await decide(id, officers[1].bearer, requestHash);
    expect(second.body).toMatchObject({ status: 'approved', needed: 0 });
    expect((await decide(id, officers[1].bearer, requestHash)).status).toBe(409);
    const promoted = await owner.done('project.show', { environment, project: 'ready' });
    expect(promoted).toMatchObject({ environment, calls: 0, network: 'own' });
  });

  it('is called there with credentials of its own', async () => {
    const { owner, baseUrl } = place;
    const subject = '/O=Shop Ltd/CN=web1-Client-PROD-ready';
    const { csr, privateKey } = makeRequest(subject);
    const made = await owner.done('credential.create', {
      environment,
      project: 'ready',
      body: { csr },
    });
    expect(made.credential.commonName).toBe('web1-Client-PROD-ready');
    const sandboxName = await owner.call('credential.create', {
      ...{ environment, project: 'ready' },
      body: { csr: makeRequest('/O=Shop Ltd/CN=web1-Client-MTF-ready').csr },
    });
    expect(sandboxName.problem.code).toBe('invalid');
    const who = await addIntegrator(owner, { environment, project: 'ready' });
    const client = who.client(baseUrl);
    expect(await client.transactions.retrieve(transaction)).toHaveProperty('id');
    client.close();
    const agent = plainAgent({
      ca: fileOf(made.files, 'ca.pem'),
      cert: fileOf(made.files, 'client.pem'),
      key: privateKey,
    });
    expect((await post(baseUrl, { agent, body: '{}' })).status).toBe(400);
    agent.destroy();
  });

  it('that the requester approves does not count', async () => {
    const { owner, officers } = place;
    const lead = await addOfficer(owner, 'lead', 'admin');
    await addReadyProject(place, 'own-goal');
    const asked = await owner.done('project.promote', { project: 'own-goal', bearer: lead.bearer });
    await owner.done('account.change', {
      account: lead.account.id,
      body: { role: 'security-officer' },
    });
    const { password, account } = lead;
    const back = await owner.call('session.create', { body: { email: account.email, password } });
    expect(back.problem.code).toBe('totp-required');
    const mine = await decide(asked.id, officers[0].bearer, '0'.repeat(64));
    expect(mine.problem.message).toContain('not the request that you looked at');
  });

  it('cannot be approved by the owner, a token, another role, or without a second factor', async () => {
    const { owner } = place;
    await addReadyProject(place, 'waiting');
    const { id, requestHash } = await owner.done('project.promote', { project: 'waiting' });
    const viewer = await addPerson(owner, 'vi', 'viewer');
    const bare = await addPerson(owner, 'di', 'security-officer');
    const { token } = await owner.done('token.create', {
      body: { name: 'ci', role: 'key-custodian', environments: ['production'] },
    });
    const body = { decision: 'approve', requestHash } as const;
    const at = { environment, approval: id, body } as const;
    expect((await owner.call('approval.decide', at)).problem.code).toBe('forbidden');
    for (const bearer of [viewer.bearer, bare.bearer, token])
      expect((await owner.call('approval.decide', { ...at, bearer })).problem.code).toBe(
        'forbidden',
      );
    const shown = await owner.done('approval.show', { environment, approval: id });
    expect(shown.decisions).toEqual([]);
  });

  it('does not count an officer who was suspended since', async () => {
    const { owner, officers } = place;
    const leaving = await addOfficer(owner, 'leaving');
    await addReadyProject(place, 'left');
    const { id, requestHash } = await owner.done('project.promote', { project: 'left' });
    await decide(id, leaving.bearer, requestHash);
    await owner.done('account.change', {
      account: leaving.account.id,
      body: { status: 'suspended' },
    });
    const second = await decide(id, officers[0].bearer, requestHash);
    expect(second.body).toMatchObject({ status: 'pending' });
    const third = await decide(id, officers[1].bearer, requestHash);
    expect(third.body).toMatchObject({ status: 'approved' });
  });

  it('is of what was looked at, and of a project that is still ready', async () => {
    const { owner, officers } = place;
    await addReadyProject(place, 'changing');
    const { id, requestHash, request } = await owner.done('project.promote', {
      project: 'changing',
    });
    expect(JSON.parse(request).body).toMatchObject({ name: 'changing', company: 'Shop Ltd' });
    await decide(id, officers[0].bearer, requestHash);
    const body = { status: 'suspended' } as const;
    await owner.done('project.set-status', { project: 'changing', body });
    const refused = await decide(id, officers[1].bearer, requestHash);
    expect(refused.problem.message).toContain('The project is suspended');
    await owner.done('project.set-status', { project: 'changing', body: { status: 'active' } });
    expect((await decide(id, officers[1].bearer, requestHash)).body).toMatchObject({
      status: 'approved',
    });
  });

  it('that two officers decide at the same moment is done once', async () => {
    const { owner, officers } = place;
    await addReadyProject(place, 'raced');
    const { id, requestHash } = await owner.done('project.promote', { project: 'raced' });
    const [one, two] = officers;
    const bearers = [one.bearer, two.bearer, one.bearer, two.bearer];
    const replies = await Promise.all(bearers.map((bearer) => decide(id, bearer, requestHash)));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 409, 409]);
    const { projects } = await owner.done('project.list', { environment });
    expect(projects.filter(({ name }) => name === 'raced')).toHaveLength(1);
  });
});

describe('nothing of one environment is good in the other', () => {
  it('neither certificate nor key', async () => {
    const { owner, sandbox, baseUrl } = place;
    await addReadyProject(place, 'apart');
    await promote(place, 'apart');
    const there = await addIntegrator(owner, { environment, project: 'apart' });
    const here = await addIntegrator(owner, { project: 'apart' });
    const wrong = there.client(sandbox.baseUrl);
    const mixed = { ca: here.tls.ca, cert: there.tls.cert, key: there.tls.key };
    wrong.close();
    const agent = plainAgent(mixed);
    const refused = await post(sandbox.baseUrl, { agent, body: '{}' });
    agent.destroy();
    expect(refused.status).toBe(422);
    expect(refused.body).toContain('is for production, not for here');
    const closed = plainAgent({ ca: there.tls.ca, cert: here.tls.cert, key: here.tls.key });
    await expect(post(baseUrl, { agent: closed, body: '{}' })).rejects.toThrow();
    closed.destroy();
  });

  it('nor a key that was brought there', async () => {
    const { owner } = place;
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const responseKey = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const at = { project: 'apart', body: { responseKey } };
    await owner.done('key.create', at);
    const refused = await owner.call('key.create', { environment, ...at });
    expect(refused).toMatchObject({ status: 409, problem: { code: 'conflict' } });
    expect(refused.problem.message).toContain('other environment');
  });
});

describe('a shared identity network', () => {
  it('is shared by two officers, and left again; never in the sandbox', async () => {
    const { owner, officers, baseUrl } = place;
    for (const project of ['host', 'guest']) {
      await addReadyProject(place, project);
      await promote(place, project);
    }
    const body = { with: 'host' };
    const inSandbox = await owner.call('project.share-network', { project: 'guest', body });
    expect(inSandbox.problem.code).toBe('forbidden');
    const host = await addIntegrator(owner, { environment, project: 'host' });
    const guest = await addIntegrator(owner, { environment, project: 'guest' });
    const velocityOf = async (who: typeof host) => {
      const client = who.client(baseUrl);
      const insights = await client.transactions.retrieve(transaction);
      client.close();
      return insights.individualInsights?.primaryEmail?.mailboxVelocity;
    };
    expect(await velocityOf(host)).toBe(0);
    expect(await velocityOf(guest)).toBe(0);
    const asked = await owner.done('project.share-network', {
      environment,
      project: 'guest',
      body,
    });
    for (const { bearer } of officers) await decide(asked.id, bearer, asked.requestHash);
    expect(await velocityOf(guest)).toBe(1);
    expect(await velocityOf(host)).toBe(2);
    const turned = { environment, project: 'host', body: { with: 'ready' } };
    const refused = await owner.call('project.share-network', turned);
    expect(refused.problem.message).toContain('guest are on the network of host');
    await owner.done('project.leave-network', { environment, project: 'guest' });
    expect(await velocityOf(guest)).toBe(1);
  });
});

it('says to a caller without a certificate nothing but a closed connection', async () => {
  const agent = plainAgent({ rejectUnauthorized: false });
  await expect(post(place.baseUrl, { agent, body: '{}' })).rejects.toThrow();
  agent.destroy();
});
