/** Finds texts in bytes, in whatever way programs write one down. */
import { createHash } from 'node:crypto';

/** A needle, and how it was made from the text. */
interface Form {
  readonly encoding: string;
  readonly bytes: Buffer;
}

const hashes = ['md5', 'sha1', 'sha256', 'sha512'] as const;

/** Bytes that hold the text in an encoding, or a hash of it that anybody could make. */
function formsOf(text: string): Form[] {
  const utf8 = Buffer.from(text);
  const utf16 = Buffer.from(text, 'utf16le');
  return [
    { encoding: 'UTF-8', bytes: utf8 },
    { encoding: 'UTF-16 LE', bytes: utf16 },
    { encoding: 'UTF-16 BE', bytes: Buffer.from(utf16).swap16() },
    { encoding: 'JSON escapes', bytes: Buffer.from(asciiJson(text)) },
    { encoding: 'hex', bytes: Buffer.from(utf8.toString('hex')) },
    { encoding: 'HEX', bytes: Buffer.from(utf8.toString('hex').toUpperCase()) },
    ...base64Forms(utf8),
    ...hashes.flatMap((name) => hashForms(name, utf8)),
  ];
}

const asciiJson = (text: string): string =>
  text.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Within a longer text, its first byte falls on one of three places of a group of base64. */
function base64Forms(utf8: Buffer): Form[] {
  return [0, 1, 2].flatMap((before) => {
    const padded = Buffer.concat([Buffer.alloc(before), utf8]);
    const whole = padded.subarray(0, padded.length - (padded.length % 3));
    const skipped = [0, 2, 3][before];
    return (['base64', 'base64url'] as const).map((encoding) => ({
      encoding: `${encoding}, ${before} bytes in`,
      bytes: Buffer.from(whole.toString(encoding).slice(skipped)),
    }));
  });
}

/** A plain hash still identifies: whoever guesses the text can make it. A part of one is enough. */
function hashForms(name: (typeof hashes)[number], utf8: Buffer): Form[] {
  const digest = createHash(name).update(utf8).digest().subarray(0, 16);
  return [{ encoding: `${name}, raw`, bytes: digest }, ...bytesForms(name, digest)];
}

const bytesForms = (name: string, bytes: Buffer): Form[] => [
  { encoding: `${name}, hex`, bytes: Buffer.from(bytes.toString('hex')) },
  { encoding: `${name}, HEX`, bytes: Buffer.from(bytes.toString('hex').toUpperCase()) },
  { encoding: `${name}, base64`, bytes: Buffer.from(bytes.toString('base64').slice(0, 20)) },
  { encoding: `${name}, base64url`, bytes: Buffer.from(bytes.toString('base64url').slice(0, 20)) },
];

/** Texts that are too short to be found otherwise than by chance are passed over. */
const isTelling = (text: string): boolean => text.length >= (/^\d+$/.test(text) ? 8 : 6);

/** A form, and what it is of. */
interface Needle {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Looks for many needles at once. */
export class Traces {
  /** By their first two bytes, so that a byte that begins none costs one look. */
  readonly #needles: (Needle[] | undefined)[] = Array.from({ length: 0x1_0000 });

  /** Looks for texts as well as in lower case; short ones are passed over. */
  addTexts(texts: Iterable<string>): this {
    const all = new Set([...texts].flatMap((text) => [text, text.toLowerCase()]));
    for (const text of [...all].filter(isTelling))
      for (const { encoding, bytes } of formsOf(text)) this.#add(`${text} (${encoding})`, bytes);
    return this;
  }

  /** Looks for bytes, raw or written down. */
  addBytes(name: string, bytes: Buffer): this {
    this.#add(`${name} (raw)`, bytes);
    for (const form of bytesForms(name, bytes)) this.#add(form.encoding, form.bytes);
    return this;
  }

  /** Names what is within the bytes: as they are, or in lower case. */
  in(bytes: Buffer): string[] {
    const lower = Buffer.from(bytes.toString('latin1').toLowerCase(), 'latin1');
    return [...new Set([...this.#search(bytes), ...this.#search(lower)])];
  }

  #add(name: string, bytes: Buffer): void {
    const first = bytes.readUInt16BE(0);
    const known = this.#needles[first] ?? [];
    known.push({ name, bytes });
    this.#needles[first] = known;
  }

  *#search(bytes: Buffer): Generator<string> {
    for (let at = 0; at + 1 < bytes.length; at += 1) {
      const first = ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
      for (const { name, bytes: needle } of this.#needles[first] ?? [])
        if (bytes.subarray(at, at + needle.length).equals(needle)) yield name;
    }
  }
}

/** Says of each text in which encodings it is within the bytes. */
export const findTraces = (bytes: Buffer, texts: readonly string[]): string[] =>
  new Traces().addTexts(texts).in(bytes);
