import { createPrivateKey, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasProgram } from '../../../../test/support/programs.ts';
import { createAuthorities, type NewAuthorities } from './authority.ts';
import { openPrivateKey, PassphraseFault, sealPrivateKey } from './offline-key.ts';
import { toPem } from './pem.ts';
import { KeyFault } from './public-key.ts';
import { openWorkshop, type Workshop } from './testing/workshop.ts';

const passphrase = 'correct horse battery staple ~!';
const nowMs = Date.UTC(2026, 10, 24);

let made: NewAuthorities;
let sealed: string;
beforeAll(async () => {
  made = await createAuthorities({ label: 'Whorl', nowMs, random: randomBytes, serverHosts: [] });
  sealed = await sealPrivateKey(made.clientRoot.privateKey, passphrase);
});
const open = (change: object = {}) =>
  openPrivateKey({ sealed, passphrase, certificatePem: made.clientRoot.certificate, ...change });

const asPem = (der: Uint8Array) => toPem('ENCRYPTED PRIVATE KEY', der);
const derOf = (pem: string) => Buffer.from(pem.replaceAll(/-----.*-----/g, ''), 'base64');

describe('a private key that was sealed', () => {
  it('comes back as it was', async () => {
    expect(sealed).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----\n/);
    expect(await open()).toBe(made.clientRoot.privateKey);
    expect(await open({ sealed: `Notes\r\n${sealed.replaceAll('\n', '\r\n')}` })).toBe(
      made.clientRoot.privateKey,
    );
  });

  it('is never sealed twice alike, and shows nothing of itself', async () => {
    expect(await sealPrivateKey(made.clientRoot.privateKey, passphrase)).not.toBe(sealed);
    const scalar = createPrivateKey(made.clientRoot.privateKey).export({ format: 'jwk' }).d ?? '';
    expect(derOf(sealed).includes(Buffer.from(scalar, 'base64url'))).toBe(false);
  });

  it('stays closed to another passphrase', async () => {
    for (const wrong of ['', 'Correct horse battery staple ~!', `${passphrase} `]) {
      const opening = open({ passphrase: wrong });
      await expect(opening).rejects.toThrow(PassphraseFault);
      await expect(opening).rejects.toThrow('does not open this key');
    }
  });

  it('is refused for another certificate', async () => {
    const opening = open({ certificatePem: made.clientIssuer.certificate });
    await expect(opening).rejects.toThrow(KeyFault);
    await expect(opening).rejects.toThrow('not the key of the certificate');
  });

  it('is told from what it is not', async () => {
    const others = ['', 'words', made.clientRoot.privateKey, made.clientRoot.certificate];
    for (const other of [...others, sealed.slice(0, 300), sealed.repeat(2), ' '.repeat(20_000)])
      await expect(open({ sealed: other })).rejects.toThrow(KeyFault);
  });

  it('is refused at once where its rounds were raised to keep a thread busy', async () => {
    const der = derOf(sealed);
    const at = der.indexOf(Buffer.from('02030927c0', 'hex')); // INTEGER 600000
    expect(at).toBeGreaterThan(0);
    der.writeUIntBE(0x7f_ff_ff, at + 2, 3);
    const startMs = performance.now();
    await expect(open({ sealed: asPem(der) })).rejects.toThrow(KeyFault);
    expect(performance.now() - startMs).toBeLessThan(600);
  });

  it('is opened whole or not at all when it is damaged, with no other fault', async () => {
    const at = fc.nat({ max: derOf(sealed).length - 1 });
    await fc.assert(
      fc.asyncProperty(at, fc.integer({ min: 1, max: 255 }), async (place, difference) => {
        const changed = derOf(sealed);
        changed[place] = (changed[place] as number) ^ difference;
        const result = await open({ sealed: asPem(changed) }).catch((error: unknown) => error);
        if (result instanceof PassphraseFault || result instanceof KeyFault) return;
        expect(result).toBe(made.clientRoot.privateKey);
      }),
      { numRuns: 40, seed: 1548107082 },
    );
  });
});

describe('a passphrase to seal with', () => {
  it.each(['', 'fifteen letters', 'sechzehn Zeichen ä', 'two lines of text\n'])(
    'is refused: %j',
    async (weak) => {
      const sealing = sealPrivateKey(made.clientRoot.privateKey, weak);
      await expect(sealing).rejects.toThrow(PassphraseFault);
      await expect(sealing).rejects.toThrow('at least 16 printable ASCII characters');
    },
  );
});

describe.skipIf(!hasProgram('openssl', ['version']))('OpenSSL', () => {
  let workshop: Workshop;
  beforeAll(() => {
    workshop = openWorkshop();
    workshop.write('passphrase', passphrase);
  });
  afterAll(() => workshop.remove());

  it('opens what was sealed here', () => {
    workshop.write('sealed.pem', sealed);
    const { ok, said } = workshop.openssl(
      'pkey',
      '-in',
      'sealed.pem',
      '-passin',
      'file:passphrase',
    );
    expect(ok, said).toBe(true);
    expect(said).toBe(made.clientRoot.privateKey);
    const { said: form } = workshop.openssl('asn1parse', '-in', 'sealed.pem');
    expect(form).toMatch(/PBES2[\s\S]+PBKDF2[\s\S]+:0927C0[\s\S]+hmacWithSHA256[\s\S]+aes-256-cbc/);
  });

  it('may seal it anew under another passphrase, as long as it is with PBKDF2', async () => {
    workshop.write('key.pem', made.clientRoot.privateKey);
    const given = ['pkcs8', '-topk8', '-in', 'key.pem', '-passout', 'file:passphrase'];
    const { said } = workshop.openssl(...given, '-v2', 'aes-256-cbc', '-v2prf', 'hmacWithSHA256');
    expect(await open({ sealed: said })).toBe(made.clientRoot.privateKey);
    const { said: byScrypt } = workshop.openssl(...given, '-scrypt');
    await expect(open({ sealed: byScrypt })).rejects.toThrow(KeyFault);
  });
});
