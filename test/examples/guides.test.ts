/** The guides as they stand: their programs are those of the examples, their links lead somewhere. */
import { existsSync, globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { languages } from '../../packages/cli/src/kit/languages.ts';
import { blocksOf, readPage, root } from '../support/guides.ts';

const guides = globSync('docs/guides/*.md', { cwd: root }).sort();

describe('a program in a guide', () => {
  const examples = globSync('examples/*/call.*', { cwd: root }).map(readPage);
  const programs = guides.flatMap((path) =>
    ['js', 'ts'].flatMap((language) =>
      blocksOf(readPage(path), language).map((text) => ({ path, text })),
    ),
  );

  it('is there', () => expect(programs.length).toBeGreaterThan(2));

  it.each(programs)('of $path is a part of an example as it stands', ({ text }) => {
    expect(examples.some((example) => example.includes(text))).toBe(true);
  });
});

describe('the guide to the first call', () => {
  const text = readPage('docs/guides/first-call.md');

  it('says of Java what its kit says, which no test can run without Maven', () => {
    const ofWhateverKit = {} as never;
    for (const step of languages.java.steps(ofWhateverKit)) expect(text).toContain(step);
  });
});

describe('the list of guides', () => {
  const list = readPage('docs/guides/README.md');
  const names = guides.map((path) => path.replace('docs/guides/', ''));

  it.each(names.filter((name) => name !== 'README.md'))('has %s', (name) =>
    expect(list).toContain(`(${name})`),
  );
});

describe('links', () => {
  const pages = globSync('{*.md,docs/**/*.md,examples/*.md,packages/*/README.md}', { cwd: root });

  it.each(pages)('of %s lead to files that are there', (path) => {
    const targets = [...readPage(path).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(
      ([, to = '']) => to,
    );
    const own = targets.filter((to) => !/^[a-z]+:/.test(to));
    expect(own.filter((to) => !existsSync(join(root, dirname(path), to)))).toEqual([]);
  });
});
