import { isIP } from 'node:net';
import { judgeBaseUrl } from '../base-url.ts';
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
  const fault = judgeBaseUrl(text);
  if (fault !== undefined) throw new StepFault(fault);
  const { origin, pathname, hostname, port } = new URL(text);
  const value = {
    baseUrl: `${origin}${pathname.replace(/\/+$/, '')}`,
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? httpsPort : Number(port),
  };
  return { value, found: [value.baseUrl], facts: { url: value.baseUrl } };
}

/** An address and a port, as they are written together. */
export const placeOf = (host: string, port: number): string =>
  isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`;
