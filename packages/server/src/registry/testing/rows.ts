/** Rows for the suites of registries; each differs by its number. */
import type { Credential, KeyPair, Project } from '../registry.ts';

/** A project that may use the service. */
export const projectRow = (number: number, change: Partial<Project> = {}): Project => ({
  id: `project-${number}`,
  name: `shop ${number}`,
  status: 'active',
  entitled: true,
  wrappedNetworkKey: `wk1.network${number}`,
  wrappedDeviceKey: `wk1.device${number}`,
  ...change,
});

/** An active credential of project 1. */
export const credentialRow = (number: number, change: Partial<Credential> = {}): Credential => ({
  sha256: fingerprint('c', number),
  projectId: 'project-1',
  commonName: `${number}-Client-MTF-shop`,
  status: 'active',
  notBeforeMs: Date.UTC(2026, 10, 1),
  notAfterMs: Date.UTC(2027, 10, 1),
  ...change,
});

/** An active pair of project 1. */
export const keyPairRow = (number: number, change: Partial<KeyPair> = {}): KeyPair => ({
  projectId: 'project-1',
  status: 'active',
  requestKey: {
    fingerprint: fingerprint('a', number),
    certificateFingerprint: fingerprint('b', number),
    certificatePem: `certificate ${number}\n`,
    wrappedPrivateKey: `wk1.private${number}`,
  },
  responseKey: { fingerprint: fingerprint('d', number), publicKeyPem: `public key ${number}\n` },
  ...change,
});

const fingerprint = (kind: string, number: number): string =>
  kind + number.toString(16).padStart(63, '0');
