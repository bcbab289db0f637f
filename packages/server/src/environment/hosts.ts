import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';

/**
 * The names and addresses that a listener is called by.
 *
 * @param host the address it listens on
 * @param further names of its own, comma-separated, as the setting has them
 */
export function hostsOf(host: string, further: string): readonly string[] {
  const names = ['localhost', '127.0.0.1', '::1', hostname(), ...(isOwn(host) ? [host] : [])];
  const more = further.split(',').map((name) => name.trim());
  return [...new Set([...names, ...more].filter(Boolean).map((name) => name.toLowerCase()))];
}

/**
 * Whether it is one address of this machine, or a name. One that is not cannot be listened on, and is not
 * worth a certificate.
 */
function isOwn(host: string): boolean {
  if (isIP(host) === 0) return true;
  const addresses = Object.values(networkInterfaces()).flatMap((some) => some ?? []);
  return addresses.some(({ address }) => address === host);
}

/** The name that callers on this machine use, as it stands in a URL. @param host the address it listens on */
export const ownHost = (host: string): string => {
  if (['127.0.0.1', '0.0.0.0', '::'].includes(host)) return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
};

/** Whether a server's certificate is good for every one of these names and addresses. */
export const servesHosts = (certificate: X509Certificate, hosts: readonly string[]): boolean =>
  hosts.every(
    (host) =>
      (isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host)) !== undefined,
  );
