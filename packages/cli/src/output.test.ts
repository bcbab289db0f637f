import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { details } from './details.ts';
import { columns } from './fold.ts';
import { quoted, retyped } from './retyped.ts';
import { table } from './table.ts';
import { createTerminal } from './terminal.ts';

const silent = { write: () => undefined };
const { style } = createTerminal({ json: false, out: silent, err: silent, noColor: true });

const layout = [
  { title: 'name', of: (row: readonly string[]) => row[0] ?? '' },
  { title: 'what', of: (row: readonly string[]) => row[1] ?? '' },
];

describe('a table', () => {
  it('aligns its columns under their titles', () => {
    const rows = [
      ['shop', 'first'],
      ['a-longer-name', 'second'],
    ];
    expect(table({ columns: layout, rows }, style)).toEqual([
      'name           what',
      'shop           first',
      'a-longer-name  second',
    ]);
  });

  it('goes on below itself in its last column, at spaces where there are some', () => {
    const rows = [['x', `${'word '.repeat(20)}${'y'.repeat(100)}`]];
    const lines = table({ columns: layout, rows }, style);
    expect(lines.length).toBeGreaterThan(3);
    expect(lines[2]).toMatch(/^ {6}\S/);
  });

  it('fits a terminal, whatever is in it', () => {
    const cells = fc.tuple(fc.string({ maxLength: 40 }), fc.string({ maxLength: 300 }));
    fc.assert(
      fc.property(fc.array(cells), (rows) => {
        const long = table({ columns: layout, rows }, style).filter(
          (line) => line.length > columns,
        );
        expect(long).toEqual([]);
      }),
    );
  });

  it('lets nobody’s words move the cursor or turn text around', () => {
    const [, line] = table({ columns: layout, rows: [['\u001b[2Jx', '\u202eabc']] }, style);
    expect([...(line ?? '')].filter((one) => '\u001b\u202e'.includes(one))).toEqual([]);
  });
});

describe('details', () => {
  it('stand beside their names, and fingerprints below', () => {
    const fingerprint = 'a'.repeat(64);
    expect(
      details(
        [
          ['status', 'active'],
          ['certificate', fingerprint],
          ['reason', undefined],
          ['members', []],
        ],
        style,
      ),
    ).toEqual([
      '  status            active',
      '  certificate',
      `    ${fingerprint}`,
      '  members           –',
    ]);
  });
});

describe('the next command to type', () => {
  it('leads through the same door, to the same environment', () => {
    const folder = { data: '/srv/my data' };
    expect(retyped('key list', { data: '.whorl' })).toBe('npx whorl key list');
    expect(retyped('key list', folder)).toBe("npx whorl key list --data '/srv/my data'");
    expect(
      retyped('key list', { ...folder, adminUrl: 'https://x:9443', environment: 'production' }),
    ).toBe('npx whorl key list --environment production --admin-url https://x:9443');
  });

  it('is safe to paste', () => {
    expect(quoted("it's; rm -rf $HOME")).toBe("'it'\\''s; rm -rf $HOME'");
  });
});
