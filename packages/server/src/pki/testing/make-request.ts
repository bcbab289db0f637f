/** PKCS#10 requests that no tool would make. */
import { type KeyObject, sign } from 'node:crypto';
import {
  type BaseBlock,
  BitString,
  Constructed,
  fromBER,
  Integer,
  Null,
  ObjectIdentifier,
  Sequence,
  Set as SetOf,
} from 'asn1js';
import { toPem } from '../pem.ts';

/** One attribute of a subject, by its OID. */
export type Attribute = readonly [oid: string, value: BaseBlock];

export interface RequestParts {
  /** Sets of attributes: more than one in a set is a multi-valued name. */
  readonly subject: readonly (readonly Attribute[])[];
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
  /** What stands for the attributes. */
  readonly attributes?: readonly BaseBlock[];
}

export const oids = { commonName: '2.5.4.3', organisation: '2.5.4.10', country: '2.5.4.6' };

/** Signs a request of these parts with RSA and SHA-256; returns its DER. */
export function makeRequest({ subject, publicKey, privateKey, attributes = [] }: RequestParts) {
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const info = new Sequence({
    value: [
      new Integer({ value: 0 }),
      new Sequence({
        value: subject.map(
          (set) =>
            new SetOf({
              value: set.map(
                ([oid, value]) =>
                  new Sequence({ value: [new ObjectIdentifier({ value: oid }), value] }),
              ),
            }),
        ),
      }),
      fromBER(Uint8Array.from(spki)).result,
      new Constructed({ idBlock: { tagClass: 3, tagNumber: 0 }, value: [...attributes] }),
    ],
  });
  const signature = sign('sha256', Buffer.from(info.toBER()), privateKey);
  const algorithm = [new ObjectIdentifier({ value: '1.2.840.113549.1.1.11' }), new Null()];
  const request = new Sequence({
    value: [
      info,
      new Sequence({ value: algorithm }),
      new BitString({ valueHex: Uint8Array.from(signature).buffer }),
    ],
  });
  return Buffer.from(request.toBER());
}

export const toRequestPem = (der: Uint8Array): string => toPem('CERTIFICATE REQUEST', der);
