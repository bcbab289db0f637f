import { X509Certificate } from 'node:crypto';
import type { Credential, RegistryReads } from '../registry/registry.ts';
import { StepRefused } from './step-refused.ts';

/**
 * How much of a handshake the names of foreign issuers may take, in characters. A server announces the names
 * of all whom it takes certificates from in one message; Java reads handshakes of 32 KiB, OpenSSL of 64.
 */
const budgetChars = 16_000;
/** A longer name is no company's. */
const longestNameChars = 512;

const nameOf = (pem: string): string => new X509Certificate(pem).subject;

/**
 * The issuers of the foreign certificates that may call now, as many of them as a handshake holds.
 *
 * @returns PEM, each once
 */
export async function foreignIssuers(
  registry: RegistryReads,
  nowMs: number,
): Promise<readonly string[]> {
  const registered = await registry.listCredentials({ origin: 'registered', status: 'active' });
  const byName = new Map(
    registered
      .filter(({ notAfterMs }) => notAfterMs > nowMs)
      .map(({ issuerPem }) => [nameOf(issuerPem), issuerPem] as const),
  );
  let chars = 0;
  return [...byName].flatMap(([name, pem]) => {
    chars += name.length;
    return chars > budgetChars ? [] : [pem];
  });
}

/**
 * Refuses a foreign certificate whose issuer could not be announced any more: a handshake that grew too long
 * would fail for everybody.
 *
 * @throws StepRefused
 */
export async function refuseUnannounceable(
  registry: RegistryReads,
  { issuerPem, createdAtMs }: Pick<Credential, 'issuerPem' | 'createdAtMs'>,
): Promise<void> {
  const name = nameOf(issuerPem);
  if (name.length > longestNameChars)
    throw new StepRefused(
      'invalid',
      `The name of its issuer is longer than ${longestNameChars} characters; all callers would have to read it.`,
    );
  const others = (await foreignIssuers(registry, createdAtMs)).map(nameOf);
  const chars = others.reduce((sum, other) => sum + other.length, name.length);
  if (!others.includes(name) && chars > budgetChars)
    throw new StepRefused(
      'conflict',
      'So many foreign issuers are announced that handshakes would become too long. Revoke certificates that are not used any more, or have this one issued here.',
    );
}
