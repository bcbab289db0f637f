import { generateKeyPair, X509Certificate } from 'node:crypto';
import { hostname } from 'node:os';
import { promisify } from 'node:util';
import { createServerRoot } from '../pki/authority.ts';
import { coversHosts, type Signer } from '../pki/certificate.ts';
import { issueServerCertificate } from '../pki/issue.ts';
import type { AuthorityRow } from '../registry/registry.ts';
import {
  type AuthorityOptions,
  addAuthority,
  authorityLabel,
  authorityRow,
  currentRow,
  openSigner,
} from './authority-rows.ts';
import { servesHosts } from './hosts.ts';

const dayMs = 24 * 60 * 60_000;
const serverValidityDays = 397;
/** One that is about to expire is replaced at a start. */
const renewBeforeMs = 30 * dayMs;

type Renewal = AuthorityOptions & { warn(note: string): void };

/**
 * Renews what the listener shows, where it would not serve any more: it ends soon, or the listener is called
 * by other names. Names that its authority does not cover take a new authority.
 *
 * @param options with `warn`, told when callers must take that new authority
 */
export async function renewServer(options: Renewal): Promise<void> {
  const { registry, keyring, nowMs } = options;
  const rows = await registry.listAuthorities();
  const root = currentRow(rows, 'server-root');
  const hosts = hostsUnder(root.certificatePem, options.hosts);
  const shown = rows.find(({ role, status }) => role === 'server' && status === 'current');
  if (shown !== undefined && isGood(shown, root, { hosts, untilMs: nowMs + renewBeforeMs })) return;
  const [rootRow, signer] = coversHosts(root.certificatePem, hosts)
    ? [undefined, openSigner(root, keyring)]
    : await remakeServerRoot({ ...options, hosts });
  if (signer === undefined) throw new Error('The server authority has no key.');
  const server = await makeServerIdentity(signer, { ...options, hosts });
  await registry.change(async (edits) => {
    if (rootRow !== undefined) await addAuthority(edits, rootRow);
    await addAuthority(edits, authorityRow('server', server, { keyring, nowMs }));
  });
}

/** A machine that was renamed, as containers are at every start, is not worth a new authority. */
const hostsUnder = (root: string, hosts: readonly string[]): readonly string[] =>
  hosts.filter((host) => host !== hostname().toLowerCase() || coversHosts(root, [host]));

function isGood(
  shown: AuthorityRow,
  root: AuthorityRow,
  { hosts, untilMs }: { readonly hosts: readonly string[]; readonly untilMs: number },
): boolean {
  const certificate = new X509Certificate(shown.certificatePem);
  return (
    Date.parse(certificate.validTo) > untilMs &&
    certificate.checkIssued(new X509Certificate(root.certificatePem)) &&
    servesHosts(certificate, hosts)
  );
}

async function remakeServerRoot(options: Renewal): Promise<readonly [AuthorityRow, Signer]> {
  const { environment, hosts, nowMs, random, keyring, warn } = options;
  const label = authorityLabel(environment);
  const signer = await createServerRoot({ label, nowMs, random, serverHosts: hosts });
  warn(
    `the ${environment} server answers to new names, so its authority was made anew: callers need the new ca.pem`,
  );
  return [authorityRow('server-root', signer, { keyring, nowMs }), signer];
}

async function makeServerIdentity(
  signer: Signer,
  { hosts, nowMs, random }: Renewal,
): Promise<Signer> {
  const keys = await promisify(generateKeyPair)('ec', { namedCurve: 'P-256' });
  const certificate = await issueServerCertificate(
    { signer, nowMs, validityDays: serverValidityDays, random },
    { hosts, publicKey: keys.publicKey },
  );
  const privateKey = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { certificate, privateKey };
}
