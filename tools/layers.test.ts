import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { breaches } from './layers.ts';

/** What the checker says of a tree that holds these files alone. */
function breachesOf(files: Readonly<Record<string, string>>): string[] {
  const packages = mkdtempSync(join(tmpdir(), 'whorl-layers-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(packages, path)), { recursive: true });
      writeFileSync(join(packages, path), text);
    }
    return breaches(packages);
  } finally {
    rmSync(packages, { recursive: true });
  }
}

it('holds for the packages as they are', () => {
  expect(breaches(fileURLToPath(new URL('../packages', import.meta.url)))).toEqual([]);
});

it.each([
  ['a package further out', 'contract/src/a.ts', `import { x } from '@whorl/engine';`],
  ['values where types are allowed', 'engine/src/a.ts', `import { x } from '@whorl/contract';`],
  ['values among types', 'engine/src/a.ts', `import { type X, y } from '@whorl/contract';`],
  ['over several lines', 'client/src/a.ts', `import {\n  x,\n} from '@whorl/server';`],
  ['for its side effects', 'client/src/a.ts', `import '@whorl/server';`],
  ['on the fly', 'client/src/a.ts', `const x = await import('@whorl/server');`],
  ['by passing on', 'client/src/a.ts', `export * from '@whorl/server';`],
  ['Node.js in the engine', 'engine/src/a.ts', `import { hash } from 'node:crypto';`],
  ['an unlisted npm package', 'contract/src/a.ts', `import { x } from 'lodash';`],
  [
    'a store instead of its promise',
    'server/src/pipeline/a.ts',
    `import { x } from '../network/memory/b.ts';`,
  ],
  [
    'the other store',
    'server/src/network/a.ts',
    `import type { X } from '../registry/registry.ts';`,
  ],
  [
    'past the front door of a package',
    'client/src/a.ts',
    `import { x } from '../../contract/src/b.ts';`,
  ],
])('finds an import against the law: %s', (_, path, text) => {
  expect(breachesOf({ [path]: text })).toEqual([
    expect.stringContaining(path.replace('/src/', '/')),
  ]);
});

it.each([
  ['types where types are allowed', 'engine/src/a.ts', `import type { X } from '@whorl/contract';`],
  ['types by name', 'engine/src/a.ts', `import { type X } from '@whorl/contract';`],
  ['a promise', 'server/src/pipeline/a.ts', `import type { N } from '../network/network.ts';`],
  [
    'concrete parts in compose.ts',
    'server/src/compose.ts',
    `import { m } from './network/memory/b.ts';`,
  ],
  ['anything in a test', 'engine/src/a.test.ts', `import { it } from 'vitest';\nMath.random();`],
  [
    'what only a comment says',
    'engine/src/a.ts',
    `// import { x } from 'lodash';\n/* Date.now() */`,
  ],
])('lets pass: %s', (_, path, text) => {
  expect(breachesOf({ [path]: text })).toEqual([]);
});

it('finds two folders that import each other', () => {
  const found = breachesOf({
    'engine/src/score/a.ts': `import { b } from '../signals/b.ts';`,
    'engine/src/signals/c.ts': `import type { D } from '../score/d.ts';`,
  });
  expect(found).toEqual(['engine/score and engine/signals import each other']);
});

it('lets a folder and the folder around it import each other', () => {
  const found = breachesOf({
    'engine/src/assess.ts': `import { b } from './signals/b.ts';`,
    'engine/src/signals/b.ts': `import type { Facts } from '../facts.ts';`,
  });
  expect(found).toEqual([]);
});

it.each([
  'Date.now()',
  'new Date()',
  'new Date',
  'Math.random()',
  'performance.now()',
  'crypto.randomUUID()',
  'globalThis.crypto.getRandomValues(a)',
  'setTimeout(f, 1)',
])('finds a clock or chance in the engine: %s', (use) => {
  expect(breachesOf({ 'engine/src/a.ts': `const x = ${use};` })).toHaveLength(1);
  expect(breachesOf({ 'server/src/config/a.ts': `const x = ${use};` })).toEqual([]);
});

it('lets the engine read a date it was given', () => {
  expect(breachesOf({ 'engine/src/a.ts': 'const x = new Date(nowMs);' })).toEqual([]);
});
