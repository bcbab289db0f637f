/** A caller that came in by the admin API: its files, and a client made of them. */

import { createClient, type WhorlClient } from '@whorl/client';
import type { AdminSchemas } from '@whorl/contract/admin';
import type { AdminClient, AdminRequest } from './admin.ts';

type Files = readonly AdminSchemas['File'][];
type EnvironmentName = AdminSchemas['Environment'];

/** What a file that was handed over holds. */
export function fileOf(files: Files, name: string): Buffer {
  const file = files.find((one) => one.name === name);
  if (file === undefined) throw new Error(`No ${name} was handed over.`);
  return Buffer.from(file.content, file.encoding);
}

export interface Place {
  readonly environment?: EnvironmentName;
  readonly project: string;
  /** A session or token; nobody's is the folder's owner's. */
  readonly bearer?: string;
}

export interface Integrator {
  readonly credential: AdminSchemas['Credential'];
  readonly keyPair: AdminSchemas['KeyPair'];
  readonly files: Files;
  readonly tls: { readonly ca: Buffer; readonly cert: Buffer; readonly key: Buffer };
  client(baseUrl: string): WhorlClient;
}

/** Has a certificate and a pair of keys made. */
export async function addIntegrator(admin: AdminClient, place: Place): Promise<Integrator> {
  const at = { environment: 'sandbox', ...place } satisfies AdminRequest<'credential.create'>;
  const made = await admin.done('credential.create', { ...at, body: { issue: {} } });
  const keys = await admin.done('key.create', { ...at, body: {} });
  return integratorOf(made, keys);
}

/** Of what was handed over. */
export function integratorOf(
  { credential, files }: AdminSchemas['MadeCredential'],
  { keyPair, files: keyFiles }: AdminSchemas['MadeKeyPair'],
): Integrator {
  const tls = {
    ca: fileOf(files, 'ca.pem'),
    cert: fileOf(files, 'client.pem'),
    key: fileOf(files, 'client.key'),
  };
  return {
    credential,
    keyPair,
    files: [...files, ...keyFiles],
    tls,
    client: (baseUrl) =>
      createClient({
        baseUrl,
        tls,
        encryption: {
          requestKey: fileOf(keyFiles, 'request-key.pem'),
          responseKey: fileOf(keyFiles, 'response-key.pem'),
        },
        timeoutMs: 20_000,
        retries: 0,
      }),
  };
}
