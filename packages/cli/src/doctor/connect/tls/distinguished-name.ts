/** Distinguished names (RFC 5280 §4.1.2.4) out of their DER, whoever wrote it. */
import { contentOf, type DerValue, takeValues } from '../../der.ts';

/** One attribute: its OID in hex, and its text. */
type Attribute = readonly [oid: string, text: string];

/** The kinds of text, by their tags. Others are kept by their bytes, to be compared. */
const texts: Readonly<Record<number, (content: Buffer) => string>> = {
  12: (content) => content.toString('utf8'),
  19: (content) => content.toString('latin1'),
  20: (content) => content.toString('latin1'),
  22: (content) => content.toString('latin1'),
  30: (content) => new TextDecoder('utf-16be').decode(content),
};

function readAttribute({ content }: DerValue): Attribute {
  const [oid, value] = takeValues(content);
  const text = value && (texts[value.tag]?.(value.content) ?? value.content.toString('hex'));
  return [oid?.content.toString('hex') ?? '', text ?? ''];
}

const attributesOf = (name: Buffer): readonly Attribute[] =>
  takeValues(contentOf(name)).flatMap((set) => takeValues(set.content).map(readAttribute));

/** commonName, organizationName, organizationalUnitName (X.520), the first that a name has. */
const speaking = ['550403', '55040a', '55040b'];

const longest = 64;

/**
 * What people call the holder of a name: its CN, or its O. Others' words: at most 64 characters.
 *
 * @param name its DER
 */
export function speakingName(name: Buffer): string {
  const attributes = attributesOf(name);
  const named = speaking.flatMap((oid) => attributes.filter(([own]) => own === oid));
  const [, text] = named[0] ?? attributes[0] ?? [];
  return text ? text.slice(0, longest) : '(a name without words)';
}

/**
 * A name in a form to compare by: whichever kind of text it is written in, however it is spaced and cased (RFC 5280
 * §7.1, simplified).
 *
 * @param name its DER
 */
export const comparableName = (name: Buffer): string =>
  JSON.stringify(
    attributesOf(name).map(([oid, text]) => [
      oid,
      text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase(),
    ]),
  );

/** Of the version, which the oldest certificates leave out. */
const versionTag = 0xa0;

/** The DER of a certificate's issuer (RFC 5280 §4.1: version, serial number, algorithm, issuer). */
export function issuerOf(certificate: Buffer): Buffer {
  const fields = takeValues(contentOf(contentOf(certificate)));
  const at = fields[0]?.tag === versionTag ? 3 : 2;
  return fields[at]?.whole ?? Buffer.alloc(0);
}
