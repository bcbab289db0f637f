import { describeCertificate } from '../pki/certificate.ts';
import type { Registry } from '../registry/registry.ts';

/** Something that ends, and whoever should know in time. */
export interface Expiring {
  readonly kind: 'client-certificate' | 'request-key-certificate' | 'client-issuer';
  /** SHA-256 of the certificate. */
  readonly sha256: string;
  readonly projectId?: string;
  readonly notAfterMs: number;
}

/** A reminder that is due. */
export interface Reminder extends Expiring {
  readonly daysLeft: number;
  /** The threshold that it is sent for: once each. */
  readonly threshold: number;
}

const thresholdsDays = [1, 7, 30, 90] as const;
const dayMs = 24 * 60 * 60_000;

/** Everything active that may want a reminder soon. */
export async function listExpiring(
  registry: Registry,
  nowMs: number,
): Promise<readonly Expiring[]> {
  const endsBeforeMs = nowMs + (Math.max(...thresholdsDays) + 1) * dayMs;
  const credentials = await registry.listCredentials({ status: 'active', endsBeforeMs });
  const pairs = (await registry.listKeyPairs()).filter(({ status }) => status === 'active');
  const issuers = (await registry.listAuthorities()).filter(
    ({ role, status }) => role === 'client-issuer' && status === 'current',
  );
  return [
    ...credentials.map(
      ({ sha256, projectId, notAfterMs }): Expiring => ({
        kind: 'client-certificate',
        sha256,
        projectId,
        notAfterMs,
      }),
    ),
    ...pairs.map(
      ({ projectId, requestKey }): Expiring => ({
        kind: 'request-key-certificate',
        sha256: requestKey.certificateFingerprint,
        projectId,
        notAfterMs: requestKey.notAfterMs,
      }),
    ),
    ...issuers.map(
      ({ sha256, certificatePem }): Expiring => ({
        kind: 'client-issuer',
        sha256,
        notAfterMs: describeCertificate(certificatePem).notAfterMs,
      }),
    ),
  ];
}

/** The reminder that is due for something now: for the nearest threshold that it is within. Pure. */
export function reminderFor(expiring: Expiring, nowMs: number): Reminder | undefined {
  const daysLeft = Math.ceil((expiring.notAfterMs - nowMs) / dayMs);
  const threshold = thresholdsDays.find((days) => daysLeft <= days);
  if (threshold === undefined || daysLeft <= 0) return undefined;
  return { ...expiring, daysLeft, threshold };
}

/** The name under which it is noted that a reminder was sent. */
export const reminderName = ({ sha256, threshold }: Reminder): string =>
  `reminder:${sha256}:${threshold}`;
