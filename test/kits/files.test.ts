/** What kits are made of, as it stands: short, in its own language's grammar, and of the versions that are tested. */
import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { KitConfig } from '../../packages/cli/src/kit/kit-config.ts';
import {
  type LanguageName,
  type LanguageRow,
  languages,
} from '../../packages/cli/src/kit/languages.ts';
import { hasProgram } from '../support/programs.ts';
import { exampleTransaction } from '../support/transactions.ts';
import { shipped } from './kit.ts';

const read = (name: string): string => readFileSync(join(shipped, name), 'utf8');
const all = globSync('*/*', { cwd: shipped }).sort();
const root = join(shipped, '../../..');

/** Another program's opinion of a file. */
interface Parser {
  readonly probe: readonly [command: string, ...args: string[]];
  /** Fails for what is not of the grammar. */
  readonly parse: readonly [command: string, ...args: string[]];
}

const python = '/usr/bin/python3';
const xml = 'import sys, xml.dom.minidom; xml.dom.minidom.parse(sys.argv[1])';

const parsers: Readonly<Record<string, Parser>> = {
  js: { probe: [process.execPath, '-v'], parse: [process.execPath, '--check'] },
  mjs: { probe: [process.execPath, '-v'], parse: [process.execPath, '--check'] },
  sh: { probe: ['bash', '--version'], parse: ['bash', '-n'] },
  py: {
    probe: [python, '--version'],
    parse: [python, '-c', 'import ast, sys; ast.parse(open(sys.argv[1]).read())'],
  },
  php: { probe: ['php', '--version'], parse: ['php', '-l'] },
  rb: { probe: ['ruby', '--version'], parse: ['ruby', '-c'] },
  go: { probe: ['gofmt', '-h'], parse: ['gofmt', '-e', '-l'] },
  cs: { probe: ['mcs', '--version'], parse: ['mcs', '--parse'] },
  xml: { probe: [python, '-c', 'import xml.dom.minidom'], parse: [python, '-c', xml] },
};

/** Of files that are not named by their grammar. */
const grammars: Readonly<Record<string, string>> = { Gemfile: 'rb', csproj: 'xml' };

const exampleConfig: KitConfig = {
  ...{ baseUrl: 'https://localhost:8443/identity', environment: 'sandbox', project: 'shop' },
  requestKeyFingerprint: '',
  files: { certificate: '', privateKey: '', requestKey: '', responseKey: '' },
};

const endOf = (name: string): string => name.split(/[./]/).at(-1) ?? '';
const parserOf = (name: string): Parser | undefined =>
  parsers[grammars[endOf(name)] ?? endOf(name)];

describe.each(Object.keys(parsers))('what is %s', (grammar) => {
  const { probe, parse } = parsers[grammar] as Parser;
  const [command, ...args] = probe;
  const names = all.filter((name) => parserOf(name) === parsers[grammar]);

  it.skipIf(!hasProgram(command, args))('is parsed by a program of the language', () => {
    expect(names.length).toBeGreaterThan(0);
    const [program, ...first] = parse;
    for (const name of names) {
      // Scripts of Postman await at their top, as modules do.
      const input = name.startsWith('postman/') ? { input: read(name) } : {};
      const file = 'input' in input ? ['--input-type=module', '-'] : [join(shipped, name)];
      execFileSync(program, [...first, ...file], { stdio: 'pipe', ...input });
    }
  });
});

describe('every file', () => {
  it('is of a grammar that is parsed here, or compiled in run.test.ts, or a list', () => {
    const left = all.filter((name) => parserOf(name) === undefined);
    expect(left).toEqual([
      ...['go/go.mod', 'java/Call.java', 'node/package.json', 'php/composer.json'],
      'python/requirements.txt',
    ]);
  });

  it.each(all)('%s is short enough to be read: 60 lines', (name) => {
    expect(read(name).trimEnd().split('\n').length).toBeLessThanOrEqual(60);
  });

  it('is in a kit', () => {
    const rows = Object.entries(languages) as [LanguageName, (typeof languages)[LanguageName]][];
    const named = rows.flatMap(([language, { files }]) =>
      files.map(({ name }) => `${language}/${name}`),
    );
    const scripts = ['postman/before.js', 'postman/after.js'];
    expect(all.filter((name) => ![...named, ...scripts].includes(name))).toEqual([]);
  });
});

describe('a kit', () => {
  it('sends the full example', () => {
    expect(JSON.parse(read('request.json'))).toEqual(exampleTransaction('full'));
  });

  it('asks for the version of the official client that is tested here', () => {
    const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const name = 'mastercard-client-encryption';
    expect(JSON.parse(read('node/package.json')).dependencies[name]).toBe(devDependencies[name]);
  });

  it('is run in the guide as in its own README', () => {
    const guide = readFileSync(join(root, 'docs/guides/kits.md'), 'utf8');
    for (const [language, row] of Object.entries(languages) as [string, LanguageRow][]) {
      const steps = row.steps(exampleConfig).map((step) => `\`${step}\``);
      const end = row.isApp ? 'two steps, in its README' : steps.join(', ');
      const line = guide.split('\n').find((one) => one.startsWith(`| \`${language}\` |`));
      expect(line).toMatch(/\|$/);
      expect(line?.split(' | ').at(-1)).toBe(`${end} |`);
    }
  });

  it('asks for exact versions', () => {
    expect(JSON.parse(read('php/composer.json')).require['mastercard/client-encryption']).toMatch(
      /^[\d.]+$/,
    );
    for (const line of read('python/requirements.txt').trim().split('\n'))
      expect(line).toMatch(/^[\w-]+==[\d.]+$/);
  });

  it('is shipped', () => {
    const { files } = JSON.parse(readFileSync(join(shipped, '../package.json'), 'utf8'));
    expect(files).toContain('kits');
  });
});
