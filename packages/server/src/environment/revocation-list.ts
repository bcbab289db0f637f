import { describeCertificate, type Signer } from '../pki/certificate.ts';
import { issueRevocationList } from '../pki/revocation-list.ts';
import type { RegistryEdits, RegistryReads } from '../registry/registry.ts';
import type { Environment } from './environment.ts';

const dayMs = 24 * 60 * 60_000;

/**
 * The revocation lists of an environment's client issuers and their root, PEM, one after the other, for
 * proxies that end TLS in front of a listener. Whorl itself asks the registry on every request and needs none.
 */
export async function makeRevocationList(environment: Environment): Promise<string> {
  const lists: string[] = [];
  for (const issuer of await environment.authorities.issuers())
    lists.push(await listOf(environment, issuer));
  return lists.join('') + (await rootListOf(environment));
}

/** Writes them to the environment's folder, `revocation-list.pem`. */
export async function publishRevocationList(environment: Environment): Promise<void> {
  const { registry, clock } = environment;
  const version = await versionOf(registry);
  await environment.publish(listFile, () => makeRevocationList(environment));
  const published = `${version} ${clock.nowMs()}`;
  await registry.change((edits) => edits.setNote(publishedNote, published));
}

/** Those that were published, signed anew only where they are due: who asks often makes no work. */
export async function currentRevocationList(environment: Environment): Promise<string> {
  const file = await environment.published(listFile);
  if (file !== undefined && !(await isRevocationListDue(environment))) return file;
  await publishRevocationList(environment);
  return (await environment.published(listFile)) ?? '';
}

const listFile = 'revocation-list.pem';
const publishedNote = 'revocation-list:published';
const versionNote = 'revocation-list:version';

const versionOf = async (registry: RegistryReads): Promise<number> =>
  Number((await registry.findNote(versionNote)) ?? '0');

/** Says, in the step that makes another list necessary, that what was published is not the newest any more. */
export async function outdateRevocationList(edits: RegistryEdits): Promise<void> {
  await edits.setNote(versionNote, String((await versionOf(edits)) + 1));
}

/**
 * Whether they are to be published: a day after the last time, or halfway to the end of one that is good for
 * less, so that a reader notices in time that they stopped coming; at once where a crash came between a
 * revocation and its publication.
 */
export async function isRevocationListDue(environment: Environment): Promise<boolean> {
  const { registry, clock, settings } = environment;
  const [version, atMs = '0'] = ((await registry.findNote(publishedNote)) ?? '').split(' ');
  const everyMs = Math.min(dayMs, (settings.revocationListDays * dayMs) / 2);
  return Number(version) !== (await versionOf(registry)) || clock.nowMs() - Number(atMs) >= everyMs;
}

/**
 * The root's list, which is empty: proxies that check a whole chain (nginx, HAProxy) want one of every
 * authority in it. It is signed once, for the root's life: its key may be offline when another were due.
 */
async function rootListOf({ registry, authorities, clock }: Environment): Promise<string> {
  const { certificate, isOnline } = authorities.current().clientRoot;
  const { sha256, notAfterMs } = describeCertificate(certificate);
  const name = `revocation-list:root:${sha256}`;
  const kept = await registry.findNote(name);
  if (kept !== undefined || !isOnline) return kept ?? '';
  const list = await issueRevocationList({
    signer: { certificate, privateKey: await authorities.rootKey() },
    number: 1,
    thisUpdateMs: clock.nowMs(),
    nextUpdateMs: notAfterMs,
    entries: [],
  });
  await registry.change((edits) => edits.setNote(name, list));
  return list;
}

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
