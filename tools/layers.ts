/**
 * The import law (docs/decisions/0001): who may import whom, which folders may not import each other, and
 * that the engine knows neither clock nor chance. `node tools/layers.ts` prints what breaks it.
 */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What every part of the server may lean on. */
const ground = ['contract', 'server/config', 'server/telemetry', 'node:', 'npm:'];

/**
 * One row for each part, the innermost first: its folder, and what it may import beside itself. A name is
 * a package of ours or a path in one, `types:` allows its types only; `node:` is Node.js, `npm:` packages.
 */
const law: readonly (readonly [part: string, mayImport: readonly string[]])[] = [
  ['server/config', ground],
  ['server/telemetry', ground],
  ['server/network', [...ground, 'types:engine']],
  [
    'server/journal',
    [
      ...ground,
      'types:server/network',
      'server/network/network.ts',
      'server/network/journal-source.ts',
    ],
  ],
  ['server/registry', [...ground, 'types:engine']],
  ['server/sources', [...ground, 'types:engine', 'server/registry/registry.ts']],
  ['server/accounts', ground],
  ['server/refusals', ground],
  ['server/pki', [...ground, 'types:engine', 'server/registry/registry.ts']],
  [
    'server/environment',
    [
      ...ground,
      'server/pki',
      'server/registry/registry.ts',
      'server/registry/audit.ts',
      'types:server/registry/json',
      'server/accounts/accounts.ts',
      'types:server/network',
      'types:server/journal/journal.ts',
      'types:server/refusals',
    ],
  ],
  [
    'server/pipeline',
    [
      ...ground,
      'engine',
      'server/network/network.ts',
      'server/registry/registry.ts',
      'server/sources/source.ts',
    ],
  ],
  [
    'server/http',
    [
      ...ground,
      'server/pipeline',
      'server/pki',
      'server/environment',
      'server/network/network.ts',
      'server/network/keeping.ts',
      'server/journal/journal.ts',
      'server/registry/registry.ts',
      'server/registry/audit.ts',
      'server/accounts/accounts.ts',
      'server/refusals',
    ],
  ],
  ['server', [...ground, 'engine', 'server']],
  ['contract', ['node:']],
  [
    'engine',
    [
      'types:contract',
      'npm:any-ascii',
      'npm:bowser',
      'npm:double-metaphone',
      'npm:libphonenumber-js',
      'npm:tldts',
    ],
  ],
  ['client', ['contract', 'node:']],
  ['sandbox', ['server', 'client', 'node:']],
  [
    'cli',
    [
      'server',
      'sandbox',
      'client',
      'contract',
      'node:',
      'npm:commander',
      'npm:currency-codes',
      'npm:fastest-levenshtein',
      'npm:openapi-fetch',
      'npm:uqr',
      'npm:@inquirer/password',
    ],
  ],
  ['collector', []],
  ['console', ['types:contract', 'npm:']],
];

const clocksAndChance =
  /\bDate\.now\b|\bnew Date\b(?!\s*\(\s*[^\s)])|\bMath\.random\b|\b(performance|crypto)\.|\bset(Timeout|Interval|Immediate)\b/;

const exempt = /\.test\.ts$|\/(testing|generated)\//;

const importing =
  /^\s*(?:import|export)\s+(type\s+)?(?:([^'";]*?)\s*from\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm;

interface Import {
  readonly file: string;
  readonly specifier: string;
  readonly target: string;
  readonly isType: boolean;
}

/**
 * Every way in which the packages in a folder break the law, one sentence each.
 *
 * @param packages the folder that holds contract/, engine/, server/ …
 */
export function breaches(packages: string): string[] {
  const files = globSync('*/src/**/*.ts', { cwd: packages }).filter((path) => !exempt.test(path));
  const sources = files.map((path) => ({
    file: path.replace('/src/', '/'),
    text: read(packages, path),
  }));
  const imports = sources.flatMap(({ file, text }) => importsOf(file, text));
  return [
    ...imports
      .filter((one) => !isLawful(one))
      .map(
        ({ file, specifier, isType }) =>
          `${file} imports ${isType ? 'types of ' : ''}${specifier}, which the law does not allow it`,
      ),
    ...mutualFolders(imports),
    ...sources
      .filter(({ file, text }) => file.startsWith('engine/') && clocksAndChance.test(text))
      .map(
        ({ file, text }) =>
          `${file} uses ${clocksAndChance.exec(text)?.[0]}: the engine is given the time, and nothing by chance`,
      ),
  ];
}

/** The text without comments: what they mention is not used. */
function read(packages: string, path: string): string {
  return readFileSync(join(packages, path), 'utf8').replace(
    /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm,
    '',
  );
}

function importsOf(file: string, text: string): Import[] {
  return [...text.matchAll(importing)].map(([, type, names = '', plain, dynamic]) => {
    const specifier = plain ?? dynamic ?? '';
    return {
      file,
      specifier,
      target: targetOf(file, specifier),
      isType: type !== undefined || namesTypesOnly(names),
    };
  });
}

function namesTypesOnly(names: string): boolean {
  const each = names
    .replace(/[{}]/g, '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  return each.length > 0 && each.every((name) => name.startsWith('type '));
}

function targetOf(file: string, specifier: string): string {
  if (specifier.startsWith('.')) return normalize(join(dirname(file), specifier));
  if (specifier.startsWith('node:')) return specifier;
  return specifier.startsWith('@whorl/') ? specifier.slice('@whorl/'.length) : `npm:${specifier}`;
}

function isLawful({ file, specifier, target, isType }: Import): boolean {
  if (specifier.endsWith('.json')) return true;
  const reachesIntoAPackage = specifier.startsWith('.') && !isWithin(target, packageOf(file));
  if (reachesIntoAPackage) return false;
  const [part, mayImport] = law.find(([name]) => isWithin(file, name)) ?? ['', []];
  return isWithin(target, part) || mayImport.some((name) => allows(name, { target, isType }));
}

function allows(name: string, { target, isType }: Pick<Import, 'target' | 'isType'>): boolean {
  if (!name.startsWith('types:')) return isWithin(target, name);
  return isType && isWithin(target, name.slice('types:'.length));
}

/** Folders beside each other only: a folder and what it holds are one thing, read from the outside in. */
function mutualFolders(imports: readonly Import[]): string[] {
  const arrows = new Set(
    imports
      .filter(({ specifier }) => specifier.startsWith('.'))
      .map(({ file, target }) => [dirname(file), dirname(target)] as const)
      .filter(([from, to]) => !isWithin(from, to) && !isWithin(to, from))
      .map(([from, to]) => `${from} ${to}`),
  );
  return [...arrows]
    .map((arrow) => arrow.split(' '))
    .filter(([from = '', to = '']) => from < to && arrows.has(`${to} ${from}`))
    .map(([from, to]) => `${from} and ${to} import each other`);
}

const packageOf = (file: string): string => file.split('/')[0] ?? '';

const isWithin = (target: string, name: string): boolean =>
  target === name || target.startsWith(name.endsWith(':') ? name : `${name}/`);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const found = breaches(fileURLToPath(new URL('../packages', import.meta.url)));
  for (const breach of found) console.error(breach);
  process.exitCode = found.length === 0 ? 0 : 1;
}
