/** The table of diagnoses against the code that takes its rows. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { diagnoses } from '@whorl/contract';
import { expect, it } from 'vitest';

const packages = fileURLToPath(new URL('../../packages/', import.meta.url));
const isTable = (name: string): boolean => name.startsWith('contract/src/diagnosis/');
const sources = globSync('*/src/**/*.ts', { cwd: packages })
  .filter((name) => !name.endsWith('.test.ts') && !isTable(name))
  .map((name) => readFileSync(join(packages, name), 'utf8'));

it('each row of the table is taken somewhere', () => {
  const isTaken = (code: string) => sources.some((source) => source.includes(`'${code}'`));
  expect(Object.keys(diagnoses).filter((code) => !isTaken(code))).toEqual([]);
});
