/** What is counted of one purchase, as bytes in a record: docs/log-format.md, "A purchase". */
import { idBytes, nameTokensBytes, type Sighted } from '../../change.ts';
import { elementCodes, erasedCode, linkCodes } from '../../kinds.ts';
import { maxNameParts } from '../../network.ts';

const headBytes = 13;
const spendBytes = 10;
const linkBytes = 3;

/** Where the parts of a purchase lie in its record. */
export interface SightedPlaces {
  readonly at: number;
  readonly elements: number;
  readonly kindsAt: number;
  readonly idsAt: number;
  readonly linksAt: number;
  readonly namesAt: number;
  readonly end: number;
}

export const sightedBytes = ({ ids, kinds, links, names, spend }: Sighted): number =>
  headBytes + (spend ? spendBytes : 0) + kinds.length + ids.length + links.length + names.length;

/** @returns where it ends */
export function writeSighted(record: Buffer, at: number, sighted: Sighted): number {
  const { kinds, ids, links, names, spend } = sighted;
  record.writeDoubleBE(sighted.atMs, at);
  record.writeUInt8(kinds.length, at + 8);
  record.writeUInt8(links.length / linkBytes, at + 9);
  record.writeUInt16BE(names.length, at + 10);
  record.writeUInt8(spend === undefined ? 0 : 1, at + 12);
  let end = at + headBytes;
  if (spend !== undefined) {
    record.writeUInt16BE(spend.currency, end);
    record.writeDoubleBE(spend.tenThousandths, end + 2);
    end += spendBytes;
  }
  for (const part of [kinds, ids, links, names]) {
    record.set(part, end);
    end += part.length;
  }
  return end;
}

/**
 * Finds its parts, and checks that they fit: what a record tells is believed as it is counted.
 *
 * @throws RangeError for bytes that are no purchase
 */
export function findSighted(record: Buffer, at: number): SightedPlaces {
  const elements = record.readUInt8(at + 8);
  const links = record.readUInt8(at + 9);
  const spends = record.readUInt8(at + 12);
  if (spends > 1) throw new RangeError('The record tells neither an amount nor that it has none.');
  const kindsAt = at + headBytes + spends * spendBytes;
  const idsAt = kindsAt + elements;
  const linksAt = idsAt + elements * idBytes;
  const namesAt = linksAt + links * linkBytes;
  const end = namesAt + record.readUInt16BE(at + 10);
  if (end > record.length) throw new RangeError('The record ends before its contents do.');
  const places = { at, elements, kindsAt, idsAt, linksAt, namesAt, end };
  checkKinds(record, places);
  checkNames(record, places);
  return places;
}

function checkKinds(record: Buffer, { elements, kindsAt, idsAt, linksAt, namesAt }: SightedPlaces) {
  for (let at = kindsAt; at < idsAt; at += 1)
    if (isUnknown(record[at] as number, elementCodes.length)) throw unknown(record[at]);
  for (let at = linksAt; at < namesAt; at += linkBytes) {
    if (isUnknown(record[at] as number, linkCodes.length)) throw unknown(record[at]);
    if ((record[at + 1] as number) >= elements || (record[at + 2] as number) >= elements)
      throw new RangeError('A link of the record joins an element that it does not name.');
  }
}

const isUnknown = (code: number, known: number): boolean => code >= known && code !== erasedCode;

const unknown = (code: number | undefined): RangeError =>
  new RangeError(`The record has an unknown code ${code}.`);

function checkNames(record: Buffer, { linksAt, namesAt, end }: SightedPlaces): void {
  let at = namesAt;
  for (let links = namesAt - linksAt; links > 0; links -= linkBytes) {
    const parts = at < end ? (record[at] as number) : maxNameParts + 1;
    if (parts > maxNameParts) throw new RangeError('A name in the record has too many parts.');
    at += 1 + parts * nameTokensBytes;
  }
  if (at !== end) throw new RangeError('The names in the record end where they should not.');
}

/** Reads it: its parts are views of the record. */
export function readSighted(record: Buffer, places: SightedPlaces): Sighted {
  const { at, kindsAt, idsAt, linksAt, namesAt, end } = places;
  const { buffer } = record;
  const from = record.byteOffset;
  return {
    atMs: record.readDoubleBE(at),
    kinds: new Uint8Array(buffer, from + kindsAt, idsAt - kindsAt),
    ids: new Uint8Array(buffer, from + idsAt, linksAt - idsAt),
    links: new Uint8Array(buffer, from + linksAt, namesAt - linksAt),
    names: new Uint8Array(buffer, from + namesAt, end - namesAt),
    spend:
      kindsAt - at === headBytes
        ? undefined
        : {
            currency: record.readUInt16BE(at + headBytes),
            tenThousandths: record.readDoubleBE(at + headBytes + 2),
          },
  };
}
