/** A caller, a service and their authorities, for walks to services that a test makes itself. */
import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Equipment } from '../../packages/cli/src/doctor/connect/equipment.ts';
import type { Step } from '../../packages/cli/src/doctor/connect/step.ts';
import { type Journey, walk } from '../../packages/cli/src/doctor/connect/walk.ts';
import {
  type Profile,
  profiles,
  type Signer,
  signCertificate,
} from '../../packages/server/src/pki/certificate.ts';
import { exampleTransaction } from '../support/transactions.ts';

/** A certificate, what follows it, and its key, PEM. */
export interface Holder {
  readonly cert: string;
  readonly key: string;
}

export interface Cast {
  readonly serverAuthority: Signer;
  readonly clientAuthority: Signer;
  readonly server: Holder;
  readonly client: Holder;
  /** Public; nobody in these tests opens what is sealed to it. */
  readonly requestKey: string;
  readonly responseKey: string;
  readonly equipment: Equipment & { readonly tls: Holder };
}

export interface Wanted {
  readonly commonName?: string;
  readonly profile?: Profile;
  readonly hosts?: readonly string[];
  /** From now on; a day after and an hour before where they are left out. */
  readonly beginsMs?: number;
  readonly endsMs?: number;
}

const hourMs = 3_600_000;
const pemOf = (key: KeyObject): string =>
  key.export({ type: key.type === 'private' ? 'pkcs8' : 'spki', format: 'pem' }).toString();

/** Has a certificate signed: by an authority, or by its own key. */
export async function sign(wanted: Wanted, authority?: Signer): Promise<Signer> {
  const { commonName = 'localhost', profile = profiles.server, hosts = [] } = wanted;
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const nowMs = Date.now();
  const dates = {
    notBeforeMs: nowMs + (wanted.beginsMs ?? -hourMs),
    notAfterMs: nowMs + (wanted.endsMs ?? 24 * hourMs),
  };
  const own = pemOf(privateKey);
  const signing = { signer: authority ?? { privateKey: own }, random: randomBytes };
  const content = { profile, commonName, hosts, publicKey, ...dates };
  return { certificate: await signCertificate(content, signing), privateKey: own };
}

export const holderOf = ({ certificate, privateKey }: Signer): Holder => ({
  cert: certificate,
  key: privateKey,
});

/** A certificate with extensions that ours have not. */
export function signByOpenssl(authority: Signer, extensions: readonly string[]): Holder {
  const folder = mkdtempSync(join(tmpdir(), 'whorl-doctor-'));
  const path = (name: string) => join(folder, name);
  try {
    writeFileSync(path('ca.pem'), authority.certificate);
    writeFileSync(path('ca.key'), authority.privateKey);
    const key = ['-newkey', 'rsa:2048', '-nodes', '-keyout', path('key'), '-out', path('cert')];
    const issuer = ['-CA', path('ca.pem'), '-CAkey', path('ca.key'), '-days', '2'];
    const content = ['-subj', '/CN=localhost', ...extensions.flatMap((one) => ['-addext', one])];
    execFileSync('openssl', ['req', '-x509', ...key, ...issuer, ...content], { stdio: 'pipe' });
    return { cert: readFileSync(path('cert'), 'utf8'), key: readFileSync(path('key'), 'utf8') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const ownHosts = ['localhost', '127.0.0.1'];

export async function makeCast(): Promise<Cast> {
  const [serverAuthority, clientAuthority] = await Promise.all([
    sign({ commonName: 'Test server authority', profile: profiles.serverRoot }),
    sign({ commonName: 'Test client authority', profile: profiles.clientIssuer }),
  ]);
  const server = holderOf(await sign({ hosts: ownHosts }, serverAuthority));
  const client = holderOf(
    await sign({ commonName: 'shop-Client-MTF-1', profile: profiles.client }, clientAuthority),
  );
  const request = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const response = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const requestKey = pemOf(request.publicKey);
  const responseKey = pemOf(response.privateKey);
  const chain = client.cert + clientAuthority.certificate;
  const tls = { ...client, cert: chain, ca: serverAuthority.certificate };
  const equipment = { source: 'a test', tls, ca: tls.ca, requestKey, responseKey };
  return { serverAuthority, clientAuthority, server, client, requestKey, responseKey, equipment };
}

/** A caller with nothing but an authority to trust. */
export const bare = (ca?: string): Equipment => ({
  source: 'a test',
  tls: undefined,
  ca,
  requestKey: undefined,
  responseKey: undefined,
});

export interface Walked {
  readonly steps: readonly Step[];
  /** The name of the last step, and the code of its fault or nothing. */
  readonly end: readonly [name: string | undefined, code: string | undefined];
  readonly fault: string | undefined;
  readonly missing: readonly string[];
}

/** Goes the way, and keeps what was told. */
export async function walkTo(
  where: { readonly port: number; readonly host?: string } | string,
  journey: Pick<Journey, 'equipment'> & Partial<Journey>,
): Promise<Walked> {
  const url =
    typeof where === 'string'
      ? where
      : `https://${where.host ?? 'localhost'}:${where.port}/identity`;
  const steps: Step[] = [];
  const usual = { transaction: exampleTransaction('minimal'), timeoutMs: 5000, now: Date.now };
  const { fault, missing } = await walk({ url, ...usual, ...journey }, (step) => {
    steps.push(step);
  });
  return { steps, end: [steps.at(-1)?.name, fault?.code], fault: fault?.fault, missing };
}

/** One step of a walk. */
export const stepOf = ({ steps }: Walked, wanted: string): Step | undefined =>
  steps.find(({ name }) => name === wanted);
