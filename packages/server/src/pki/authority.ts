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
export interface NewAuthorities {
  readonly clientRoot: Signer;
  /** Signs client certificates; its own is in every client's chain and is announced to clients. */
  readonly clientIssuer: Signer;
  /** Signs the server's certificate; callers trust it, and it cannot sign clients. */
  readonly serverRoot: Signer;
}

interface NewAuthority {
  /** What the names begin with: "Whorl sandbox". */
  readonly label: string;
  readonly nowMs: number;
  readonly random: Random;
}

export interface ServerRootOptions extends NewAuthority {
  /** The only DNS names and IP addresses that the server authority may sign for. */
  readonly serverHosts: readonly string[];
}

/** The organisation in the names of every authority. */
export const authorityOrganisation = 'Whorl';

const dayMs = 24 * 60 * 60_000;
const validityDays = 10 * 365;

/** Certificates start a little before now, for clients whose clock is behind. */
export const clockSkewMs = 5 * 60_000;

const generateEc = promisify(generateKeyPair);

/** Makes the authorities of a new environment, with fresh P-256 keys. */
export async function createAuthorities(options: ServerRootOptions): Promise<NewAuthorities> {
  const [clientRoot, serverRoot] = await Promise.all([
    createAuthority({ profile: profiles.clientRoot, name: 'client root' }, options),
    createServerRoot(options),
  ]);
  const content = { profile: profiles.clientIssuer, name: 'client issuer' };
  const clientIssuer = await createAuthority(content, { ...options, issuer: clientRoot });
  return { clientRoot, clientIssuer, serverRoot };
}

/** Makes a server authority that can sign for these hosts alone. */
export const createServerRoot = (options: ServerRootOptions): Promise<Signer> =>
  createAuthority(
    { profile: profiles.serverRoot, name: 'server authority', permittedHosts: options.serverHosts },
    options,
  );

/**
 * Makes a further issuer under a root. Its name tells its time, since readers find revocation lists and
 * chains by the issuer's name.
 */
export const createClientIssuer = ({
  root,
  ...options
}: NewAuthority & { readonly root: Signer }): Promise<Signer> => {
  const time = new Date(options.nowMs).toISOString().replace(/\.\d+/, '');
  const content = { profile: profiles.clientIssuer, name: `client issuer ${time}` };
  return createAuthority(content, { ...options, issuer: root });
};

interface AuthorityContent {
  readonly profile: Profile;
  readonly name: string;
  readonly permittedHosts?: readonly string[];
}

async function createAuthority(
  { name, ...content }: AuthorityContent,
  { label, nowMs, random, issuer }: NewAuthority & { readonly issuer?: Signer },
): Promise<Signer> {
  const keys = await generateEc('ec', { namedCurve: 'P-256' });
  const privateKey = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const whole = {
    ...content,
    commonName: `${label} ${name}`,
    organisation: authorityOrganisation,
    publicKey: keys.publicKey,
    notBeforeMs: nowMs - clockSkewMs,
    notAfterMs: nowMs + validityDays * dayMs,
  };
  const signer = issuer ?? { privateKey };
  return { certificate: await signCertificate(whole, { signer, random }), privateKey };
}
