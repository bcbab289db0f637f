import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readModernMessages } from './modern-messages.ts';
import { readClearMessages } from './records.ts';
import { readServerFlight, type TlsVersion } from './server-flight.ts';

const vector = (lengthBytes: number, value: Buffer): Buffer => {
  const length = Buffer.alloc(lengthBytes);
  length.writeUIntBE(value.length, 0, lengthBytes);
  return Buffer.concat([length, value]);
};
const message = (type: number, body: Buffer): Buffer =>
  Buffer.concat([Buffer.of(type), vector(3, body)]);
const record = (type: number, fragment: Buffer): Buffer =>
  Buffer.concat([Buffer.of(type, 3, 3), vector(2, fragment)]);
const listOf = (lengthBytes: number, values: readonly Buffer[]): Buffer =>
  Buffer.concat(values.map((value) => vector(lengthBytes, value)));

/** ServerHello, Certificate, CertificateRequest (RFC 5246 §7.4). */
const flightOf = (certificates: readonly Buffer[], names: readonly Buffer[]): Buffer =>
  Buffer.concat([
    message(2, Buffer.alloc(70)),
    message(11, vector(3, listOf(3, certificates))),
    message(
      13,
      Buffer.concat([
        vector(1, Buffer.of(1, 64)),
        vector(2, Buffer.of(4, 3)),
        vector(2, listOf(2, names)),
      ]),
    ),
    message(14, Buffer.alloc(0)),
  ]);

/** Cuts a text of bytes into records of these lengths, the last one of what is left. */
function inRecords(bytes: Buffer, lengths: readonly number[]): Buffer {
  const records: Buffer[] = [];
  let rest = bytes;
  for (const length of lengths) {
    records.push(record(22, rest.subarray(0, length)));
    rest = rest.subarray(length);
  }
  return Buffer.concat([...records, record(22, rest)]);
}

const bytes = (maxLength: number) =>
  fc.uint8Array({ maxLength }).map((array) => Buffer.from(array));
const lengths = fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 8 });

describe('what a server sends with TLS 1.2', () => {
  it('is read whole, however it is cut into records', () => {
    const lists = fc.array(bytes(200), { maxLength: 5 });
    fc.assert(
      fc.property(lists, lists, lengths, (certificates, names, cuts) => {
        const heard = inRecords(flightOf(certificates, names), cuts);
        expect(readServerFlight(readClearMessages(heard), 'TLSv1.2')).toEqual({
          certificates,
          request: { authorities: names },
        });
      }),
    );
  });

  it('is read as far as it came', () => {
    const heard = inRecords(flightOf([Buffer.from('c')], [Buffer.from('n')]), [40, 40]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: heard.length }), (end) => {
        const { certificates } = readServerFlight(
          readClearMessages(heard.subarray(0, end)),
          'TLSv1.2',
        );
        expect(certificates.length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is over where it begins to be encrypted', () => {
    const end = Buffer.concat([record(20, Buffer.of(1)), record(22, flightOf([], []))]);
    expect(readClearMessages(end)).toEqual([]);
  });

  it('asks for nothing without a CertificateRequest', () => {
    const heard = record(22, message(11, vector(3, listOf(3, [Buffer.from('c')]))));
    const flight = readServerFlight(readClearMessages(heard), 'TLSv1.2');
    expect(flight).toEqual({ certificates: [Buffer.from('c')], request: undefined });
  });
});

describe('what a server sends with TLS 1.3', () => {
  /** RFC 8446 §4.3.2: a context, then extensions, of which 47 has the names. */
  const requestOf = (extensions: readonly (readonly [type: number, value: Buffer])[]): Buffer => {
    const list = extensions.map(([type, value]) =>
      Buffer.concat([Buffer.of(0, type), vector(2, value)]),
    );
    return Buffer.concat([vector(1, Buffer.of(9)), vector(2, Buffer.concat(list))]);
  };

  it('has its names in an extension, among others', () => {
    const names = [Buffer.from('one'), Buffer.from('two')];
    const body = requestOf([
      [13, Buffer.of(0, 0)],
      [47, vector(2, listOf(2, names))],
    ]);
    const flight = readServerFlight([{ type: 13, body }], 'TLSv1.3');
    expect(flight.request).toEqual({ authorities: names });
  });

  it('may have its names behind thousands of other extensions', () => {
    const others = Array.from({ length: 16_000 }, () => [13, Buffer.alloc(0)] as const);
    const names = [Buffer.from('one')];
    const body = requestOf([...others, [47, vector(2, listOf(2, names))]]);
    const flight = readServerFlight([{ type: 13, body }], 'TLSv1.3');
    expect(flight.request).toEqual({ authorities: names });
  });

  it('may leave open whose certificates it takes', () => {
    const flight = readServerFlight([{ type: 13, body: requestOf([]) }], 'TLSv1.3');
    expect(flight.request).toEqual({ authorities: [] });
  });
});

describe('hostile bytes', () => {
  const versions = fc.constantFrom<TlsVersion>('TLSv1.2', 'TLSv1.3');

  it('are read without a fault', () => {
    fc.assert(
      fc.property(bytes(2000), versions, (heard, version) => {
        readServerFlight(readClearMessages(heard), version);
        const secret = heard.subarray(0, 32);
        readModernMessages(heard, { cipher: 'TLS_AES_128_GCM_SHA256', secret });
      }),
    );
  });

  it('in messages of the right type are read without a fault', () => {
    const messages = fc.array(fc.record({ type: fc.constantFrom(2, 11, 13), body: bytes(300) }), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(messages, versions, (them, version) => {
        readServerFlight(them, version);
      }),
    );
  });

  it('of a cipher that is not known are left alone', () => {
    expect(readModernMessages(Buffer.alloc(9), { cipher: 'x', secret: Buffer.alloc(32) })).toEqual(
      [],
    );
  });
});
