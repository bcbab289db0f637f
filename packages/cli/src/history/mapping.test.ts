import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { requestFields } from './fields.ts';
import { parseMapping } from './mapping.ts';
import { planColumns, planPaths } from './plan.ts';

const file = (text: string) => ({ name: 'map.json', text });

describe('a mapping', () => {
  it('is typed, or in a file, or both: what is typed counts', () => {
    const given = {
      map: ['account=CUSTOMER=ID', ' billingAddress.addressCity = City '],
      file: file('\uFEFF{"account":"C","time":"T"}'),
    };
    expect([...parseMapping(given)].sort()).toEqual([
      ['account', 'CUSTOMER=ID'],
      ['billingAddress.addressCity', 'City'],
      ['time', 'T'],
    ]);
  });

  it.each([
    [['acount=x'], /^--map: "acount" is no field of a request\. Did you mean "account"\?/],
    [['billingAddress.city=x'], /^--map: "billingAddress\.city" is no field/],
    [['billingadress.addressCity=x'], /Did you mean "billingAddress\.addressCity"\?/],
    [['__proto__=x'], /^--map: "__proto__" is no field of a request\. Fields/],
    [['constructor=x'], /is no field/],
    [['billingAddress=x'], /is no field/],
    [['account'], /^--map takes field=column/],
    [['account='], /^--map takes field=column/],
    [['=x'], /^--map takes field=column/],
    [['account=x', 'account=y'], '--map gives account twice. Give it once.'],
  ])('%s is refused', (map, message) => expect(() => parseMapping({ map })).toThrow(message));

  it.each([
    ['[]', /^map\.json is no mapping\. It is a JSON object/],
    ['{', /^map\.json is no mapping/],
    ['"account"', /^map\.json is no mapping/],
    ['{"account":1}', 'map.json: what account has is no name of a column.'],
    ['{"account":" "}', 'map.json: what account has is no name of a column.'],
    ['{"tiem":"x"}', /^map\.json: "tiem" is no field of a request\. Did you mean "time"\?/],
    ['{"__proto__":"x"}', /"__proto__" is no field/],
  ])('a file with %s is refused', (text, message) =>
    expect(() => parseMapping({ file: file(text) })).toThrow(message),
  );
});

describe('a plan for columns', () => {
  const plan = (columns: readonly string[], map: readonly string[] = []) =>
    planColumns(parseMapping({ map }), { name: 'x.csv', columns }).map(
      ({ field, index }) => `${field}=${index}`,
    );

  it('takes what is mapped, and what is called like a field', () =>
    expect(plan([' time ', 'C', 'primaryEmail', 'other'], ['account=C'])).toEqual([
      'account=1',
      'time=0',
      'primaryEmail=2',
    ]));

  it('does not take a column for its name when it was given another field, nor a field twice', () => {
    expect(plan(['time', 'reference'], ['account=reference'])).toEqual(['account=1', 'time=0']);
    expect(plan(['time', 'account', 'C'], ['hashedAccountId=C'])).toEqual([
      'hashedAccountId=2',
      'time=0',
    ]);
  });

  it('can give one column to two fields', () =>
    expect(plan(['t', 'id'], ['time=t', 'account=id', 'reference=id'])).toEqual([
      'time=0',
      'account=1',
      'reference=1',
    ]));

  it('does not mind columns that are there twice and not used', () =>
    expect(plan(['time', 'x', 'x', '', ''])).toEqual(['time=0']));

  it.each([
    [['time', 'x', 'x'], ['account=x'], 'x.csv has the column "x" twice. Rename one of them.'],
    [['time'], ['account=x'], 'x.csv has no column "x".'],
    [
      ['time', 'a', 'b'],
      ['amount=a', 'purchaseAmount=b'],
      /^amount and purchaseAmount are the same/,
    ],
  ])('refuses %s with %s', (columns, map, message) =>
    expect(() => plan(columns, map)).toThrow(message),
  );
});

describe('a plan for paths', () => {
  it('has every field under its own name, but for those that are mapped', () => {
    const plan = planPaths(parseMapping({ map: ['time=at', 'account=mcc'] }), 'x.jsonl');
    const columns = new Map(plan.map(({ field, column }) => [field, column]));
    expect(columns.get('time')).toBe('at');
    expect(columns.get('account')).toBe('mcc');
    expect(columns.has('hashedAccountId')).toBe(false);
    expect(columns.has('mcc')).toBe(false);
    expect(columns.get('billingAddress.addressCity')).toBe('billingAddress.addressCity');
  });
});

describe('the fields', () => {
  it('are of the kinds that a request has them in', () => {
    const kinds: Record<string, string> = {};
    const walk = (value: unknown, path: string): void => {
      if (typeof value === 'object' && value !== null && !Array.isArray(value))
        for (const [name, inner] of Object.entries(value))
          walk(inner, path ? `${path}.${name}` : name);
      else kinds[path] = kindOf(value);
    };
    walk(JSON.parse(readFileSync('api/examples/full.json', 'utf8')), '');
    expect(Object.keys(kinds).length).toBeGreaterThan(50);
    expect(requestFields).toMatchObject(kinds);
  });
});

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'list';
  return { string: 'text', number: 'integer', boolean: 'boolean' }[typeof value as string] ?? '';
}
