import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requestFields } from './fields.ts';
import { maxRowLength } from './row.ts';
import { readAll } from './testing/read-all.ts';

const handbook = [
  'TRANSACTION_ID,TX_DATETIME,CUSTOMER_ID,TERMINAL_ID,TX_AMOUNT',
  '0,2018-04-01 00:00:31,596,3156,57.16',
  '1,2018-04-01 00:02:10,4961,3412,81.51',
].join('\r\n');

const map = [
  'reference=TRANSACTION_ID',
  'time=TX_DATETIME',
  'account=CUSTOMER_ID',
  'merchant=TERMINAL_ID',
  'amount=TX_AMOUNT',
];

const purchases = [
  {
    line: 2,
    atMs: 1_522_540_831_000,
    spend: { currency: '840', tenThousandths: 571_600 },
    reference: '0',
    members: { hashedAccountId: '596', acquirerMerchantId: '3156' },
  },
  {
    line: 3,
    atMs: 1_522_540_930_000,
    spend: { currency: '840', tenThousandths: 815_100 },
    reference: '1',
    members: { hashedAccountId: '4961', acquirerMerchantId: '3412' },
  },
];

const mark = Buffer.from([0xef, 0xbb, 0xbf]);

describe('a file of history', () => {
  it.each([
    ['as CSV', handbook],
    ['with a byte order mark', Buffer.concat([mark, Buffer.from(handbook)])],
    ['with semicolons', handbook.replaceAll(',', ';')],
    ['with tabs', handbook.replaceAll(',', '\t')],
    ['in gzip', gzipSync(handbook)],
    [
      'in gzip twice over, one after the other',
      Buffer.concat([gzipSync(handbook.slice(0, 70)), gzipSync(handbook.slice(70))]),
    ],
    ['with quotes around all', handbook.replace(/[^,\r\n]+/g, '"$&"')],
  ])('is read %s', async (_, content) => {
    expect(await readAll(content, { map })).toEqual(purchases);
    expect(await readAll(content, { map, chunkBytes: 1 })).toEqual(purchases);
  });

  it('has what is between its cells by the header, outside of quotes', async () =>
    expect(await readAll('"a, b, c";time\nx;1522540831\n', { map: ['account=a, b, c'] })).toEqual([
      { line: 2, atMs: 1_522_540_831_000, members: { hashedAccountId: 'x' } },
    ]));

  it('has between its cells what it is said to have', async () =>
    expect(await readAll('a,b,c;time\nx;1522540831\n', { delimiter: ';' })).toHaveLength(1));

  it('is read as JSON Lines, by paths into its rows', async () => {
    const rows = [
      '{"at":1522540831,"who":{"id":596},"merchant":"3156","amount":57.16,"reference":0}',
      '{"at":1522540930000,"who":{"id":"4961"},"acquirerMerchantId":"3412","amount":"81.51","reference":"1"}',
    ];
    const options = { map: ['time=at', 'account=who.id'] };
    const lined = purchases.map((purchase, index) => ({ ...purchase, line: index + 1 }));
    expect(await readAll(rows.join('\n'), options)).toEqual(lined);
    expect(await readAll(gzipSync(rows.join('\n')), options)).toEqual(lined);
  });

  it('can be gone on with after a line', async () =>
    expect(await readAll(handbook, { map, afterLine: 2 })).toEqual(purchases.slice(1)));

  it('gives the members that it has, under the request’s own names and in their types', async () => {
    const header =
      'time,billingAddress.addressCity,accountDetails.cardBin,screenWidth,cookiesEnabled,plugins,primaryEmail,note';
    const row = '1522540831, Rome ,411111,1920,TRUE,"[""PDF""]",,x';
    expect(await readAll(`${header}\n${row}`)).toEqual([
      {
        line: 2,
        atMs: 1_522_540_831_000,
        members: {
          billingAddress: { addressCity: 'Rome' },
          accountDetails: { cardBin: '411111' },
          screenWidth: 1920,
          cookiesEnabled: true,
          plugins: ['PDF'],
        },
      },
    ]);
  });

  it('can be a file of requests', async () => {
    const request = JSON.parse(readFileSync('api/examples/full.json', 'utf8'));
    const [read] = await readAll(JSON.stringify({ ...request, time: 1_522_540_831 }));
    const spend = { currency: '840', tenThousandths: Number(request.purchaseAmount) * 100 };
    expect(read).toEqual({ line: 1, atMs: 1_522_540_831_000, spend, members: request });
  });

  it('says the currency of a purchase, and how many decimals it has', async () => {
    const header = 'time,amount,purchaseCurrency,purchaseCurrencyExponent';
    const rows = [
      '1522540831,1500,JPY,',
      '1522540831,1.5,978,',
      '1522540831,1.5,,',
      '1522540831,1.5,USD,0',
    ];
    const read = async (options = {}) =>
      (await readAll([header, ...rows].join('\n'), options)).map((row) =>
        'reject' in row ? row.reject : row.spend,
      );
    expect(await read({ currency: 'GBP' })).toEqual([
      { currency: '392', tenThousandths: 15_000_000 },
      { currency: '978', tenThousandths: 15_000 },
      { currency: '826', tenThousandths: 15_000 },
      'amount has more decimals than its currency',
    ]);
    expect((await read({ amountMinor: true }))[0]).toEqual({
      currency: '392',
      tenThousandths: 15_000_000,
    });
  });
});

describe('a row', () => {
  it.each([
    ['', '', 'time is missing'],
    ['amount', 'abc', /^amount is no amount/],
    ['purchaseCurrency', 'dollars', /^purchaseCurrency is no currency/],
    ['purchaseCurrencyExponent', '12', 'purchaseCurrencyExponent is no digit'],
    ['screenWidth', '12.5', 'screenWidth is no whole number'],
    ['cookiesEnabled', 'maybe', 'cookiesEnabled is neither true nor false'],
    ['plugins', 'PDF; Flash', /^plugins is no JSON list/],
    ['time', 'yesterday', /^time is no time/],
  ])('is rejected for its %s', async (field, cell, reason) => {
    const columns = field === 'time' || field === '' ? ['time'] : ['time', field];
    const cells = columns.map((name) => (name === field ? cell : '1522540831'));
    const row = field === '' ? ' ' : cells.join(',');
    const [read] = await readAll(`${columns.join(',')}\n${row}\n`);
    expect(read).toEqual({ line: 2, reject: expect.stringMatching(reason) });
  });

  it.each([
    ['an object', '{"time":1522540831,"primaryEmail":{}}', 'primaryEmail is no text'],
    ['half a character', '{"time":1522540831,"primaryEmail":"\\ud800"}', /^primaryEmail has half/],
    [
      'a number that JSON cut',
      '{"time":1522540831,"account":12345678901234567890}',
      /^account has more digits/,
    ],
    ['a number in powers', '{"time":1522540831,"amount":1e-9}', /^amount has more digits/],
  ])('of JSON is rejected for %s', async (_, row, reason) =>
    expect(await readAll(row)).toEqual([{ line: 1, reject: expect.stringMatching(reason) }]),
  );

  it('is rejected when its cells are not as many as the header’s', async () =>
    expect(await readAll('time,account\n1522540831\n1522540831,a,b\n')).toEqual([
      { line: 2, reject: 'has 1 cells where the header has 2' },
      { line: 3, reject: 'has 3 cells where the header has 2' },
    ]));

  it('that is rejected is not repeated, whatever is in it', async () => {
    const fields = Object.keys(requestFields);
    const header = ['time', 'amount', ...fields.filter((field) => field !== 'purchaseAmount')];
    // Long enough to be in no sentence by chance.
    const secret = fc.string({ minLength: 6, maxLength: 20 }).map((text) => `s3cret"${text}`);
    await fc.assert(
      fc.asyncProperty(fc.array(secret, { minLength: 3, maxLength: 3 }), async (words) => {
        const cells = header.map((_, index) => words[index % words.length] ?? '');
        const print = (text: string) => `"${text.replaceAll('"', '""')}"`;
        for (const row of [cells.map(print), cells]) {
          const text = `${header.join(',')}\n${row.join(',')}\n`;
          for (const read of await readAll(text, { chunkBytes: 1000 }))
            expect('reject' in read && read.reject).not.toContain('s3cret');
        }
      }),
    );
  });
});

describe('a file that cannot be read', () => {
  const cut = gzipSync('time\n1522540831\n'.repeat(100));
  const damaged = Buffer.from(cut).fill(0xff, 12, 30);

  it.each([
    ['is empty', '', 'purchases is empty.'],
    ['is blank', ' \n\n ', 'purchases is empty.'],
    [
      'is gzip that was cut off',
      cut.subarray(0, -20),
      /^purchases is gzip and ends before its end: it was cut off\./,
    ],
    ['is damaged gzip', damaged, /^purchases is gzip and is damaged\./],
    ['is gzip by its magic alone', Buffer.from([0x1f, 0x8b]), /^purchases is gzip and ends before/],
    [
      'is text in UTF-16',
      Buffer.from('\uFEFFtime,account\n', 'utf16le'),
      /UTF-16\. Save it as UTF-8/,
    ],
    ['is a spreadsheet', Buffer.from('PK\u0003\u0004rest'), /ZIP archive or a spreadsheet/],
    ['is packed otherwise', Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0]), /zstd/],
    ['is a program', Buffer.from('\u007fELF\u0002\u0000\u0000'), /^purchases is no text\./],
    ['is one JSON list', '[{"time":1}]', /^purchases is one JSON list\..*jq -c/],
    [
      'has no column for the time',
      'account,amount\na,1\n',
      /^No column of purchases gives the time.*--map time=COLUMN/,
    ],
    [
      'gives one thing twice',
      'time,account,hashedAccountId\n',
      /^account and hashedAccountId are the same/,
    ],
    [
      'has a header that is no row',
      'time,"account\n',
      /^The first line of purchases opens a quote that is never closed\.$/,
    ],
    [
      'has a header without an end',
      `time,${'x'.repeat(maxRowLength)}`,
      /^The first line of purchases is longer than 1 MiB/,
    ],
    [
      'has two columns of one name',
      'time,time\n1,2\n',
      'purchases has the column "time" twice. Rename one of them.',
    ],
    [
      'has another member for the time',
      '{"tiem":1}\n',
      /^None of the first 1 rows of purchases has "time".* Did you mean "tiem"\?/,
    ],
  ])('%s', async (_, content, message) => {
    await expect(readAll(content, { chunkBytes: 100_000 })).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringMatching(message),
    });
  });

  it('is told before somebody’s identity in place of a header', async () => {
    const reading = readAll('2018-04-01,Avery Morgan,avery@example.com\n', { map: ['time=date'] });
    await expect(reading).rejects.toThrow(/^purchases has no column "date"\.$/);
  });

  it('says which column may have been meant', async () =>
    expect(readAll(handbook, { map: ['time=TX_DATETIMES'] })).rejects.toThrow(
      'purchases has no column "TX_DATETIMES". Did you mean "TX_DATETIME"?',
    ));

  it('is any bytes: it ends in rows or in a sentence', async () => {
    const lines = fc.constantFrom('', 'time,account\n', '{"time":1}\n', '\u001f', '[');
    await fc.assert(
      fc.asyncProperty(lines, fc.uint8Array({ maxLength: 200 }), async (start, bytes) => {
        const content = Buffer.concat([Buffer.from(start), bytes]);
        const found = await readAll(content).catch((error: Error) => error);
        if (found instanceof Error) expect(found.name).toBe('UsageError');
        else for (const row of found) expect('reject' in row || row.atMs >= 0).toBe(true);
      }),
    );
  });

  it('has a header and no rows: there are none', async () =>
    expect(await readAll('time,account\n')).toEqual([]));
});

describe('names of prototypes', () => {
  it('are names like any other', async () => {
    const rows = await readAll('time,__proto__,constructor\n1522540831,x,y\n');
    expect(rows).toEqual([{ line: 2, atMs: 1_522_540_831_000, members: {} }]);
    const json =
      '{"time":1522540831,"__proto__":{"primaryEmail":"x"},"constructor":{"prototype":1}}';
    expect(await readAll(json)).toEqual([{ line: 1, atMs: 1_522_540_831_000, members: {} }]);
    const path = { map: ['account=__proto__.primaryEmail', 'merchant=constructor.name'] };
    await expect(readAll('{"time":1522540831}', path)).rejects.toThrow(
      /has "__proto__\.primaryEmail"/,
    );
  });
});
