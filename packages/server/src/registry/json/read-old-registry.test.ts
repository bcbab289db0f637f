import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RegistryError } from '../registry.ts';
import { isFrozen } from '../testing/expectations.ts';
import { importJsonRegistry } from './read-old-registry.ts';

/**
 * Written by version 0.1: its first start, a second one after `demo/` was deleted, then the first
 * credential and key pair revoked. The master key that its keys were wrapped under is not kept.
 */
const written = fileURLToPath(new URL('registry-of-0.1.json', import.meta.url));

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whorl-old-registry-'));
  path = join(folder, 'registry.json');
});
afterEach(() => rm(folder, { recursive: true }));

async function refusal(): Promise<string> {
  const error = await importJsonRegistry(path).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(RegistryError);
  return (error as RegistryError).message;
}

describe('a registry that version 0.1 wrote', () => {
  it('is read with everything in it, in its order', async () => {
    const content = await importJsonRegistry(written);
    const projectId = 'c3b556ec-52ab-47ec-8679-ad9714b22ac5';
    expect(content?.projects).toEqual([
      {
        id: projectId,
        name: 'demo',
        status: 'active',
        entitled: true,
        wrappedNetworkKey: expect.stringMatching(/^wk1\./),
        wrappedDeviceKey: expect.stringMatching(/^wk1\./),
      },
    ]);
    expect(content?.credentials.map(({ commonName, status }) => [commonName, status])).toEqual([
      ['357bd72b-Client-MTF-demo', 'revoked'],
      ['365515f0-Client-MTF-demo', 'active'],
    ]);
    const pair = {
      projectId,
      requestKey: {
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
        certificateFingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
        certificatePem: expect.stringMatching(/^-----BEGIN CERTIFICATE-----/),
        wrappedPrivateKey: expect.stringMatching(/^wk1\./),
      },
      responseKey: {
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
        publicKeyPem: expect.stringMatching(/^-----BEGIN PUBLIC KEY-----/),
      },
    };
    expect(content?.keyPairs).toEqual([
      { ...pair, status: 'revoked' },
      { ...pair, status: 'active' },
    ]);
    expect(isFrozen(content)).toBe(true);
  });

  it('is undefined where there is none', async () => {
    expect(await importJsonRegistry(path)).toBeUndefined();
  });

  it.each([
    ['', 'is not JSON'],
    ['{"formatVersion":1,', 'is not JSON'],
    ['null', 'is not a registry'],
    ['{"formatVersion":1}', 'is not a registry'],
    ['{"formatVersion":2,"projects":[],"credentials":[],"keyPairs":[]}', 'is not a registry'],
    ['{"formatVersion":1,"projects":[],"credentials":[null],"keyPairs":[]}', 'is not a registry'],
  ])('that holds %j is refused with what to do', async (text, told) => {
    await writeFile(path, text);
    const cure = 'Restore it from a copy; without it no caller is known.';
    expect(await refusal()).toBe(`${path} ${told}. ${cure}`);
  });

  it('that cannot be read is not taken for none', async () => {
    await mkdir(path);
    expect(await refusal()).toBe(`${path} cannot be read (EISDIR). See to its owner and mode.`);
  });
});
