import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeCertificate, profiles, signCertificate } from '../pki/certificate.ts';
import type { Credential } from '../registry/registry.ts';
import { foreignIssuers, refuseUnannounceable } from './announced.ts';
import { StepRefused } from './step-refused.ts';
import {
  addTestCaller,
  openTestEnvironment,
  type TestEnvironment,
} from './testing/test-environment.ts';

const nowMs = Date.UTC(2026, 10, 24);
const dayMs = 24 * 60 * 60_000;

let environment: TestEnvironment;
let projectId: string;
beforeEach(async () => {
  environment = await openTestEnvironment();
  projectId = (await addTestCaller(environment)).project.id;
});
afterEach(() => environment.close());

/** A self-signed certificate, as it would be registered. */
async function foreign(commonName: string, endsInDays = 30): Promise<Credential> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = await signCertificate(
    {
      profile: profiles.client,
      commonName,
      publicKey,
      notBeforeMs: nowMs - dayMs,
      notAfterMs: nowMs + endsInDays * dayMs,
    },
    {
      signer: { privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() },
      random: randomBytes,
    },
  );
  return {
    ...describeCertificate(pem),
    projectId,
    origin: 'registered',
    status: 'active',
    certificatePem: pem,
    issuerPem: pem,
    createdAtMs: nowMs,
  };
}

async function register(credential: Credential): Promise<void> {
  await environment.registry.change(async (edits) => {
    await refuseUnannounceable(edits, credential);
    await edits.addCredential(credential);
  });
}

describe('foreign issuers', () => {
  it('are announced while something of theirs may call', async () => {
    const [good, ended, revoked] = [
      await foreign('good'),
      await foreign('ended', -0.5),
      await foreign('revoked'),
    ];
    for (const one of [good, ended, revoked]) await register(one);
    await environment.registry.change((edits) =>
      edits.revokeCredential(revoked.sha256, { atMs: nowMs, reason: 'unspecified' }),
    );
    expect(await foreignIssuers(environment.registry, nowMs)).toEqual([good.issuerPem]);
  });

  it('never fill a handshake: what would not fit is refused, and what fits stays', async () => {
    const long = (n: number) => `${String(n).padStart(4, '0')} ${'x'.repeat(55)}`;
    let refused = 0;
    for (let n = 0; n < 300 && refused === 0; n += 1)
      await register(await foreign(long(n))).catch((error: unknown) => {
        expect(error).toBeInstanceOf(StepRefused);
        refused = n;
      });
    expect(refused).toBeGreaterThan(100);
    expect(await foreignIssuers(environment.registry, nowMs)).toHaveLength(refused);
  });

  it('with a name that no company has are refused', async () => {
    const endless = await foreign('y'.repeat(600));
    await expect(register(endless)).rejects.toThrow('longer than 512');
  });
});
