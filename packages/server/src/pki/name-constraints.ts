/** Name constraints (RFC 5280 §4.2.1.10): what an authority may sign names for, and nothing else. */
import 'reflect-metadata';
import { isIP } from 'node:net';
import { AsnConvert } from '@peculiar/asn1-schema';
import {
  GeneralName,
  GeneralSubtree,
  GeneralSubtrees,
  id_ce_nameConstraints,
  NameConstraints,
} from '@peculiar/asn1-x509';
import { Extension, type X509Certificate } from '@peculiar/x509';

/** Written as certificates hold it: lower case, the one form of an address, without a zone. */
export function canonicalHost(host: string): string {
  if (isIP(host) !== 6) return host.toLowerCase();
  return new URL(`http://[${host.replace(/%.*/, '')}]`).hostname.slice(1, -1);
}

const subtrees = (names: readonly ConstructorParameters<typeof GeneralName>[0][]) =>
  new GeneralSubtrees(names.map((name) => new GeneralSubtree({ base: new GeneralName(name) })));

/**
 * A kind of name of which none is permitted is not constrained at all: so whatever kind has no host is
 * excluded whole. E-mail and URIs cannot be excluded whole; they are permitted only below a top-level
 * domain that never exists (RFC 2606 §2). Directory names stay free.
 */
export function constrainTo(hosts: readonly string[]): Extension {
  const names = hosts.map(canonicalHost);
  const addresses = names.filter((name) => isIP(name) !== 0);
  const domains = names.filter((name) => isIP(name) === 0);
  const permitted = [
    ...domains.map((dNSName) => ({ dNSName })),
    ...addresses.map((address) => ({ iPAddress: asRange(address) })),
    { rfc822Name: 'invalid' },
    { uniformResourceIdentifier: 'invalid' },
  ];
  const excluded = [
    ...(domains.length > 0 ? [] : [{ dNSName: '' }]),
    ...(addresses.length > 0 ? [] : [{ iPAddress: '0.0.0.0/0' }, { iPAddress: '::/0' }]),
  ];
  const value = new NameConstraints({
    permittedSubtrees: subtrees(permitted),
    ...(excluded.length > 0 && { excludedSubtrees: subtrees(excluded) }),
  });
  return new Extension(id_ce_nameConstraints, true, AsnConvert.serialize(value));
}

const asRange = (address: string): string => `${address}/${isIP(address) === 4 ? 32 : 128}`;

/** What a certificate's constraints permit; `undefined` where it has none and may sign for any host. */
export function permittedHosts(certificate: X509Certificate): readonly string[] | undefined {
  const extension = certificate.getExtension(id_ce_nameConstraints);
  if (extension === null) return undefined;
  const { permittedSubtrees = [] } = AsnConvert.parse(extension.value, NameConstraints);
  return [...permittedSubtrees].flatMap(
    ({ base }) => base.dNSName ?? base.iPAddress?.replace(/\/.*/, '') ?? [],
  );
}

/** Whether one of the permitted hosts covers a host: a domain covers what is below it too. */
export const isPermitted = (host: string, permitted: readonly string[]): boolean => {
  const name = canonicalHost(host);
  return permitted.some(
    (one) => name === one || (isIP(name) === 0 && isIP(one) === 0 && name.endsWith(`.${one}`)),
  );
};
