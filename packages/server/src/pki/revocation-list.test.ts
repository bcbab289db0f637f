/** Read by others: OpenSSL, Java and @peculiar/x509. */
import 'reflect-metadata';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { X509Certificate as X509, X509Crl } from '@peculiar/x509';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasProgram } from '../../../../test/support/programs.ts';
import { revocationReasons } from '../registry/registry.ts';
import { createAuthorities, createClientIssuer, type NewAuthorities } from './authority.ts';
import { describeCertificate, type Signer } from './certificate.ts';
import { issueClientCertificate } from './issue.ts';
import { issueRevocationList, type RevokedEntry } from './revocation-list.ts';
import { openWorkshop, type Workshop } from './testing/workshop.ts';

const dayMs = 24 * 60 * 60_000;
const nowMs = Date.UTC(2026, 10, 24, 12);
const random = randomBytes;
const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

let workshop: Workshop;
let made: NewAuthorities;
beforeAll(async () => {
  workshop = openWorkshop();
  made = await createAuthorities({ label: 'Whorl', nowMs, random, serverHosts: [] });
  workshop.write('root.pem', made.clientRoot.certificate);
  workshop.write('issuer.pem', made.clientIssuer.certificate);
});
afterAll(() => workshop.remove());

const issueClient = (signer = made.clientIssuer) =>
  issueClientCertificate(
    { signer, nowMs, validityDays: 397, random },
    { commonName: 'shop', organisation: 'Shop', publicKey },
  );

const listOf = (entries: readonly RevokedEntry[], signer: Signer = made.clientIssuer, number = 7) =>
  issueRevocationList({
    signer,
    number,
    thisUpdateMs: nowMs - 60_000,
    nextUpdateMs: nowMs + 7 * dayMs,
    entries,
  });

const entryOf = (pem: string, reason: RevokedEntry['reason'] = 'key-compromise'): RevokedEntry => ({
  serial: describeCertificate(pem).serial,
  revokedAtMs: nowMs - dayMs,
  reason,
});

const manyEntries = (count: number): readonly RevokedEntry[] =>
  Array.from({ length: count }, (_, index) => ({
    serial: randomBytes(16).toString('hex'),
    revokedAtMs: nowMs - index * 1_000,
    reason: revocationReasons[index % revocationReasons.length] as RevokedEntry['reason'],
  }));

describe('a revocation list', () => {
  it('is signed by the issuer, and is PEM under the label that OpenSSL knows', async () => {
    const pem = await listOf([entryOf(await issueClient())]);
    expect(pem).toMatch(/^-----BEGIN X509 CRL-----\n[^\r]+\n-----END X509 CRL-----\n$/);
    const list = new X509Crl(pem);
    const issuer = new X509(made.clientIssuer.certificate);
    expect(await list.verify({ publicKey: issuer.publicKey })).toBe(true);
    expect(list.issuer).toBe(issuer.subject);
  });

  it('names each certificate with its time and its reason, if it has one', async () => {
    const entries = revocationReasons.map((reason, index) => ({
      serial: `${index}a`,
      revokedAtMs: nowMs - index * dayMs,
      reason,
    }));
    const list = new X509Crl(await listOf(entries));
    expect(list.entries.map(({ reason }) => reason)).toEqual([undefined, 1, 3, 4, 5, 9]);
    expect(list.entries.map(({ extensions }) => extensions.length)).toEqual([0, 1, 1, 1, 1, 1]);
    expect(list.entries.map(({ revocationDate }) => revocationDate.getTime())).toEqual(
      entries.map(({ revokedAtMs }) => revokedAtMs),
    );
  });

  it.each([
    ['01', '020101'],
    ['0001', '020101'],
    ['ff', '020200ff'],
    ['0abc', '02020abc'],
    ['abc', '02020abc'],
    ['00ff00', '020300ff00'],
    ['00', '020100'],
  ])('writes the serial %s as a positive number', async (serial, written) => {
    const pem = await listOf([{ serial, revokedAtMs: nowMs, reason: 'unspecified' }]);
    const time = `170d${Buffer.from('261124120000Z').toString('hex')}`;
    expect(Buffer.from(new X509Crl(pem).rawData).toString('hex')).toContain(written + time);
  });
});

describe.skipIf(!hasProgram('openssl', ['version']))('OpenSSL', () => {
  const check = async (pem: string, ...lists: readonly string[]) => {
    workshop.write('client.pem', pem);
    workshop.write('list.pem', lists.join(''));
    const at = ['-attime', String(nowMs / 1000), '-x509_strict'];
    const trust = ['-CAfile', 'root.pem', '-untrusted', 'issuer.pem'];
    const list = ['-crl_check', ...(lists.length > 0 ? ['-CRLfile', 'list.pem'] : [])];
    return workshop.openssl('verify', ...at, ...trust, ...list, 'client.pem');
  };

  it('takes the good and refuses the revoked', async () => {
    const [good, revoked] = [await issueClient(), await issueClient()];
    const list = await listOf([entryOf(revoked)]);
    expect(await check(good, list)).toMatchObject({ ok: true });
    const { ok, said } = await check(revoked, list);
    expect(ok).toBe(false);
    expect(said).toContain('certificate revoked');
  });

  it('takes an empty list, and wants one', async () => {
    const good = await issueClient();
    expect(await check(good, await listOf([]))).toMatchObject({ ok: true });
    expect((await check(good)).said).toContain('unable to get certificate CRL');
  });

  it('tells a list of another issuer, and one that is past its day', async () => {
    const good = await issueClient();
    const other = await createAuthorities({ label: 'Whorl', nowMs, random, serverHosts: [] });
    expect((await check(good, await listOf([], other.clientIssuer))).ok).toBe(false);
    const old = { signer: made.clientIssuer, number: 1, entries: [] };
    const late = { thisUpdateMs: nowMs - 9 * dayMs, nextUpdateMs: nowMs - dayMs };
    expect((await check(good, await issueRevocationList({ ...old, ...late }))).said).toContain(
      'CRL has expired',
    );
  });

  it('keeps apart the lists of an issuer and of the one that follows it', async () => {
    const next = await createClientIssuer({ root: made.clientRoot, label: 'Whorl', nowMs, random });
    const [former, current] = [await issueClient(), await issueClient(next)];
    workshop.write('issuer.pem', made.clientIssuer.certificate + next.certificate);
    const lists = [await listOf([entryOf(former)]), await listOf([entryOf(current)], next)];
    const [empty, emptyNext] = [await listOf([]), await listOf([], next)];
    expect((await check(former, ...lists)).said).toContain('certificate revoked');
    expect((await check(current, ...lists)).said).toContain('certificate revoked');
    expect(await check(former, empty, lists[1] ?? '')).toMatchObject({ ok: true });
    expect(await check(current, lists[0] ?? '', emptyNext)).toMatchObject({ ok: true });
  });

  it('reads number, authority key and times, also after two-digit years end', async () => {
    workshop.write('list.pem', await listOf(manyEntries(1), made.clientIssuer, 70_000_000_000));
    const { said } = workshop.openssl('crl', '-in', 'list.pem', '-noout', '-text', '-crlnumber');
    expect(said).toContain('Version 2');
    expect(said).toMatch(/X509v3 CRL Number:\s+0x104C533C00|crlNumber=(0x)?104C533C00/i);
    expect(said).toContain('X509v3 Authority Key Identifier');
    expect(said).toContain('Last Update: Nov 24 11:59:00 2026 GMT');
    const lateMs = Date.UTC(2050, 0, 1);
    const late = { thisUpdateMs: lateMs - 1_000, nextUpdateMs: lateMs, number: 1, entries: [] };
    workshop.write('late.pem', await issueRevocationList({ signer: made.clientIssuer, ...late }));
    expect(workshop.openssl('crl', '-in', 'late.pem', '-noout', '-text').said).toContain(
      'Next Update: Jan  1 00:00:00 2050 GMT',
    );
  });

  it('reads 10,000 entries, the last one too', async () => {
    const revoked = await issueClient();
    const entries = [...manyEntries(9_999), entryOf(revoked)];
    const startMs = performance.now();
    const list = await listOf(entries);
    console.log(
      `A list of 10,000 entries: ${Math.round(performance.now() - startMs)} ms, ${list.length} bytes`,
    );
    expect((await check(revoked, list)).said).toContain('certificate revoked');
    expect(await check(await issueClient(), list)).toMatchObject({ ok: true });
  });
});

describe.skipIf(!hasProgram('keytool', ['-help']))('Java', () => {
  it('reads it', async () => {
    const revoked = await issueClient();
    workshop.write('list.pem', await listOf([entryOf(revoked, 'superseded')]));
    const { ok, said } = workshop.run('keytool', '-printcrl', '-file', 'list.pem');
    expect(ok, said).toBe(true);
    expect(said).toContain('SUPERSEDED');
    expect(said.replaceAll(':', '')).toContain(describeCertificate(revoked).serial);
  });
});
