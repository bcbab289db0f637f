import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import {
  type Profile,
  profiles,
  type Random,
  type Signer,
  signCertificate,
} from './certificate.ts';

/** Two authorities that never meet: one signs what clients show, the other what servers show. */
export interface Authorities {
  readonly clientRoot: Signer;
  /** Signs client certificates; its own is in every client's chain and is announced to clients. */
  readonly clientIssuer: Signer;
  /** Signs the server's certificate; callers trust it, and it cannot sign clients. */
  readonly serverRoot: Signer;
}

export interface AuthorityOptions {
  /** What the names begin with: "Whorl sandbox". */
  readonly label: string;
  readonly nowMs: number;
  readonly random: Random;
}

/** The organisation in the names of every authority. */
export const authorityOrganisation = 'Whorl';

const dayMs = 24 * 60 * 60_000;
const validityDays = 10 * 365;

/** Certificates start a little before now, for clients whose clock is behind. */
export const clockSkewMs = 5 * 60_000;

const generateEc = promisify(generateKeyPair);

/** Makes the authorities of a new environment, with fresh P-256 keys. */
export async function createAuthorities(options: AuthorityOptions): Promise<Authorities> {
  const { label } = options;
  const [clientRoot, serverRoot] = await Promise.all([
    createAuthority(profiles.clientRoot, `${label} client root`, options),
    createAuthority(profiles.serverRoot, `${label} server authority`, options),
  ]);
  const name = `${label} client issuer`;
  const clientIssuer = await createAuthority(profiles.clientIssuer, name, options, clientRoot);
  return { clientRoot, clientIssuer, serverRoot };
}

async function createAuthority(
  profile: Profile,
  commonName: string,
  { nowMs, random }: AuthorityOptions,
  issuer?: Signer,
): Promise<Signer> {
  const keys = await generateEc('ec', { namedCurve: 'P-256' });
  const privateKey = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const content = {
    profile,
    commonName,
    organisation: authorityOrganisation,
    publicKey: keys.publicKey,
    notBeforeMs: nowMs - clockSkewMs,
    notAfterMs: nowMs + validityDays * dayMs,
  };
  const signer = issuer ?? { privateKey };
  return { certificate: await signCertificate(content, { signer, random }), privateKey };
}
