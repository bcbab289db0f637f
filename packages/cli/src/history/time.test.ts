import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Unreadable } from './row.ts';
import { readTime } from './time.ts';
import { createZone } from './zone.ts';

function read(text: string, zone?: string): string {
  const atMs = readTime(text, zone === undefined ? undefined : createZone(zone));
  return atMs instanceof Unreadable ? atMs.why : new Date(atMs).toISOString();
}

const instant = fc.date({
  min: new Date('2001-09-09T01:46:40Z'),
  max: new Date('2200-01-01T00:00:00Z'),
  noInvalidDate: true,
});

describe('a time', () => {
  it('is that of the platform, in every form', () => {
    fc.assert(
      fc.property(instant, (date) => {
        const iso = date.toISOString();
        const second = `${iso.slice(0, 19)}.000Z`;
        expect(read(iso)).toBe(iso);
        expect(read(iso.replace('T', ' ').replace('Z', ''))).toBe(iso);
        expect(read(String(date.getTime()))).toBe(iso);
        expect(read(String(Math.floor(date.getTime() / 1000)))).toBe(second);
        expect(read(iso.replace(/[-:]|\..*/g, ''))).toBe(second);
        expect(read(iso.replace(/[-:T]|\..*/g, ''))).toBe(second);
      }),
    );
  });

  it('is unreal where the platform says so', () => {
    const part = (max: number) =>
      fc.integer({ min: 0, max }).map((value) => String(value).padStart(2, '0'));
    const year = fc.integer({ min: 1970, max: 2400 });
    fc.assert(
      fc.property(year, part(14), part(33), (y, month, day) => {
        const text = `${y}-${month}-${day}`;
        const date = new Date(`${text}T00:00:00Z`);
        const isReal = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
        expect(read(text)).toBe(
          isReal ? date.toISOString() : 'is no time that ever was: see to its month, day and hour',
        );
      }),
    );
  });

  it.each([
    ['2018-04-01 00:00:31', '2018-04-01T00:00:31.000Z'],
    ['2018-04-01T00:00', '2018-04-01T00:00:00.000Z'],
    ['2018-04-01', '2018-04-01T00:00:00.000Z'],
    ['2018-04-01T02:00:00+02:00', '2018-04-01T00:00:00.000Z'],
    ['2018-04-01 02:00:00.123456+02', '2018-04-01T00:00:00.123Z'],
    ['2018-04-01T00:00:00-0330', '2018-04-01T03:30:00.000Z'],
    ['2018-04-01 00:00:00 UTC', '2018-04-01T00:00:00.000Z'],
    ['2018-04-01t00:00:00,5z', '2018-04-01T00:00:00.500Z'],
    ['1522540831.25', '2018-04-01T00:00:31.250Z'],
    ['100000000', '1973-03-03T09:46:40.000Z'],
    ['9999999999', '2286-11-20T17:46:39.000Z'],
    ['1000000000000', '2001-09-09T01:46:40.000Z'],
    ['9999999999999.9', '2286-11-20T17:46:39.999Z'],
  ])('%s is %s', (text, iso) => expect(read(text)).toBe(iso));

  it.each([
    '2019-02-29',
    '2018-13-01',
    '2018-04-31',
    '2018-04-01 24:00:00',
    '2016-12-31T23:59:60Z',
    '0018-04-01',
    '2018-04-01T00:00:00+24:00',
    '20180431000000',
  ])('%s never was', (text) => expect(read(text)).toMatch(/^is no time that ever was/));

  it.each([
    '31',
    '20180401',
    '12345678',
    '201804010000',
    '15225408310',
    '1522540831000000',
    '04/01/2018',
    '0123456789',
    '-5',
    'now',
  ])('%s cannot be told', (text) => expect(read(text)).toMatch(/^is no time that can be told/));

  it('before 1970 is none that a purchase was made at', () =>
    expect(read('1969-12-31 23:59:59')).toBe('is before 1970'));
});

/** What a zone's clock shows, by the platform. */
function localOf(atMs: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return format.format(atMs);
}

describe('a time by the clock of a zone', () => {
  const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'];

  it('is shown by that clock, and is the first at which it is', () => {
    const second = fc.integer({ min: 1e9, max: 2.5e9 });
    fc.assert(
      fc.property(second, fc.constantFrom(...zones, 'America/St_Johns'), (atSecond, zone) => {
        const local = localOf(atSecond * 1000, zone);
        const found = Date.parse(read(local, zone));
        expect(localOf(found, zone)).toBe(local);
        expect(found).toBeLessThanOrEqual(atSecond * 1000);
      }),
    );
  });

  it.each([
    ['summer', '2018-07-01 12:00:00', 'Europe/Berlin', '2018-07-01T10:00:00.000Z'],
    ['winter', '2018-01-01 12:00:00', 'Europe/Berlin', '2018-01-01T11:00:00.000Z'],
    [
      'the last second before a gap',
      '2018-03-25 01:59:59',
      'Europe/Berlin',
      '2018-03-25T00:59:59.000Z',
    ],
    [
      'within a gap: an hour on',
      '2018-03-25 02:30:00',
      'Europe/Berlin',
      '2018-03-25T01:30:00.000Z',
    ],
    ['after a gap', '2018-03-25 03:00:00', 'Europe/Berlin', '2018-03-25T01:00:00.000Z'],
    [
      'what comes twice: the first',
      '2018-10-28 02:30:00',
      'Europe/Berlin',
      '2018-10-28T00:30:00.000Z',
    ],
    ['after what comes twice', '2018-10-28 03:00:00', 'Europe/Berlin', '2018-10-28T02:00:00.000Z'],
    ['a gap in America', '2018-03-11 02:30:00', 'America/New_York', '2018-03-11T07:30:00.000Z'],
    [
      'what comes twice in America',
      '2018-11-04 01:30:00',
      'America/New_York',
      '2018-11-04T05:30:00.000Z',
    ],
    [
      'half an hour of summer',
      '2018-10-07 02:15:00',
      'Australia/Lord_Howe',
      '2018-10-06T15:45:00.000Z',
    ],
    ['midnight that is skipped', '2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
    ['a day that was skipped', '2011-12-30 12:00:00', 'Pacific/Apia', '2011-12-30T22:00:00.000Z'],
    [
      'a time that says its own zone',
      '2018-07-01T12:00:00Z',
      'Europe/Berlin',
      '2018-07-01T12:00:00.000Z',
    ],
    ['an epoch', '1522540831', 'Europe/Berlin', '2018-04-01T00:00:31.000Z'],
  ])('%s', (_, text, zone, iso) => expect(read(text, zone)).toBe(iso));

  it('is of a zone that there is', () =>
    expect(() => createZone('Europe/Berlyn')).toThrow(
      '--time-zone: "Europe/Berlyn" is no time zone. Give a name of the IANA list, such as Europe/Berlin.',
    ));
});
