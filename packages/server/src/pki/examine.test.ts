import { generateKeyPairSync, randomBytes, X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createAuthorities, createClientIssuer, type NewAuthorities } from './authority.ts';
import { type Profile, profiles, type Signer, signCertificate } from './certificate.ts';
import { createExamination, type ExaminedCertificate, type Verdict } from './examine.ts';

const nowMs = Date.UTC(2026, 10, 24, 12);
const startMs = Date.UTC(2026, 10, 1);
const endMs = Date.UTC(2026, 11, 1);
const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const random = randomBytes;

/** One that is a client's and an authority's at once. */
const authority = { ...profiles.clientIssuer, pathLength: 0 };

let sandbox: NewAuthorities;
let production: NewAuthorities;
let namesake: NewAuthorities;
let examine: (der: Uint8Array | undefined) => ExaminedCertificate;
beforeAll(async () => {
  const create = (label: string) => createAuthorities({ label, nowMs, random, serverHosts: [] });
  [sandbox, production, namesake] = await Promise.all([
    create('Whorl sandbox'),
    create('Whorl production'),
    create('Whorl sandbox'),
  ]);
  examine = createExamination({
    issuers: [sandbox.clientIssuer.certificate],
    others: { production: [production.clientIssuer.certificate] },
  });
});

async function issue(signer: Signer, profile: Profile = profiles.client): Promise<Buffer> {
  const period = { notBeforeMs: startMs, notAfterMs: endMs };
  const content = { profile, commonName: 'alice@shop.example', publicKey, ...period };
  return new X509Certificate(await signCertificate(content, { signer, random })).raw;
}

const judge = (der: Uint8Array | undefined, atMs = nowMs): Verdict => examine(der).judge(atMs);

const told = (code: string) => ({ ok: false, diagnosis: { code } });
const refused = (code: string, fault: string) =>
  expect.objectContaining({ ok: false, diagnosis: expect.objectContaining({ code, fault }) });

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
        'certificate-not-yet-valid',
        'the client certificate is not valid before 2026-11-01T00:00:00.000Z',
      ),
    );
    expect(examined.judge(startMs).ok).toBe(true);
    expect(examined.judge(endMs).ok).toBe(true);
    expect(examined.judge(endMs + 1)).toEqual(
      refused('certificate-expired', 'the client certificate expired 2026-12-01T00:00:00.000Z'),
    );
  });

  it('and if there is none, the answer names the client’s usual reason', () => {
    const verdict = judge(undefined);
    expect(verdict).toMatchObject(told('none-sent'));
    expect(verdict).toMatchObject({
      diagnosis: { cure: expect.stringContaining('Java and Windows') },
    });
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
        'namesake-issuer',
        'the client certificate was issued by another authority of the name Whorl sandbox client issuer',
      ),
    );
  });

  it('and refused if it only claims our issuer: name and key id copied, signed by itself', async () => {
    const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const privateKey = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const { certificate } = sandbox.clientIssuer;
    const forged = await issue({ certificate, privateKey });
    expect(new X509Certificate(forged).checkIssued(new X509Certificate(certificate))).toBe(true);
    expect(judge(forged)).toMatchObject(told('namesake-issuer'));
  });

  it('and refused if it is an authority’s own', () => {
    const raw = ({ certificate }: Signer) => new X509Certificate(certificate).raw;
    expect(judge(raw(sandbox.clientIssuer)).ok).toBe(false);
    expect(judge(raw(sandbox.clientRoot)).ok).toBe(false);
  });

  it('and refused if it may sign for others, though our issuer signed it', async () => {
    expect(judge(await issue(sandbox.clientIssuer, authority))).toEqual(
      refused('authority-as-client', 'the client certificate is that of an authority (CA:TRUE)'),
    );
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

describe('after a rotation of the issuer', () => {
  it('certificates of every issuer are accepted, and strangers are told of the newest', async () => {
    const { clientIssuer, clientRoot } = sandbox;
    const options = { root: clientRoot, label: 'Whorl sandbox', nowMs, random };
    const newest = await createClientIssuer(options);
    const issuers = [newest.certificate, clientIssuer.certificate];
    const rotated = createExamination({ issuers, others: {} });
    for (const signer of [newest, clientIssuer])
      expect(rotated(await issue(signer)).judge(nowMs).ok).toBe(true);
    expect(rotated(await issue(production.clientIssuer)).judge(nowMs)).toEqual(
      refused(
        'unknown-issuer',
        'the client certificate was not issued by Whorl sandbox client issuer 2026-11-24T12:00:00Z',
      ),
    );
    expect(rotated(await issue(namesake.clientIssuer)).judge(nowMs)).toMatchObject({
      diagnosis: {
        fault:
          'the client certificate was issued by another authority of the name Whorl sandbox client issuer',
      },
    });
  });

  it('certificates of another environment’s former issuer are told as its own', async () => {
    const { clientRoot, clientIssuer } = production;
    const next = await createClientIssuer({ root: clientRoot, label: 'P', nowMs, random });
    const rotated = createExamination({
      issuers: [sandbox.clientIssuer.certificate],
      others: { production: [next.certificate, clientIssuer.certificate] },
    });
    for (const signer of [next, clientIssuer])
      expect(rotated(await issue(signer)).judge(nowMs)).toMatchObject(told('wrong-environment'));
  });

  it('there must be one', () => {
    expect(() => createExamination({ issuers: [], others: {} })).toThrow(RangeError);
  });
});

describe('a certificate made elsewhere', () => {
  const judgePinned = async (profile: Profile = profiles.client, atMs = nowMs) =>
    examine(await issue(production.serverRoot, profile)).judgePinned(atMs);

  it('is refused as any stranger’s unless it is judged as a pinned one', async () => {
    const examined = examine(await issue(production.serverRoot));
    expect(examined.judge(nowMs)).toMatchObject(told('unknown-issuer'));
    expect(examined.judgePinned(nowMs)).toEqual({ ok: true, sha256: examined.sha256 });
  });

  it('is known by the SHA-256 of its bytes alone', async () => {
    const der = await issue(production.serverRoot);
    const { fingerprint256 } = new X509Certificate(der);
    expect(examine(der).sha256).toBe(fingerprint256.replaceAll(':', '').toLowerCase());
    expect(examine(await issue(production.serverRoot)).sha256).not.toBe(examine(der).sha256);
    expect(examine(undefined).sha256).toBeUndefined();
    expect(examine(Buffer.from('no DER')).sha256).toBeUndefined();
  });

  it('must be for clientAuth, in date and no authority’s', async () => {
    expect(await judgePinned(profiles.server)).toMatchObject(told('no-client-auth'));
    expect(await judgePinned({ ...profiles.client, extendedUsages: [] })).toMatchObject(
      told('no-client-auth'),
    );
    expect(await judgePinned(authority)).toMatchObject(told('authority-as-client'));
    expect(await judgePinned(profiles.client, startMs - 1)).toMatchObject(
      told('certificate-not-yet-valid'),
    );
    expect(await judgePinned(profiles.client, endMs + 1)).toMatchObject(
      told('certificate-expired'),
    );
  });

  it('is nothing where none was sent, or none can be read', () => {
    expect(examine(undefined).judgePinned(nowMs)).toMatchObject(told('none-sent'));
    expect(examine(Buffer.from('no DER')).judgePinned(nowMs)).toMatchObject(
      told('certificate-unreadable'),
    );
  });
});
