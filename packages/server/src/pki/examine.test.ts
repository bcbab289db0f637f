import { generateKeyPairSync, randomBytes, X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Authorities, createAuthorities } from './authority.ts';
import { type Profile, profiles, type Signer, signCertificate } from './certificate.ts';
import { createExamination, type ExaminedCertificate, type Verdict } from './examine.ts';

const nowMs = Date.UTC(2026, 10, 24, 12);
const startMs = Date.UTC(2026, 10, 1);
const endMs = Date.UTC(2026, 11, 1);
const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const random = randomBytes;

let sandbox: Authorities;
let production: Authorities;
let namesake: Authorities;
let examine: (der: Uint8Array | undefined) => ExaminedCertificate;
beforeAll(async () => {
  const create = (label: string) => createAuthorities({ label, nowMs, random });
  [sandbox, production, namesake] = await Promise.all([
    create('Whorl sandbox'),
    create('Whorl production'),
    create('Whorl sandbox'),
  ]);
  examine = createExamination({
    issuer: sandbox.clientIssuer.certificate,
    others: { production: production.clientIssuer.certificate },
  });
});

async function issue(signer: Signer, profile: Profile = profiles.client): Promise<Buffer> {
  const period = { notBeforeMs: startMs, notAfterMs: endMs };
  const content = { profile, commonName: 'alice@shop.example', publicKey, ...period };
  return new X509Certificate(await signCertificate(content, { signer, random })).raw;
}

const judge = (der: Uint8Array | undefined, atMs = nowMs): Verdict => examine(der).judge(atMs);

const refused = (fault: string, sentence: string) => ({ ok: false, fault, sentence });

describe('a client certificate is examined', () => {
  it('and accepted, by the SHA-256 that its credential is found by', async () => {
    const der = await issue(sandbox.clientIssuer);
    const sha256 = new X509Certificate(der).fingerprint256.replaceAll(':', '').toLowerCase();
    expect(judge(der)).toEqual({ ok: true, sha256 });
  });

  it('anew for each request: one that expires on a live connection is refused from then on', async () => {
    const examined = examine(await issue(sandbox.clientIssuer));
    expect(examined.judge(startMs - 1)).toEqual(
      refused(
        'not-yet-valid',
        'the client certificate is not valid before 2026-11-01T00:00:00.000Z',
      ),
    );
    expect(examined.judge(startMs).ok).toBe(true);
    expect(examined.judge(endMs).ok).toBe(true);
    expect(examined.judge(endMs + 1)).toEqual(
      refused('expired', 'the client certificate expired 2026-12-01T00:00:00.000Z'),
    );
  });

  it('and if there is none, the answer names the client’s usual reason', () => {
    const verdict = judge(undefined);
    expect(verdict).toMatchObject({ fault: 'none-sent' });
    expect(verdict).toMatchObject({ sentence: expect.stringContaining('Java and Windows') });
  });

  it.each([
    ['serverAuth only', profiles.server],
    ['no usage', { ...profiles.client, extendedUsages: [] }],
    ['any usage', { ...profiles.client, extendedUsages: ['2.5.29.37.0'] }],
    ['an encryption key', profiles.encryption],
  ])('and refused if it is for %s', async (_, profile) => {
    expect(judge(await issue(sandbox.clientIssuer, profile))).toEqual(
      refused('no-client-auth', 'the client certificate lacks the clientAuth usage'),
    );
  });

  it('and refused as of another environment, which is named', async () => {
    expect(judge(await issue(production.clientIssuer))).toEqual(
      refused('wrong-environment', 'the client certificate is for production, not for here'),
    );
  });

  it('and refused from an unknown issuer', async () => {
    expect(judge(await issue(sandbox.serverRoot))).toEqual(
      refused(
        'unknown-issuer',
        'the client certificate was not issued by Whorl sandbox client issuer',
      ),
    );
  });

  it('and told from one of another data folder, whose issuer has the same name', async () => {
    expect(judge(await issue(namesake.clientIssuer))).toEqual(
      refused(
        'unknown-issuer',
        'the client certificate was issued by another authority of the name Whorl sandbox client issuer, perhaps of another data folder',
      ),
    );
  });

  it('and refused if it only claims our issuer: name and key id copied, signed by itself', async () => {
    const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const privateKey = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const { certificate } = sandbox.clientIssuer;
    const forged = await issue({ certificate, privateKey });
    expect(new X509Certificate(forged).checkIssued(new X509Certificate(certificate))).toBe(true);
    expect(judge(forged)).toMatchObject({ ok: false, fault: 'unknown-issuer' });
  });

  it('and refused if it is an authority’s own', () => {
    const raw = ({ certificate }: Signer) => new X509Certificate(certificate).raw;
    expect(judge(raw(sandbox.clientIssuer)).ok).toBe(false);
    expect(judge(raw(sandbox.clientRoot)).ok).toBe(false);
  });

  it('without any text of the stranger’s in the sentence', async () => {
    for (const { clientIssuer, serverRoot } of [sandbox, production, namesake])
      for (const signer of [clientIssuer, serverRoot])
        expect(JSON.stringify(judge(await issue(signer)))).not.toContain('alice');
  });

  it('and no bytes make it throw or let anyone in', async () => {
    const der = await issue(sandbox.clientIssuer);
    const place = fc.nat({ max: der.length - 1 });
    fc.assert(
      fc.property(place, fc.integer({ min: 1, max: 255 }), (at, difference) => {
        const changed = Buffer.from(der);
        changed[at] = (changed[at] as number) ^ difference;
        expect(judge(changed).ok).toBe(false);
      }),
    );
    fc.assert(fc.property(fc.uint8Array(), (bytes) => !judge(bytes).ok));
  });
});
