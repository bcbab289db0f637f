import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEquipment } from '../../packages/cli/src/doctor/connect/equipment.ts';
import { addIntegrator } from '../support/integrator.ts';
import { startTestProduction, type TestProduction } from '../support/production.ts';
import { type Cast, makeCast, stepOf, walkTo } from './connect-cast.ts';

let production: TestProduction;
let cast: Cast;
beforeAll(async () => {
  [production, cast] = await Promise.all([startTestProduction(), makeCast()]);
});
afterAll(() => production.close());

const demoEquipment = () =>
  readEquipment({ data: production.sandbox.dataDir, baseUrl: production.sandbox.baseUrl });

describe('a walk to a sandbox of Whorl', () => {
  it('arrives', async () => {
    const walked = await walkTo(production.sandbox.baseUrl, { equipment: await demoEquipment() });
    expect(walked.end).toEqual(['clock', undefined]);
    expect(walked.steps.flatMap(({ notes }) => notes)).toEqual([]);
    expect(stepOf(walked, 'asked')?.facts).toMatchObject({
      authorities: ['Whorl sandbox client root', 'Whorl sandbox client issuer'],
      chainLength: 2,
    });
  });

  it('with a request key of another project is told which one is wanted, once', async () => {
    const equipment = { ...(await demoEquipment()), requestKey: cast.requestKey };
    const walked = await walkTo(production.sandbox.baseUrl, { equipment });
    expect(walked.end).toEqual(['answer', 'refused-explained']);
    const fault = stepOf(walked, 'answer')?.fault;
    expect(fault?.fault).toMatch(/DECRYPT_PRIVATE_KEY_NOT_FOUND, kid [0-9a-f]{8}\.* is no key/);
    expect(fault?.cure).toMatch(
      /^requests are encrypted to the Client Encryption Key [0-9a-f]{64}$/,
    );
  });

  it("with a stranger's certificate is told what the service says of it", async () => {
    const demo = await demoEquipment();
    const equipment = { ...demo, tls: { ...cast.client, ca: demo.ca ?? '' } };
    const walked = await walkTo(production.sandbox.baseUrl, { equipment });
    expect(walked.end).toEqual(['answer', 'refused-explained']);
    expect(walked.fault).toContain('INVALID_CLIENT_CERT, the client certificate was not issued by');
    expect(stepOf(walked, 'asked')?.notes.map(({ code }) => code)).toEqual([
      'issuer-not-announced',
    ]);
  });

  it('with a certificate that was revoked is told so', async () => {
    const { owner } = production;
    const { credential, tls: made } = await addIntegrator(owner, { project: 'demo' });
    await owner.done('credential.revoke', {
      project: 'demo',
      credential: credential.sha256,
      body: {},
    });
    const demo = await demoEquipment();
    const tls = { cert: String(made.cert), key: String(made.key), ca: String(made.ca) };
    const walked = await walkTo(production.sandbox.baseUrl, { equipment: { ...demo, tls } });
    expect(walked.end).toEqual(['answer', 'refused-explained']);
    expect(walked.fault).toContain('INVALID_CLIENT_CERT, the certificate was revoked');
  });
});

describe('a walk to production', () => {
  it("with the sandbox's files ends where production is not trusted", async () => {
    const walked = await walkTo(production.baseUrl, { equipment: await demoEquipment() });
    expect(walked.end).toEqual(['tls', 'server-untrusted']);
  });

  it("with the sandbox's certificate ends without a word, and it was said why", async () => {
    const { owner } = production;
    const { authorities } = await owner.done('authority.show', { environment: 'production' });
    const ca = authorities.find(({ role }) => role === 'server-root')?.certificate ?? '';
    const demo = await demoEquipment();
    const tls = { ...demo.tls, ca } as NonNullable<typeof demo.tls>;
    const walked = await walkTo(production.baseUrl, { equipment: { ...demo, ca, tls } });
    expect(walked.end).toEqual(['call', 'closed-unanswered']);
    expect(stepOf(walked, 'asked')?.notes.map(({ code }) => code)).toEqual([
      'issuer-not-announced',
    ]);
  });
});
