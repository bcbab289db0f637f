/** Revocation lists as the openssl command line reads them. */
import { execFileSync } from 'node:child_process';

/** One list. */
export interface ReadList {
  readonly issuer: string;
  readonly number: number;
  readonly nextUpdateMs: number;
  /** Lower-case hex. */
  readonly serials: readonly string[];
}

/** @param pem lists one after the other, as `revocation-list.pem` has them */
export const readRevocationLists = (pem: string): readonly ReadList[] =>
  (pem.match(/-----BEGIN X509 CRL-----[\s\S]+?-----END X509 CRL-----\n/g) ?? []).map(readList);

function readList(pem: string): ReadList {
  const said = execFileSync('openssl', ['crl', '-noout', '-text'], {
    input: pem,
    encoding: 'utf8',
  });
  const field = (pattern: RegExp): string => pattern.exec(said)?.[1] ?? '';
  return {
    issuer: field(/Issuer: (.+)/),
    number: Number(field(/CRL Number: ?\n\s+(\d+)/)),
    nextUpdateMs: Date.parse(field(/Next Update: (.+)/)),
    serials: [...said.matchAll(/Serial Number: ([0-9A-F]+)/g)].map(([, serial = '']) =>
      serial.toLowerCase(),
    ),
  };
}
