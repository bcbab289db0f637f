import { isIP } from 'node:net';
import { diagnose } from '@whorl/contract';
import { type Finding, StepFault } from './step.ts';

/** Where a call goes. */
export interface Target {
  readonly baseUrl: string;
  /** A name, or an address without brackets. */
  readonly host: string;
  readonly port: number;
}

const httpsPort = 443;

/**
 * Reads the base URL. Pure.
 *
 * @throws StepFault `base-url`, `base-url-path` or `base-url-user`
 */
export function readTarget(text: string): Finding<Target> {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:') throw new StepFault(diagnose('base-url'));
  if (url.username !== '' || url.password !== '') throw new StepFault(diagnose('base-url-user'));
  const { pathname, search, hash, hostname } = url;
  const path = pathname.replace(/\/+$/, '');
  const surplus = search || hash;
  if (surplus !== '' || !path.endsWith('/identity'))
    throw new StepFault(diagnose('base-url-path', { path: (surplus || path || '/').slice(0, 60) }));
  const value = {
    baseUrl: `${url.origin}${path}`,
    host: hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? httpsPort : Number(url.port),
  };
  return { value, found: [value.baseUrl], facts: { url: value.baseUrl } };
}

/** An address and a port, as they are written together. */
export const placeOf = (host: string, port: number): string =>
  isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`;
