import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { unknownVariables } from './unknown-variables.ts';

describe('a misspelled variable', () => {
  it.each([
    ['WHORL_PROT', 'WHORL_PORT'],
    ['WHORL_LOGLEVEL', 'WHORL_LOG_LEVEL'],
    ['WHORL_MASTERKEY', 'WHORL_MASTER_KEY'],
    ['WHORL_PRODUCTION_HOSTS', 'WHORL_PRODUCTION_HOST'],
  ])('%s is named with the one that was meant', (name, nearest) => {
    expect(unknownVariables({ [name]: 'x' })).toEqual([{ name, nearest }]);
  });

  it('that is like none is named alone', () => {
    expect(unknownVariables({ WHORL_SOMETHING_ELSE: 'x' })).toEqual([
      { name: 'WHORL_SOMETHING_ELSE' },
    ]);
  });

  it('of another program is none of ours', () => {
    expect(unknownVariables({ PATH: '/bin', WHORLWIND: '1', whorl_port: '1' })).toEqual([]);
  });
});

it('every variable that the sources name is known', () => {
  const root = fileURLToPath(new URL('../../../../', import.meta.url));
  const files = globSync(['bin/**/*.js', 'packages/*/src/**/*.ts', 'tools/*.ts'], { cwd: root });
  const sources = files.filter((path) => !path.endsWith('.test.ts'));
  const names = sources.flatMap((path) => [
    ...readFileSync(`${root}/${path}`, 'utf8').matchAll(
      /(?<=env\w*\.|env\('|variable: ')WHORL_\w+/g,
    ),
  ]);
  const used = Object.fromEntries(names.map(([name]) => [name, 'x']));
  expect(Object.keys(used)).toContain('WHORL_DATA');
  expect(Object.keys(used)).toContain('WHORL_VERBOSE');
  expect(unknownVariables(used)).toEqual([]);
});
