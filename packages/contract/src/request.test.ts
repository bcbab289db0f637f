import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnose } from './diagnosis/index.ts';
import { requestShape } from './generated/shape.ts';
import { Refusal } from './problem.ts';
import { parseRequest, readMembers } from './request.ts';

const required = {
  purchaseDate: '20260115093000',
  purchaseAmount: '4999',
  purchaseCurrencyExponent: '2',
  purchaseCurrency: '840',
  merchantName: 'Harbour Books',
  merchantCountryCode: '840',
  mcc: '5942',
};

const parseText = (text: string) => parseRequest(Buffer.from(text));
const parseWith = (members: object) => parseText(JSON.stringify({ ...required, ...members }));

function refusalOf(parse: () => unknown): Refusal {
  try {
    parse();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}

const faultsOf = (members: object) => refusalOf(() => parseWith(members)).faults;
const misformed = (details: string) => [
  {
    ...{ code: 'invalid-format', details, always: true },
    diagnosis: diagnose('members-invalid', { paths: details }),
  },
];
const missing = (details: string) => [
  {
    ...{ code: 'required-missing', details, always: true },
    diagnosis: diagnose('members-missing', { paths: details }),
  },
];

describe('a request that is accepted', () => {
  it('needs no more than the required members', () => {
    expect(parseWith({})).toStrictEqual(required);
  });

  it('keeps what the schema names, and nothing else', () => {
    const unknown = { colour: 'red', billingAddress: { addressCity: 'Portland', planet: 'Earth' } };
    expect(parseWith(unknown)).toStrictEqual({
      ...required,
      billingAddress: { addressCity: 'Portland' },
    });
  });

  it('takes null for absent, at every level', () => {
    const members = {
      ...{ ipAddress: null, homePhone: null, unknown: null, supportedFeatures: null },
      billingAddress: { addressLine2: null, addressCity: 'Portland' },
      plugins: [null, 'PDF Viewer', null],
    };
    expect(parseWith(members)).toStrictEqual({
      ...required,
      billingAddress: { addressCity: 'Portland' },
      plugins: ['PDF Viewer'],
    });
  });

  it.each([
    ['an array', ['camera', 'nfc']],
    ['a JSON array in a string', '["camera","nfc"]'],
  ])('has supportedFeatures as %s', (_, supportedFeatures) => {
    expect(parseWith({ supportedFeatures }).supportedFeatures).toEqual(['camera', 'nfc']);
  });

  it('counts characters as people do, not as UTF-16 does', () => {
    expect(parseWith({ merchantName: '🦉'.repeat(40) }).merchantName).toHaveLength(80);
    expect(faultsOf({ merchantName: '🦉'.repeat(41) })).toEqual(misformed('merchantName'));
  });

  it('may have e-mails that no mailbox can have: they are judged in the answer', () => {
    expect(parseWith({ primaryEmail: 'not an e-mail' }).primaryEmail).toBe('not an e-mail');
  });

  it('may have codes that no table knows', () => {
    const codes = { purchaseCurrency: '000', merchantCountryCode: '999', mcc: '0000' };
    expect(parseWith(codes)).toStrictEqual({ ...required, ...codes });
  });

  it('takes the last of members with one name, and reads past a byte order mark', () => {
    const text = JSON.stringify(required).replace('{', '\ufeff{"mcc":"0742",');
    expect(parseText(text).mcc).toBe('5942');
  });

  it('is frozen throughout', () => {
    const request = parseWith({ plugins: ['a'], homePhone: { cc: '1' }, supportedFeatures: '[]' });
    const parts = [request, request.plugins, request.homePhone, request.supportedFeatures];
    expect(parts.map(Object.isFrozen)).toEqual([true, true, true, true]);
  });
});

describe('a request that nothing can be read from', () => {
  it.each([
    ['not UTF-8', Buffer.from([0x7b, 0xff, 0x7d])],
    ['not UTF-8', Buffer.from([0xed, 0xa0, 0x80])],
    ['not JSON', Buffer.from('')],
    ['not JSON', Buffer.from('{"mcc":')],
    ['not JSON', Buffer.from('['.repeat(65_536))],
    ['not a JSON object', Buffer.from('null')],
    ['not a JSON object', Buffer.from('"text"')],
    ['not a JSON object', Buffer.from(`${'['.repeat(32_768)}${']'.repeat(32_768)}`)],
  ])('is told to be %s, in either environment', (what, opened) => {
    const { status, faults } = refusalOf(() => parseRequest(opened));
    expect(status).toBe(400);
    const diagnosis = { fault: `the decrypted request is ${what}` };
    expect(faults).toMatchObject([{ code: 'decrypt-failed', diagnosis, always: true }]);
  });
});

describe('a request with faults', () => {
  it('is told all of them, by the paths and in the order of the schema', () => {
    const { faults, note } = refusalOf(() =>
      parseText(
        JSON.stringify({
          shippingAddress: { addressCountry: 'US', addressCity: '' },
          ...{ plugins: 'all', mcc: '1', merchantName: null, purchaseDate: '20260230093000' },
        }),
      ),
    );
    expect(faults).toEqual([
      ...missing(
        'purchaseAmount, purchaseCurrencyExponent, purchaseCurrency, merchantName, merchantCountryCode',
      ),
      ...misformed(
        'purchaseDate, mcc, plugins, shippingAddress.addressCity, shippingAddress.addressCountry',
      ),
    ]);
    expect(note).toBe(faults.map(({ diagnosis }) => diagnosis.sentence).join('; '));
  });

  it('names a member once, however many faults it has', () => {
    expect(faultsOf({ purchaseAmount: '-1'.repeat(20) })).toEqual(misformed('purchaseAmount'));
  });

  it.each([
    ['purchaseAmount', 4999],
    ['purchaseAmount', '9223372036854775808'],
    ['purchaseAmount', '12.50'],
    ['purchaseCurrencyExponent', '10'],
    ['purchaseCurrency', 'USD'],
    ['merchantCountryCode', '84'],
    ['mcc', '59420'],
    ['merchantName', ''],
    ['ipAddress', '256.0.0.1'],
    ['userAgent', ' '],
    ['colorDepth', '24'],
    ['localStorage', 'true'],
    ['majorOsVersion', 14.5],
    ['plugins', '["PDF Viewer"]'],
    ['plugins', ['PDF Viewer', 7]],
    ['plugins', { 0: 'PDF Viewer' }],
    ['supportedFeatures', 'camera, nfc'],
    ['supportedFeatures', '"camera"'],
    ['supportedFeatures', 'null'],
    ['supportedFeatures', '[1]'],
    ['cardHolderName', { first: 'Avery' }],
    ['cardHolderName', ['Avery']],
    ['billingAddress', '12 Harbour Street'],
    ['billingAddress', []],
    ['billingAddress', 12],
  ])('is told that %s may not be %j', (member, value) => {
    expect(faultsOf({ [member]: value })).toEqual(misformed(member));
  });

  it('is told where half a surrogate pair is', () => {
    const half = '\ud83e';
    const members = {
      ...{ merchantName: half, plugins: [half], supportedFeatures: JSON.stringify([half]) },
      billingAddress: { addressCity: half },
    };
    expect(faultsOf(members)).toEqual(
      misformed('merchantName, supportedFeatures, plugins, billingAddress.addressCity'),
    );
  });

  it('never has its values repeated', () => {
    const refusal = refusalOf(() => parseWith({ primaryEmail: 'a@', ipAddress: 'avery.example' }));
    expect(`${refusal.note} ${JSON.stringify(refusal.faults)}`).not.toContain('avery');
  });
});

describe('a hostile request', () => {
  it('changes nobody’s prototype', () => {
    const hostile = `{"__proto__":{"mcc":"0742"},"constructor":{"prototype":{"x":1}},"toString":"x"`;
    const parsed = parseText(JSON.stringify(required).replace('{', `${hostile},`));
    expect(parsed).toStrictEqual(required);
    expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
  });

  it('gains nothing by a prototype that has the required members', () => {
    const text = JSON.stringify({ ['__proto__']: required });
    expect(refusalOf(() => parseText(text)).faults[0]?.code).toBe('required-missing');
  });

  const deep = `${'['.repeat(30_000)}${']'.repeat(30_000)}`;
  const parseDeep = (member: string) =>
    parseText(JSON.stringify(required).replace('{', `{${member},`));

  it('may nest an unknown member as deep as a body allows', () => {
    expect(parseDeep(`"x":${deep}`)).toStrictEqual(required);
  });

  it.each([
    ['cardHolderName', deep],
    ['homePhone', deep],
    ['plugins', deep],
    ['supportedFeatures', `"${deep}"`],
  ])('is told of %s that nests as deep as a body allows', (member, value) => {
    const { faults } = refusalOf(() => parseDeep(`"${member}":${value}`));
    expect(faults).toEqual(misformed(member));
  });

  it('gets one fault for a list, however many of its items are wrong', () => {
    expect(faultsOf({ plugins: new Array(30_000).fill(1) })).toEqual(misformed('plugins'));
  });
});

/** A member's value: good in kind now and then, and anything else. */
const anyValue = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.string({ unit: 'binary', maxLength: 50 }),
  fc.constantFrom('1', '840', '5942', '20260115093000'),
  fc.record({ cc: fc.constantFrom('1', 1, null), addressCity: fc.string() }),
);

const anyRequest = fc.oneof(
  fc.jsonValue(),
  fc.dictionary(fc.constantFrom(...Object.keys(requestShape), '__proto__', 'x'), anyValue),
  fc
    .dictionary(fc.constantFrom(...Object.keys(requestShape)), anyValue, { maxKeys: 3 })
    .map((members) => ({ ...required, ...members })),
);

describe('any JSON value at all', () => {
  it('is a frozen request of known members, or a refusal with one status', () => {
    const outcomes = { accepted: 0, refused: 0 };
    const property = fc.property(anyRequest, (value) => {
      try {
        const request = parseText(JSON.stringify(value));
        outcomes.accepted += 1;
        expect(Object.isFrozen(request)).toBe(true);
        expect(Object.keys(requestShape)).toEqual(expect.arrayContaining(Object.keys(request)));
        expect(parseText(JSON.stringify(request))).toStrictEqual(request);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        outcomes.refused += 1;
        expect(error.status).toBe(400);
        expect(error.faults.length).toBeGreaterThan(0);
        for (const { details } of error.faults) expect(details).not.toBe('');
      }
    });
    fc.assert(property, { numRuns: 2_000, seed: 1 });
    expect(outcomes.accepted).toBeGreaterThan(50);
    expect(outcomes.refused).toBeGreaterThan(50);
  });

  it('and any bytes are refused, never more', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(refusalOf(() => parseRequest(bytes)).status).toBe(400);
      }),
      { seed: 1 },
    );
  });
});

describe('members that need not be whole', () => {
  const read = (text: string) => readMembers(JSON.parse(text));

  it('are what was given, none of them required', () => {
    expect(read('{"primaryEmail":"a@b.example","homePhone":{"cc":"1"}}')).toEqual({
      members: { primaryEmail: 'a@b.example', homePhone: { cc: '1' } },
    });
    expect(read('{}')).toEqual({ members: {} });
  });

  it('are frozen, without what is unknown or null', () => {
    const { members } = read('{"__proto__":{"mcc":"1"},"mcc":null,"more":1,"language":"en"}');
    expect(Object.entries(members ?? {})).toEqual([['language', 'en']]);
    expect(Object.isFrozen(members)).toBe(true);
  });

  it('have their paths told where they are not as they must be, in the order of the schema', () => {
    const { faults } = read(
      '{"ipAddress":"1.2.3.999","billingAddress":{"addressCountry":"US"},"mcc":"a secret","plugins":[1]}',
    );
    expect(faults).toEqual(['mcc', 'ipAddress', 'plugins', 'billingAddress.addressCountry']);
  });

  it.each(['null', '[]', '1', '"text"'])('are no %s', (text) => {
    expect(read(text)).toEqual({ faults: [''] });
  });
});
