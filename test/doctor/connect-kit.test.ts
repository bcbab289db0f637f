import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type EquipmentFlags,
  readEquipment,
} from '../../packages/cli/src/doctor/connect/equipment.ts';
import {
  type Identity,
  makeIdentity,
  makePfx,
} from '../../packages/client/testing/certificates.ts';
import { hasProgram } from '../support/programs.ts';
import { type Cast, makeCast, stepOf, walkTo } from './connect-cast.ts';
import { answerSealed, listenTls } from './connect-listeners.ts';

let folder: string;
let cast: Cast;
let response: Identity;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whorl-doctor-'));
  [cast, response] = [await makeCast(), makeIdentity({ name: 'response', kind: 'rsa' })];
});
afterAll(() => rm(folder, { recursive: true }));

/** A kit of these files, in a folder of its own. */
async function writeKit(name: string, files: Readonly<Record<string, string | Buffer>>) {
  const kit = join(folder, name);
  await mkdir(kit);
  for (const [file, content] of Object.entries(files)) await writeFile(join(kit, file), content);
  return { data: '/nowhere', baseUrl: 'https://localhost/identity', credentials: kit };
}

const walkWithKit = async (flags: EquipmentFlags) => {
  const responseKey = response.key;
  const where = await listenTls({ cast, answer: answerSealed({ ...cast, responseKey }) });
  return walkTo(where, { equipment: await readEquipment(flags) });
};

describe.skipIf(!hasProgram('openssl', ['version']))('a kit', () => {
  it('with PKCS#12 in place of PEM gets through', async () => {
    const flags = await writeKit('stores', {
      'config.json': JSON.stringify({
        baseUrl: 'https://localhost/identity',
        files: {
          ca: 'trust.pem',
          ...{ keyStore: 'me.p12', keyStorePassword: 'me.pass', requestKey: 'theirs.pem' },
          ...{ responseKeyStore: 'answers.p12', responseKeyStorePassword: 'answers.pass' },
        },
      }),
      'trust.pem': cast.serverAuthority.certificate,
      'theirs.pem': cast.requestKey,
      'me.p12': makePfx(cast.client, 'a word'),
      'me.pass': 'a word\n',
      'answers.p12': makePfx(response, 'another word'),
      'answers.pass': 'another word',
    });
    const walked = await walkWithKit(flags);
    expect(walked.end).toEqual(['clock', undefined]);
    expect(stepOf(walked, 'asked')?.found).toContain('ours: shop-Client-MTF-1');
    await writeFile(join(flags.credentials, 'me.pass'), 'wrong');
    expect((await walkWithKit(flags)).end).toEqual(['files', 'store-password-wrong']);
    await writeFile(join(flags.credentials, 'answers.pass'), 'wrong');
    await expect(walkWithKit(flags)).rejects.toThrow('answers.p12 gives no private key');
  });

  it('whose files were mixed up is told what each is', async () => {
    const flags = await writeKit('mixed', {
      'config.json': '{"baseUrl":"https://localhost/identity"}',
      'ca.pem': cast.serverAuthority.certificate,
      'client.pem': cast.client.cert,
      'client.key': cast.client.key,
      'request-key.pem': response.key,
      'response-key.pem': response.key,
    });
    const walked = await walkWithKit(flags);
    expect(walked.end).toEqual(['files', 'no-public-request-key']);
    expect(walked.fault).toBe('what should be the key to encrypt with is a private key');
  });

  it('is not needed where options name all of it, PKCS#12 too', async () => {
    const kit = await writeKit('named', {
      'ca.pem': cast.serverAuthority.certificate,
      'request-key.pem': cast.requestKey,
      'response-key.pem': response.key,
      'me.p12': makePfx(cast.client, 'a word'),
      'me.p12.pass': 'a word\n',
    });
    const at = (name: string) => join(kit.credentials, name);
    const { credentials: _, ...flags } = kit;
    const walked = await walkWithKit({
      ...{ ...flags, ca: at('ca.pem'), keyStore: at('me.p12') },
      ...{ requestKey: at('request-key.pem'), responseKey: at('response-key.pem') },
    });
    expect(walked.end).toEqual(['clock', undefined]);
  });

  it('of the demo is not shown to other hosts', async () => {
    const { credentials } = await writeKit('demo', { 'client.pem': cast.client.cert });
    const flags = { data: join(credentials, '..'), baseUrl: 'https://elsewhere.example/identity' };
    expect(await readEquipment(flags)).toMatchObject({ source: 'the options', tls: undefined });
  });

  it('that was named and is not there is told at once', async () => {
    const flags = {
      data: '/nowhere',
      baseUrl: 'https://localhost/identity',
      credentials: join(folder, 'none'),
    };
    await expect(readEquipment(flags)).rejects.toThrow(/^--kit: .*none does not exist/);
  });
});
