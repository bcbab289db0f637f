/** The public contract is the one that integrators already code against, but for a written list. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { openapi } from '../support/schema.ts';
import { hasShared, readShared } from '../support/shared.ts';
import { type Difference, differencesOf } from './openapi-differences.ts';

interface Group {
  readonly because: string;
  readonly differences: Readonly<Record<string, Difference>>;
}

const groups: readonly Group[] = parse(
  readFileSync(new URL('../../api/differences.yaml', import.meta.url), 'utf8'),
);
const listed: Readonly<Record<string, Difference>> = Object.assign(
  {},
  ...groups.map(({ differences }) => differences),
);

describe.skipIf(!hasShared)('openapi.yaml beside the contract it is held to', () => {
  const theirs = hasShared ? parse(readShared('reference/iit-openapi-0.2.3.yml')) : {};

  it('differs in what api/differences.yaml lists, and in nothing else', () => {
    expect(differencesOf({ theirs, ours: openapi })).toEqual(listed);
  });

  it('has prose of its own', () => {
    const copied = proseOf(openapi).filter((text) => proseOf(theirs).includes(text));
    expect(copied).toEqual([]);
  });
});

it('is listed once, with a reason, wherever it differs', () => {
  const paths = groups.flatMap(({ differences }) => Object.keys(differences));
  expect(new Set(paths).size).toBe(paths.length);
  for (const { because } of groups) expect(because).toMatch(/^[A-Z].{20,}\.$/);
});

const rewritten = Object.entries(listed).filter(
  ([path, { theirs, ours }]) => path.endsWith('.pattern') && theirs && ours,
);

it.each(rewritten)('matches the same texts as theirs: %s', (_, { theirs, ours }) => {
  const [before, after] = [new RegExp(String(theirs)), new RegExp(String(ours))];
  const texts = fc.oneof(
    fc.stringMatching(before),
    fc.stringMatching(after),
    fc.string({ unit: fc.constantFrom('1', '20', ' ', 'x', '-', 'a'), maxLength: 12 }),
  );
  const agree = fc.property(texts, (text) => before.test(text) === after.test(text));
  fc.assert(agree, { seed: 1 });
});

it('describes every schema and every member of a schema', () => {
  const schemas: Readonly<Record<string, Schema>> = openapi.components.schemas;
  const bare = Object.entries(schemas).flatMap(([name, schema]) => [
    ...(schema.description ? [] : [name]),
    ...Object.entries(schema.properties ?? {})
      .filter(([, member]) => !member.description && !member.$ref)
      .map(([member]) => `${name}.${member}`),
  ]);
  expect(bare).toEqual([]);
});

it('says whose contract it follows, and that it is not theirs', () => {
  expect(openapi.info.description).toMatch(/compatible with .* not affiliated/);
  expect(openapi.info.license.name).toBe('Apache-2.0');
});

it('has patterns that hold with the u flag too, as generated code sets it', () => {
  const patterns = Object.values<Schema>(openapi.components.schemas).flatMap((schema) =>
    Object.values(schema.properties ?? {}).flatMap(({ pattern }) => pattern ?? []),
  );
  expect(patterns.length).toBeGreaterThan(10);
  for (const pattern of patterns) expect(() => new RegExp(pattern, 'u'), pattern).not.toThrow();
});

interface Schema {
  readonly $ref?: string;
  readonly description?: string;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
}

/** Descriptions of more than a few words; shorter ones can only be said one way. */
function proseOf(node: unknown): readonly string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) =>
    name === 'description' && typeof value === 'string'
      ? value.split(/\s+/).length > 4
        ? [value.trim()]
        : []
      : proseOf(value),
  );
}
