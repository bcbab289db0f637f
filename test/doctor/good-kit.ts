/** A folder as a kit is, with everything right: faults are made in copies of it. */
import { generateKeyPairSync, type KeyObject, randomBytes, X509Certificate } from 'node:crypto';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { certificateFingerprint, spkiFingerprint } from '@whorl/contract';
import { createAuthorities, type NewAuthorities } from '../../packages/server/src/pki/authority.ts';
import {
  type Profile,
  profiles,
  type Signer,
  signCertificate,
} from '../../packages/server/src/pki/certificate.ts';
import { writePkcs12 } from '../../packages/server/src/pki/pkcs12.ts';

/** When the doctor looks. */
export const nowMs = Date.now();
export const dayMs = 24 * 60 * 60_000;

export interface Keys {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

export const makeKeys = (modulusLength = 2048, publicExponent = 65_537): Keys =>
  generateKeyPairSync('rsa', { modulusLength, publicExponent });

export const toPem = ({ privateKey }: Pick<Keys, 'privateKey'>): string =>
  privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

export const publicPem = ({ publicKey }: Pick<Keys, 'publicKey'>): string =>
  publicKey.export({ type: 'spki', format: 'pem' }).toString();

/** Everything that a good kit is made of, made once. */
export interface Material {
  readonly authorities: NewAuthorities;
  readonly client: Keys;
  readonly request: Keys;
  readonly response: Keys;
  readonly password: string;
  /** By their names in the kit. */
  readonly files: Readonly<Record<string, string | Buffer>>;
}

/** What a certificate is to be. */
export interface Wanted {
  readonly keys: Pick<Keys, 'publicKey'>;
  readonly profile?: Profile;
  readonly commonName?: string;
  readonly notBeforeMs?: number;
  readonly notAfterMs?: number;
}

/** Has a certificate signed; without a signer by its own key, which must be EC then. */
export const certify = (
  { keys, profile = profiles.client, commonName = 'web1-Client-MTF-shop', ...dates }: Wanted,
  signer: Signer,
): Promise<string> =>
  signCertificate(
    {
      ...{ profile, commonName, publicKey: keys.publicKey },
      notBeforeMs: dates.notBeforeMs ?? nowMs - dayMs,
      notAfterMs: dates.notAfterMs ?? nowMs + 90 * dayMs,
    },
    { signer, random: randomBytes },
  );

export async function makeMaterial(): Promise<Material> {
  const authorities = await createAuthorities({
    ...{ label: 'Shop', nowMs, random: randomBytes, serverHosts: ['localhost'] },
  });
  const [client, request, response] = [makeKeys(), makeKeys(), makeKeys()];
  const password = randomBytes(12).toString('base64url');
  const leaf = await certify({ keys: client }, authorities.clientIssuer);
  const requestKey = await certify(
    { keys: request, profile: profiles.encryption, commonName: 'request key' },
    authorities.serverRoot,
  );
  const chain = [leaf, authorities.clientIssuer.certificate] as const;
  const store = (keys: Keys, certificates: readonly [string, ...string[]], friendlyName: string) =>
    writePkcs12({ privateKey: toPem(keys), certificates, friendlyName, passphrase: password });
  const own = await certify(
    { keys: response, profile: profiles.encryption },
    authorities.serverRoot,
  );
  return {
    ...{ authorities, client, request, response, password },
    files: {
      'ca.pem': authorities.serverRoot.certificate,
      'client.pem': chain.join(''),
      'client.key': toPem(client),
      'client.p12': await store(client, chain, 'client'),
      'client.p12.pass': `${password}\n`,
      'request-key.pem': requestKey,
      'response-key.pem': toPem(response),
      'response-key.p12': await store(response, [own], 'response-key'),
      'response-key.p12.pass': `${password}\n`,
      'config.json': JSON.stringify({
        ...{ baseUrl: 'https://localhost:8443/identity', environment: 'sandbox', project: 'shop' },
        requestKeyFingerprint: spkiFingerprint(request.publicKey),
        requestKeyCertificateFingerprint: certificateFingerprint(
          new X509Certificate(requestKey).raw,
        ),
        responseKeyFingerprint: spkiFingerprint(response.publicKey),
        keyStoreAlias: 'response-key',
      }),
    },
  };
}

/** Writes files, each for its owner alone. */
export function writeAll(folder: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, name), content, { mode: 0o600 });
    chmodSync(join(folder, name), 0o600);
  }
}
