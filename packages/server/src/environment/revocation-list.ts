import { describeCertificate, type Signer } from '../pki/certificate.ts';
import { issueRevocationList } from '../pki/revocation-list.ts';
import type { RegistryEdits } from '../registry/registry.ts';
import type { Environment } from './environment.ts';

const dayMs = 24 * 60 * 60_000;

/**
 * The revocation lists of an environment's client issuers, PEM, one after the other, for proxies that end
 * TLS in front of a listener. Whorl itself asks the registry on every request and needs no list.
 */
export async function makeRevocationList(environment: Environment): Promise<string> {
  const lists: string[] = [];
  for (const issuer of await environment.authorities.issuers())
    lists.push(await listOf(environment, issuer));
  return lists.join('');
}

/** Writes them to the environment's folder, `revocation-list.pem`. */
export async function publishRevocationList(environment: Environment): Promise<void> {
  await environment.publish('revocation-list.pem', () => makeRevocationList(environment));
  const nowMs = String(environment.clock.nowMs());
  await environment.registry.change((edits) => edits.setNote(publishedNote, nowMs));
}

/**
 * Says, in the step that makes another list necessary, that the published one is not the newest: where a
 * crash comes before the next is written, a start writes it.
 */
export const outdateRevocationList = (edits: RegistryEdits): Promise<void> =>
  edits.setNote(publishedNote, '0');

/** When they were last written. */
export const publishedAtMs = async ({ registry }: Environment): Promise<number> =>
  Number((await registry.findNote(publishedNote)) ?? '0');

const publishedNote = 'revocation-list:published';

async function listOf(environment: Environment, issuer: Signer): Promise<string> {
  const nowMs = environment.clock.nowMs();
  const { number, credentials } = await begin(environment, issuer);
  const entries = credentials
    .filter(({ issuerPem, origin }) => origin === 'issued' && issuerPem === issuer.certificate)
    .flatMap(({ serial, revokedAtMs, revocationReason = 'unspecified' }) =>
      revokedAtMs === undefined ? [] : [{ serial, revokedAtMs, reason: revocationReason }],
    );
  const nextUpdateMs = nowMs + environment.settings.revocationListDays * dayMs;
  return issueRevocationList({
    signer: issuer,
    number,
    thisUpdateMs: nowMs,
    nextUpdateMs,
    entries,
  });
}

/**
 * Lists are numbered; one that says the same again, only for longer, is a new one too (RFC 5280 §5.2.3).
 * What it says is read with its number, so that a later one never says less.
 */
function begin({ registry }: Environment, issuer: Signer) {
  const name = `revocation-list:${describeCertificate(issuer.certificate).sha256}`;
  return registry.change(async (edits) => {
    const number = Number((await edits.findNote(name)) ?? '0') + 1;
    await edits.setNote(name, String(number));
    return { number, credentials: await edits.listCredentials({ status: 'revoked' }) };
  });
}
