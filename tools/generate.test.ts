import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { generate } from './generate.ts';

const files = await generate();

it.each(Object.keys(files))('is fresh: %s', (path) => {
  const committed = readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
  expect(committed === files[path], 'stale: run node tools/generate.ts').toBe(true);
});

it('asks for no library at run time', () => {
  for (const text of Object.values(files))
    expect(text).not.toMatch(/\b(require|import)\b *\(|^import/m);
});
