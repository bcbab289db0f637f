import { generateKeyPairSync } from 'node:crypto';
import {
  BmpString,
  Integer,
  ObjectIdentifier,
  OctetString,
  PrintableString,
  Sequence,
  Set as SetOf,
  Utf8String,
} from 'asn1js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkClientName,
  clientName,
  RequestFault,
  readCertificateRequest,
  type WantedName,
} from './request.ts';
import {
  type Attribute,
  makeRequest,
  oids,
  type RequestParts,
  toRequestPem,
} from './testing/make-request.ts';

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const commonName: Attribute = [oids.commonName, new Utf8String({ value: '3f9a-Client-MTF-shop' })];
const organisation: Attribute = [oids.organisation, new Utf8String({ value: 'Shop' })];
const make = (parts: Partial<RequestParts> = {}) =>
  makeRequest({ subject: [[organisation], [commonName]], ...keys, ...parts });
const good = make();

const read = (der: Uint8Array) => readCertificateRequest(toRequestPem(der));
const refusal = async (reading: Promise<unknown>): Promise<string> => {
  const error = await reading.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(RequestFault);
  return (error as Error).message;
};
const expectRead = async (text: string) =>
  expect(await readCertificateRequest(text)).toEqual({
    publicKey: expect.anything(),
    commonName: '3f9a-Client-MTF-shop',
    organisation: 'Shop',
  });

describe('a certificate request is read', () => {
  it('as PEM under either label, and as base64: key and names, and nothing else', async () => {
    await expectRead(toRequestPem(good));
    await expectRead(
      toRequestPem(good).replaceAll('BEGIN C', 'BEGIN NEW C').replaceAll('END C', 'END NEW C'),
    );
    await expectRead(good.toString('base64'));
    await expectRead(
      `Certificate Request:\n  words\n${toRequestPem(good).replaceAll('\n', '\r\n')}`,
    );
    expect((await read(good)).publicKey.equals(keys.publicKey)).toBe(true);
  });

  it('with its names in any type of string, apart or in one set', async () => {
    for (const Text of [Utf8String, PrintableString, BmpString]) {
      const name: Attribute = [oids.commonName, new Text({ value: '3f9a-Client-MTF-shop' })];
      await expectRead(toRequestPem(make({ subject: [[organisation], [name]] })));
      await expectRead(toRequestPem(make({ subject: [[organisation, name]] })));
    }
    const söhne: Attribute = [oids.organisation, new BmpString({ value: 'Söhne 漢' })];
    const request = await read(make({ subject: [[söhne], [commonName]] }));
    expect(request.organisation).toBe('Söhne 漢');
  });

  it('whatever its attributes ask for', async () => {
    const extensionRequest = new ObjectIdentifier({ value: '1.2.840.113549.1.9.14' });
    const nonsense = new SetOf({ value: [new OctetString({ valueHex: new ArrayBuffer(64) })] });
    const attribute = new Sequence({ value: [extensionRequest, nonsense] });
    await expectRead(toRequestPem(make({ attributes: [attribute] })));
  });
});

describe('a certificate request is refused', () => {
  it.each<[string, RegExp, string]>([
    ['nothing', /no certificate request.*openssl req/, ''],
    ['words', /no certificate request/, 'please!'],
    [
      'a private key',
      /private key/,
      String(keys.privateKey.export({ type: 'pkcs8', format: 'pem' })),
    ],
    [
      'a public key',
      /no certificate request/,
      String(keys.publicKey.export({ type: 'spki', format: 'pem' })),
    ],
    [
      'a certificate',
      /This is a certificate/,
      '-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----',
    ],
    ['two of them', /holds 2 PEM blocks/, toRequestPem(good).repeat(2)],
    [
      'one with its private key',
      /private key/,
      toRequestPem(good) + keys.privateKey.export({ type: 'pkcs8', format: 'pem' }),
    ],
    [
      'an empty one',
      /damaged/,
      '-----BEGIN CERTIFICATE REQUEST-----\n-----END CERTIFICATE REQUEST-----',
    ],
    [
      'one with more behind it',
      /damaged/,
      toRequestPem(Buffer.concat([good, Buffer.from([5, 0])])),
    ],
  ])('as what it is: %s', async (_, sentence, text) => {
    expect(await refusal(readCertificateRequest(text))).toMatch(sentence);
  });

  const utf8 = (value: string) => new Utf8String({ value });
  it.each<[string, RegExp, readonly (readonly Attribute[])[]]>([
    ['no CN', /exactly one CN/, [[organisation]]],
    ['two CNs', /exactly one CN/, [[organisation], [commonName], [commonName]]],
    ['two CNs in one set', /exactly one CN/, [[organisation], [commonName, commonName]]],
    ['no O', /exactly one O/, [[commonName]]],
    ['two Os', /exactly one O/, [[organisation], [organisation], [commonName]]],
    ['no subject', /exactly one CN/, []],
    [
      'a CN that is no string',
      /exactly one CN/,
      [[organisation], [[oids.commonName, new Integer({ value: 7 })]]],
    ],
    ['an empty CN', /CN .* not plain/, [[organisation], [[oids.commonName, utf8('')]]]],
    [
      'a NUL in the CN',
      /CN .* not plain/,
      [[organisation], [[oids.commonName, utf8('3f9a-Client-MTF-shop\0.evil')]]],
    ],
    [
      'a NUL in a BMPString',
      /CN .* not plain/,
      [[organisation], [[oids.commonName, new BmpString({ value: 'a\0' })]]],
    ],
    [
      'a line end in the O',
      /O .* not plain/,
      [[[oids.organisation, utf8('Shop\nX')]], [commonName]],
    ],
    [
      'text that turns around',
      /O .* not plain/,
      [[[oids.organisation, utf8('Shop \u202epohS')]], [commonName]],
    ],
    [
      'text of no width',
      /O .* not plain/,
      [[[oids.organisation, utf8('Sh\u200bop')]], [commonName]],
    ],
    ['markup', /O .* not plain/, [[[oids.organisation, utf8('<b>Shop')]], [commonName]]],
  ])('for its names: %s', async (_, sentence, subject) => {
    expect(await refusal(read(make({ subject })))).toMatch(sentence);
  });

  it('when its signature is by another key, or over other content', async () => {
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const byOther = make({ privateKey: other.privateKey });
    expect(await refusal(read(byOther))).toMatch(/signature of the request is wrong/);
    const at = good.indexOf('Shop');
    const changed = Buffer.from(good);
    changed.write('Chop', at);
    expect(await refusal(read(changed))).toMatch(/signature of the request is wrong/);
  });

  it('from 16 KiB on, before it is read', async () => {
    const text = toRequestPem(good);
    const filled = text + '\n'.repeat(16 * 1024 - text.length);
    await expectRead(filled);
    expect(await refusal(readCertificateRequest(`${filled}\n`))).toMatch(/16 KiB/);
    await refusal(readCertificateRequest('A'.repeat(50_000_000)));
  });

  it('when it is deeply nested, at once', async () => {
    const nest = (tag: number, depth: number) => {
      let der = Buffer.alloc(0);
      for (let at = 0; at < depth && der.length < 12_000; at += 1) {
        const length =
          der.length < 128
            ? [der.length]
            : der.length < 65_536 && der.length > 255
              ? [0x82, der.length >> 8, der.length & 255]
              : [0x81, der.length];
        der = Buffer.concat([Buffer.from([tag, ...length]), der]);
      }
      return der;
    };
    const startMs = performance.now();
    for (const tag of [0x30, 0x31, 0xa0, 0x24, 0x04, 0x03]) await refusal(read(nest(tag, 5_000)));
    for (const byte of [0x30, 0x24, 0xa0])
      await refusal(
        read(Buffer.from(Array.from({ length: 12_000 }, (_, at) => (at % 2 ? 0x80 : byte)))),
      );
    await refusal(
      read(
        Buffer.concat([
          Buffer.from([0x30, 0x82, 0x2e, 0xe0]),
          Buffer.alloc(12_000, Buffer.from([5, 0])),
        ]),
      ),
    );
    expect(performance.now() - startMs).toBeLessThan(2_000);
  });

  it('whenever it is damaged: 10,000 changes never throw anything else, nor change a name', async () => {
    const place = fc.nat({ max: good.length - 1 });
    const flip = fc.tuple(place, fc.nat({ max: 7 })).map(([at, bit]) => {
      const changed = Buffer.from(good);
      changed[at] = (changed[at] as number) ^ (1 << bit);
      return changed;
    });
    const cut = place.map((at) => good.subarray(0, at));
    const swap = fc
      .tuple(place, place, fc.uint8Array({ maxLength: 8 }))
      .map(([from, to, bytes]) =>
        Buffer.concat([
          good.subarray(0, Math.min(from, to)),
          bytes,
          good.subarray(Math.max(from, to)),
        ]),
      );
    const startMs = performance.now();
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(flip, flip, cut, swap, fc.uint8Array({ maxLength: 64 })),
        async (der) => {
          const result = await read(der).catch((error: unknown) => error);
          if (result instanceof RequestFault) return;
          expect(result).toMatchObject({
            commonName: '3f9a-Client-MTF-shop',
            organisation: 'Shop',
          });
        },
      ),
      { numRuns: 10_000 },
    );
    expect(performance.now() - startMs).toBeLessThan(25_000);
  });
});

const wanted: WantedName = { environment: 'sandbox', company: 'Shop & Söhne', companyId: 'shop-1' };
const names = (commonName: string, organisation = wanted.company) => ({ commonName, organisation });

describe('the names of a client certificate', () => {
  it.each([
    '1-Client-MTF-shop-1',
    '3f9a_2.b-Client-MTF-shop-1',
    '0f8fad5b-d9cb-469f-a165-70867728950e-Client-MTF-shop-1',
    'a-Client-Client-MTF-shop-1',
    `${'a'.repeat(64 - '-Client-MTF-shop-1'.length)}-Client-MTF-shop-1`,
  ])('are right: %s', (commonName) => {
    checkClientName(names(commonName), wanted);
  });

  it.each<[string, RegExp]>([
    ['-Client-MTF-shop-1', /must be <unique>-Client-MTF-shop-1/],
    ['Client-MTF-shop-1', /must be/],
    ['a-Client-PROD-shop-1', /says PROD, and in the sandbox it must be/],
    ['a-Client-MTF-shop', /must be/],
    ['a-Client-MTF-shop-12', /must be/],
    ['a-Client-MTF-other', /must be/],
    ['a-client-mtf-shop-1', /must be/],
    ['a-Client-MTF-SHOP-1', /must be/],
    ['a-Client-MTF-other-Client-MTF-shop-1', /must be/],
    ['a-Client-PROD-x-Client-MTF-shop-1', /says PROD/],
    ['a b-Client-MTF-shop-1', /letters, digits/],
    ['*-Client-MTF-shop-1', /letters, digits/],
    ['../a-Client-MTF-shop-1', /letters, digits/],
    ['a,CN=b-Client-MTF-shop-1', /letters, digits/],
    ['é-Client-MTF-shop-1', /letters, digits/],
    ['-a-Client-MTF-shop-1', /letters, digits/],
    ['a--Client-MTF-shop-1', /letters, digits/],
    ['a\n-Client-MTF-shop-1', /must be|letters/],
    ['a-Client-MTF-shop-1\n', /must be/],
    [`${'a'.repeat(65 - '-Client-MTF-shop-1'.length)}-Client-MTF-shop-1`, /longer than 64/],
  ])('are refused: %j', (commonName, sentence) => {
    const check = () => checkClientName(names(commonName), wanted);
    expect(check).toThrow(RequestFault);
    expect(check).toThrow(sentence);
    expect(check).toThrow(/openssl req -new/);
  });

  it.each<[string, RegExp]>([
    ['Shop', /must be the company's name, "Shop & Söhne", exactly/],
    ['shop & söhne', /exactly/],
    ['Shop & Söhne ', /exactly/],
    ['', /printable/],
    ['Shop\u0000', /printable/],
    ['Shop \u202e', /printable/],
    ['<i>', /printable/],
    ['x'.repeat(65), /longer than 64/],
  ])('are refused for the O %j', (organisation, sentence) => {
    const check = () => checkClientName(names('a-Client-MTF-shop-1', organisation), wanted);
    expect(check).toThrow(RequestFault);
    expect(check).toThrow(sentence);
  });

  it('take letters for the same that only are written otherwise', () => {
    checkClientName(names('a-Client-MTF-shop-1', wanted.company.normalize('NFD')), wanted);
  });

  it('say nothing back of what a stranger wrote', () => {
    const markup = '"><script>alert(1)</script>';
    for (const given of [names(markup), names('a-Client-MTF-shop-1', markup)])
      expect(() => checkClientName(given, wanted)).toThrow(/^(?!.*script)/s);
  });

  it('fit one company alone', () => {
    const id = fc.stringMatching(/^[a-z0-9]{1,3}(-(Client-MTF-)?[a-z0-9]{1,3})?$/);
    const fits = (commonName: string, companyId: string) => {
      try {
        checkClientName(names(commonName), { ...wanted, companyId });
        return true;
      } catch {
        return false;
      }
    };
    fc.assert(
      fc.property(id, id, id, (unique, one, other) => {
        const commonName = `${unique}-Client-MTF-${one}`;
        if (one !== other) expect(fits(commonName, one) && fits(commonName, other)).toBe(false);
        if (!unique.includes('-Client-')) expect(fits(commonName, one)).toBe(true);
      }),
    );
  });

  it('are made so that they are right', () => {
    const commonName = clientName({
      unique: '3f9a',
      environment: 'production',
      companyId: 'shop-1',
    });
    expect(commonName).toBe('3f9a-Client-PROD-shop-1');
    checkClientName(names(commonName), { ...wanted, environment: 'production' });
    const long = { unique: 'a', environment: 'sandbox', companyId: 'x'.repeat(60) } as const;
    expect(() => clientName(long)).toThrow(/longer than 64/);
  });
});
