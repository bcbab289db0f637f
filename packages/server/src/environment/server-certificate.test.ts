import { randomBytes, X509Certificate } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Authorities, createAuthorities } from '../pki/authority.ts';
import { openServerIdentity, ownHost, sandboxHosts } from './server-certificate.ts';

const nowMs = Date.UTC(2026, 10, 24, 12);
const dayMs = 24 * 60 * 60_000;
const makeAuthorities = () => createAuthorities({ label: 'Test', nowMs, random: randomBytes });

let authorities: Authorities;
beforeAll(async () => {
  authorities = await makeAuthorities();
});
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whorl-server-'));
});
afterEach(() => rm(folder, { recursive: true }));

const open = (changes: Partial<Parameters<typeof openServerIdentity>[0]> = {}) => {
  const { serverRoot: authority } = authorities;
  return openServerIdentity({ folder, authority, hosts: ['localhost'], nowMs, ...changes });
};

describe("the server's certificate", () => {
  it('is made once, and found again', async () => {
    const made = await open();
    expect(await open({ nowMs: nowMs + 300 * dayMs })).toEqual(made);
  });

  it.each([
    ['before it expires', async () => ({ nowMs: nowMs + 370 * dayMs })],
    ['for a host that it does not name', async () => ({ hosts: ['localhost', '192.0.2.7'] })],
    ['for another authority', async () => ({ authority: (await makeAuthorities()).serverRoot })],
  ])('is made anew %s', async (_, change) => {
    const made = await open();
    const changed = await change();
    const again = await open(changed);
    expect(again.certificate).not.toBe(made.certificate);
    expect(await open(changed)).toEqual(again);
  });

  it('names every host that it was asked for', async () => {
    const { certificate } = await open({ hosts: ['localhost', '127.0.0.1', '::1'] });
    const { subjectAltName } = new X509Certificate(certificate);
    expect(subjectAltName).toBe('DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1');
  });
});

describe('the hosts of a sandbox', () => {
  const always = ['localhost', '127.0.0.1', '::1', hostname().toLowerCase()];

  it.each([
    ['127.0.0.1', always],
    ['0.0.0.0', always],
    ['::', always],
    ['192.0.2.7', [...always, '192.0.2.7']],
    ['Sandbox.Example.com', [...always, 'sandbox.example.com']],
  ])('that listens on %s', (host, expected) => {
    expect(sandboxHosts(host)).toEqual([...new Set(expected)]);
  });
});

it.each([
  ['127.0.0.1', 'localhost'],
  ['::1', '[::1]'],
  ['0.0.0.0', 'localhost'],
  ['::', 'localhost'],
  ['192.0.2.7', '192.0.2.7'],
  ['2001:db8::7', '[2001:db8::7]'],
  ['sandbox.example.com', 'sandbox.example.com'],
])('what listens on %s is called at %s', (host, expected) => {
  expect(ownHost(host)).toBe(expected);
  expect(URL.canParse(`https://${ownHost(host)}:8443/identity`)).toBe(true);
});
