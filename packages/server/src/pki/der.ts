/** The little of DER (X.690) that a long list is written with, and that tells what a stranger's key is. */

export const tags = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  context0: 0xa0,
} as const;

/** One value: tag, length, and its contents one after the other. */
export function encode(tag: number, contents: readonly Uint8Array[]): Buffer {
  const length = contents.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([Buffer.of(tag, ...encodeLength(length)), ...contents]);
}

function encodeLength(length: number): readonly number[] {
  if (length < 0x80) return [length];
  const hex = length.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  return [0x80 | bytes.length, ...bytes];
}

/** A positive INTEGER: a leading zero where its first bit is set, and no other. @param hex its digits */
export function encodeInteger(hex: string): Buffer {
  const digits = hex.replace(/^0+(?=.)/, '');
  const whole = digits.length % 2 === 0 ? digits : `0${digits}`;
  const bytes = Buffer.from(/^[89a-f]/i.test(whole) ? `00${whole}` : whole, 'hex');
  return encode(tags.integer, [bytes]);
}

/** A time of RFC 5280 §4.1.2.5: two digits of its year until 2049, four after that; whole seconds. */
export function encodeTime(atMs: number): Buffer {
  const digits = new Date(atMs).toISOString().replace(/\.\d+|[-:T]/g, '');
  return digits < '2050'
    ? encode(tags.utcTime, [Buffer.from(digits.slice(2))])
    : encode(tags.generalizedTime, [Buffer.from(digits)]);
}

/** One value that was read. */
export interface Value {
  readonly tag: number;
  readonly contents: Buffer;
  /** With its tag and its length. */
  readonly whole: Buffer;
}

/** Reads the first value, whatever follows it; `undefined` where there is none. Lengths are definite, tags of one byte. */
export function readValue(bytes: Uint8Array): Value | undefined {
  const [tag, first] = bytes;
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return undefined;
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  const start = 2 + lengthBytes;
  if (first === 0x80 || lengthBytes > 4 || start > bytes.length) return undefined;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = start + (lengthBytes === 0 ? first : buffer.readUIntBE(2, lengthBytes));
  if (end > bytes.length) return undefined;
  return { tag, contents: buffer.subarray(start, end), whole: buffer.subarray(0, end) };
}

/** Reads the values that lie one after the other; none where anything else is among them. */
export function readValues(bytes: Uint8Array): readonly Value[] {
  const values: Value[] = [];
  for (let at = 0; at < bytes.length; ) {
    const value = readValue(bytes.subarray(at));
    if (value === undefined) return [];
    values.push(value);
    at += value.whole.length;
  }
  return values;
}

/** The values in a SEQUENCE; none where it is something else. */
export const partsOfSequence = (value: Value | undefined): readonly Value[] =>
  value?.tag === tags.sequence ? readValues(value.contents) : [];
