/** Finds a text in bytes, in whatever way programs write one down. */
import { createHash } from 'node:crypto';

/** A needle, and how it was made from the text. */
interface Form {
  readonly encoding: string;
  readonly bytes: Buffer;
}

const hashes = ['md5', 'sha1', 'sha256'] as const;

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

/** A plain hash still identifies: whoever guesses the text can make it. Half of one is enough. */
function hashForms(name: (typeof hashes)[number], utf8: Buffer): Form[] {
  const digest = createHash(name).update(utf8).digest().subarray(0, 16);
  return [
    { encoding: `${name}, raw`, bytes: digest },
    { encoding: `${name}, hex`, bytes: Buffer.from(digest.toString('hex')) },
    { encoding: `${name}, base64`, bytes: Buffer.from(digest.toString('base64').slice(0, 20)) },
  ];
}

/** Texts that are too short to be found otherwise than by chance are passed over. */
const isTelling = (text: string): boolean => text.length >= (/^\d+$/.test(text) ? 8 : 6);

/**
 * Says of each text in which encodings it is within the bytes. The bytes are searched as they are and in
 * lower case, as are the texts.
 */
export function findTraces(bytes: Buffer, texts: readonly string[]): string[] {
  const lower = Buffer.from(bytes.toString('latin1').toLowerCase(), 'latin1');
  const needles = new Set(texts.flatMap((text) => [text, text.toLowerCase()]).filter(isTelling));
  return [...needles].flatMap((text) =>
    formsOf(text)
      .filter(({ bytes: needle }) => bytes.includes(needle) || lower.includes(needle))
      .map(({ encoding }) => `${text} (${encoding})`),
  );
}
